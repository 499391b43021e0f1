/** How one signs in, and where one is signed in. */
export const account = {
  title: "Sign-in and devices",

  devices: "Signed-in devices",
  devicesLead: "Something you do not know? Sign it out. Reminders stop there, too.",
  unknownDevice: "A browser",
  here: "This device",
  seen: (when: string) => `Last used around ${when}`,
  since: (when: string) => `Signed in on ${when}`,
  signOutThere: "Sign out",
  signOutOf: (name: string) => `Sign out ${name}`,
  signedOutThere: "That device is signed out.",
  others: "Sign out all others",
  othersDone: "All other devices are signed out.",
  everywhere: "Sign out everywhere",
  everywhereStays:
    "Signing out everywhere ends every sign-in at once. Another device deletes what it keeps of you as soon as it reaches this server; until then it can still show it, for a week at most. Words that never reached the server stay on the device where you wrote them, for you alone, for a month.",
  everywhereDone: "You are signed out on every device, this one included.",

  passkeys: "Passkeys",
  passkeysNone: "Sign in with your face, your finger or this device's code in place of a mailed code.",
  passkeysSome: "They are asked for after a mailed code, or sign you in without one.",
  passkeysUnsupported: "This browser cannot keep a passkey.",
  added: (when: string) => `Added on ${when}`,
  remove: "Remove",
  removeNamed: (name: string) => `Remove the passkey ${name}`,
  removed: "The passkey was removed.",
  lastOne: "Your only passkey. To remove it, first allow mailed codes.",
  notConfirmed: "That was not confirmed, so nothing has changed.",

  codes: "Recovery codes",
  codesLeft: (left: number) =>
    left === 0
      ? "All of them are used. Please make new ones."
      : `${left} ${left === 1 ? "is" : "are"} left. Each stands in for a lost passkey, once.`,
  makeCodes: "Make new codes",
  codesTitle: "Your new recovery codes",

  only: "Sign in by passkey only",
  onlyLead: "A mailed code then opens nothing. Whoever reads your mail cannot read your notes.",
  onlyNeeds: "For this you need a passkey first.",
  onlyFacts: [
    "You sign in with your passkey. If it is lost, with your e-mail address and a recovery code.",
    "If both are lost, only the person who runs this server could let you in again.",
    "Devices that are signed in stay signed in. Look through the list above.",
  ],
  onlyKept: "I have kept my codes",
  onlyOn: "Use my passkey only",
  onlyIsOn: "This is on: a mailed code opens nothing.",
  onlyOff: "Allow mailed codes",
  onlySwitchedOn: "From now on, only a passkey opens your account.",
  onlySwitchedOff: "A mailed code opens your account again.",

  address: "E-mail address",
  addressNow: (email: string) => `Codes and reminders go to ${email}.`,
  addressChange: "Change the address",
  addressNew: "New e-mail address",
  addressHint: "We mail a code there. The old address is told, too.",
  addressSend: "Send me a code",
  addressCode: (email: string) => `Code from the mail to ${email}`,
  addressConfirm: "Change it",
  addressChanged: "Your address is changed.",
} as const;
