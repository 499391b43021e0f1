import type * as en from "../en/meanwhile";
import type { Words } from "../shape";

/** While the other half is not there yet: being told, and something to do. */
export const tellMe: Words<typeof en.tellMe> = {
  title: "Sollen wir dir sagen, wenn ihr es beide lesen könnt?",
  lead: "Eine kurze Nachricht, nichts über deine Antworten. Was du hier wählst, siehst nur du.",
  yes: "Ja, sagt es mir",
  no: "Nicht nötig",
  onDevice: "Wir sagen es dir auf diesem Gerät.",
  byMail: "Wir sagen es dir per E-Mail.",
  notHere: "Benachrichtigungen sind auf diesem Gerät aus. Du siehst es, wenn du die App öffnest.",
  installLead: "Auf iPhone oder iPad geht das vom Home-Bildschirm aus:",
  installSteps: ["Tippe in Safari auf „Teilen“.", "Wähle „Zum Home-Bildschirm“.", "Öffne die App von dort."],
  mailInstead: "Per E-Mail sagen",
};

export const meanwhile: Words<typeof en.meanwhile> = {
  title: "Etwas, worauf du dich freuen kannst",
  evening: "Welcher Abend würde dir passen?",
  evenings: { open: "Mal sehen", today: "Heute", tomorrow: "Morgen", weekend: "Am Wochenende" },
  onlyHere: "Das bleibt auf diesem Gerät. Nur du siehst es.",
  starter: "Ein Satz für den Anfang",
  show: "Einen suchen",
  another: "Noch einen",
  choose: "Den nehme ich",
  chosen: "Dein Satz für den Abend:",
};
