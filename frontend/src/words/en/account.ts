import { plural } from "./language";

/** How people sign in, and where they are signed in. */
export const account = {
  title: "Sign-in and devices",

  devices: "Signed-in devices",
  devicesLead: "Don't recognise one? Sign it out. Its reminders stop as well.",
  unknownDevice: "A browser",
  here: "This device",
  seen: (when: string) => `Last used around ${when}`,
  since: (when: string) => `Signed in on ${when}`,
  signOutThere: "Sign out",
  signOutOf: (name: string) => `Sign out ${name}`,
  signedOutThere: "That device has been signed out.",
  others: "Sign out all others",
  othersDone: "All other devices have been signed out.",
  everywhere: "Sign out everywhere",
  everywhereStays:
    "Signing out everywhere ends every sign-in at once. Another device deletes what it has stored for you as soon as it next reaches this server. Until then it can still show it, for up to a week. Anything that never reached the server stays for a month on the device where you wrote it, and only you can read it.",
  everywhereDone: "You are signed out on every device, including this one.",

  passkeys: "Passkeys",
  passkeysNone: "Sign in with your face, your fingerprint or this device's passcode instead of an e-mailed code.",
  passkeysSome: "You're asked for a passkey after an e-mailed code, or you can sign in with a passkey alone.",
  passkeysUnsupported: "This browser doesn't support passkeys.",
  added: (when: string) => `Added on ${when}`,
  remove: "Remove",
  removeNamed: (name: string) => `Remove the passkey ${name}`,
  removed: "The passkey was removed.",
  lastOne: "This is your only passkey. To remove it, first allow e-mailed codes.",
  notConfirmed: "That was not confirmed, so nothing has changed.",

  codes: "Recovery codes",
  codesLeft: (left: number) =>
    left === 0
      ? "You have used them all. Please make new ones."
      : `${plural(left, { one: "1 code", other: `${left} codes` })} left. If you lose your passkey, each of them works once.`,
  makeCodes: "Make new codes",
  codesTitle: "Your new recovery codes",

  only: "Sign in by passkey only",
  onlyLead: "E-mailed codes stop working, so someone who can read your e-mail can't get in.",
  onlyNeeds: "You need a passkey first.",
  onlyFacts: [
    "You sign in with your passkey. If you lose it, you sign in with your e-mail address and a recovery code.",
    "If you lose both, only the person who runs this server can let you in again.",
    "Devices that are signed in stay signed in. Check the list above.",
  ],
  onlyKept: "I have saved my codes",
  onlyOn: "Use my passkey only",
  onlyIsOn: "This is on. E-mailed codes don't work.",
  onlyOff: "Allow e-mailed codes",
  onlySwitchedOn: "From now on, you can only sign in with a passkey.",
  onlySwitchedOff: "You can sign in with an e-mailed code again.",

  address: "E-mail address",
  addressNow: (email: string) => `Codes and reminders go to ${email}.`,
  addressNone: "You have no address here, so no e-mail is sent to you.",
  addressChange: "Change the address",
  addressAdd: "Add an address",
  addressNew: "New e-mail address",
  addressHint: "We'll e-mail a code there. We also let the old address know.",
  addressFirstHint: "We'll e-mail a code there.",
  addressSend: "Send me a code",
  addressCode: (email: string) => `Code from the e-mail to ${email}`,
  addressConfirm: "Change the address",
  addressChanged: "Your address has been changed.",
} as const;
