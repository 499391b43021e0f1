import type * as en from "../en/linking";
import type { Words } from "../shape";

/** What Home says of linking: the ways to begin, where an invitation stands, and the end of a shared space. */
export const linking: Words<typeof en.linking> = {
  none: "Zwei Menschen, ein kleines Ritual",
  noneLead: "Einmal in der Woche beantwortet ihr beide ein paar Fragen. Dann schaut ihr sie zusammen an und redet.",
  invite: "Einladung schicken",
  haveInvitation: "Ich habe eine Einladung",
  startAlone: "Allein anfangen",
  startAloneHint: "Zu zweit könnt ihr auch später weitermachen.",
  inviteLater: "Lust auf Check-ins zu zweit?",
  inviteLaterLead: "Schick eine Einladung, wenn es für dich passt. Was du allein geschrieben hast, bleibt bei dir.",
  asked: (name: string) => `${name} möchte sich mit dir verbinden`,
  askedLead: "Bitte prüf, wer das wirklich ist.",
  seeAsked: "Prüfen",
  invited: "Deine Einladung ist unterwegs",
  invitedLead: "Wenn sie angenommen ist, bestätigst du, wer da ist.",
  seeInvitation: "Einladung öffnen",
  waiting: (name: string) => `Jetzt bestätigt noch ${name}`,
  waitingLead: "Ihr habt es gleich geschafft.",
  closed: "Dieser Raum ist geschlossen",
  closedLead:
    "Ihr könnt beide nicht mehr lesen, was ihr miteinander geteilt habt. Deine eigenen Antworten hast du weiterhin.",
  closedCare: "Ein Ende kann schwer sein. Sei heute gut zu dir und sprich mit jemandem, dem du vertraust.",
  closedOk: "Ich habe das gelesen",
  closedHelp: "Wenn etwas nicht sicher ist",
};
