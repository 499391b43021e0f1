/** Getting in where no e-mail is sent: links, passkeys and recovery codes. */
export const wayIn = {
  setUpTitle: "Begin here",
  setUpLead: "You make the first account on this server. Your partner comes in by your invitation.",
  name: "What should we call you?",
  nameHint: "Your partner sees this name.",
  nameMissing: "Please write a name.",
  begin: "Continue",

  passkeyTitle: "Add your passkey",
  passkeyLead:
    "You sign in with your face, your fingerprint or this device's passcode. No e-mail is sent here, so your passkey is your way back in.",
  passkeyUnsupported:
    "This browser can't keep a passkey. Open the same link in another browser, such as Safari or Chrome.",
  passkeyLater: "Not now",

  deviceTitle: "Add this device",
  deviceLead: (name: string) => `Sign in here as ${name}? Your other devices will be told.`,
  deviceYes: "Sign in here",
  devicePasskey: "You're signed in. With a passkey on this device, you can sign in here again at any time.",

  notYetTitle: "Not quite yet",
  notYet: (when: string) => `This link works from ${when}. Until then, its owner can cancel it.`,
  notUsableTitle: "This link can't be used",
  notUsable: "It has been used or cancelled, or it is too old. Ask for a new one.",
  noLinkTitle: "Use your link",
  noLink: "Open the link that you were given, or scan its QR code.",
  signedInTitle: "You're in",
  signedIn: (name: string) => `You are signed in as ${name}.`,
  toSignIn: "Go to sign-in",

  newDevice: "Is this a new device?",
  newDeviceHow:
    "On a device where you're signed in, open Settings, then “Sign-in and devices”, and choose “Add a device”. Then scan the code with this one.",
  recoveryLink: "Use a recovery code",
  recoverLead: "If you have lost your passkey, one of your recovery codes lets you in. Each works once.",
  recoverWrong: "That code doesn't work. Please try another recovery code.",
  passkeyFailed: "The passkey was not accepted. You can use a recovery code instead.",
  passkeyCancelled: "Nothing was confirmed. You can try again, or use a recovery code.",
  noAccount: "New here? Open the invitation that your partner sent you.",
} as const;

/** The same on the pages of someone who is signed in. */
export const withoutMail = {
  add: "Add a device",
  addLead: "Scan a code with your new device, and you're signed in there. You confirm with your passkey first.",
  addNeeds: "Add a passkey first. Then you can add more devices.",
  qr: "QR code with the link for your new device, to scan with its camera",
  copy: "Copy the link",
  copied: "The link was copied.",
  copyFailed: "Copying didn't work here. Please scan the code.",
  until: (when: string) => `It works once, until ${when}. Show it to no one else.`,

  passkeysNone: "Sign in with your face, your fingerprint or this device's passcode.",
  passkeysSome: "You sign in with a passkey. If you lose it, a recovery code lets you in.",
  lastOne: "This is your only passkey, so it stays. To replace it, first add another one.",

  needsPasskey: "You have no passkey yet. Without one, you can't come back if you are signed out here.",
  addPasskey: "Add a passkey",
  linkMade: (when: string) =>
    `The person who runs this server has made a link into your account. It works from ${when}. If you didn't ask for it, cancel it.`,
  cancelLink: "Cancel the link",
  linkCancelled: "The link no longer works.",
} as const;
