import type * as en from "../en/mail";
import type { Words } from "../shape";

/** Reminders by e-mail. */
export const mail: Words<typeof en.mail> = {
  insteadHint: "Nur wenn dein Gerät keine Benachrichtigung bekommen kann.",
  too: "Auch per E-Mail",
  tooHint: "Selbst wenn eine Benachrichtigung angekommen ist.",
  returned: (address: string) =>
    `E-Mails an ${address} kamen zurück. Erinnerungen dorthin sind darum pausiert. Codes zum Anmelden schicken wir weiter.`,
  tryAgain: "Noch einmal versuchen",
  trying: "Mit der nächsten Erinnerung versuchen wir es wieder.",
  otherAddress: "Meine Adresse ändern",
};
