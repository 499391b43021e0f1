import type * as en from "../en/shell";
import type { Words } from "../shape";

/** The frame around every screen. */
export const shell: Words<typeof en.shell> = {
  navigation: "Hauptmenü",
  tabs: { week: "Diese Woche", starters: "Einstiege", history: "Rückblick", settings: "Einstellungen" },
  offline: "Du bist offline. Was du schreibst, bleibt auf diesem Gerät.",
  offlineKeepOpen: "Du bist offline. Lass diese Seite offen: Dieser Browser behält zwischen zwei Besuchen nichts.",
  updateReady: "Eine neue Version ist da.",
  updateNow: "Jetzt aktualisieren",
  toastClose: "Schließen",
  somethingWrong: "Auf dieser Seite ist etwas schiefgegangen",
  somethingWrongBody: "Nichts, was du geschrieben hast, ist verloren. Meist hilft es, die Seite neu zu laden.",
  reload: "Neu laden",
  screenMissing: "Diese Seite konnte nicht geladen werden",
  screenMissingBody:
    "Vielleicht gibt es eine neue Version der App, oder gerade keine Verbindung. Meist hilft es, die Seite neu zu laden. Was du geschrieben hast, ist davon nicht betroffen.",
  partMissing: "Ein Teil der App konnte nicht geladen werden.",
  goHome: "Zu dieser Woche",
  safety: "Hilfe und Sicherheit",
  cannotReach: "Der Server ist gerade nicht erreichbar. Bitte versuch es gleich noch einmal.",
  unexpected: "Das hat nicht geklappt. Bitte versuch es gleich noch einmal.",
  slowDown: "Zu viele Versuche. Bitte warte ein wenig und versuch es noch einmal.",
};
