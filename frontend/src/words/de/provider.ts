import type * as en from "../en/provider";
import type { Words } from "../shape";

/** Signing in with an OpenID Connect provider, such as Pocket ID. `name` is what the operator calls it. */
export const provider: Words<typeof en.provider> = {
  signIn: (name: string) => `Mit ${name} anmelden`,
  cancelled: (name: string) => `Du hast bei ${name} abgebrochen. Es hat sich nichts geändert.`,
  away: (name: string) =>
    `${name} ist gerade nicht erreichbar. Bitte versuch es später noch einmal, oder melde dich anders an.`,
  failed: (name: string) => `Die Anmeldung mit ${name} hat nicht geklappt. Bitte versuch es noch einmal.`,
  refused: (name: string) =>
    `Mit ${name} kannst du dich hier nicht anmelden. Wenn du ein Konto hast, melde dich an wie bisher. Dann kannst du ${name} in den Einstellungen verbinden.`,

  title: (name: string) => `Anmelden mit ${name}`,
  isOff: (name: string) => `Du kannst dich auch mit ${name} anmelden. Verbinde es einmal, dann öffnet es dein Konto.`,
  isOn: (name: string) => `${name} öffnet dein Konto.`,
  passkeyToo: "Danach wirst du nach deinem Passkey gefragt.",
  notWhilePasskeyOnly: (name: string) =>
    `Du meldest dich nur mit Passkey an, darum öffnet ${name} dein Konto nicht. Um es wieder zu verwenden, erlaube Codes per E-Mail.`,
  connect: (name: string) => `${name} verbinden`,
  connected: (name: string) => `Ab jetzt öffnet ${name} dein Konto.`,
  disconnect: (name: string) => `${name} trennen`,
  disconnected: (name: string) => `${name} öffnet dein Konto nicht mehr.`,
  lastWayIn: (name: string) => `Füge zuerst einen Passkey hinzu. Ohne ${name} kämst du sonst nicht zurück.`,
  taken: (name: string) => `Mit deinem Konto bei ${name} ist hier ein anderes Konto verbunden.`,
  notConfirmed: "Es hat zu lange gedauert, bis du zurück warst. Bitte versuch es noch einmal.",
};
