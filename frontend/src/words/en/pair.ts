/** Inviting, joining, confirming. */
export const pair = {
  title: "Invite your partner",
  lead: "You link once, each signed in to your own account. Nothing that either of you answered alone is shared.",
  steps: [
    "You send the invitation, or show the code.",
    "Your partner signs in and asks to join.",
    "You confirm that it is really them.",
  ],
  make: "Make an invitation",
  ready: "Your invitation",
  readyLead: "Send the link, let your partner scan the QR code, or read out the letters and numbers. It works once.",
  until: (when: string) => `This invitation can be used until ${when}.`,
  share: "Share the link",
  shareText: "Join me on Side by Side",
  copy: "Copy the link",
  copied: "The link was copied.",
  copyFailed: "Copying didn't work here. The code below does the same.",
  qr: "QR code with the invitation link, to scan with a camera",
  code: "Or read out this code",
  waitingForThem: "This page updates by itself when your partner asks to join.",
  hidden: "Your invitation is open",
  hiddenLead:
    "Its link is shown only once, so that no one else can pick it up. If you no longer have it, make a new one; the old one stops working.",
  makeNew: "Make a new one",
  cancel: "Cancel the invitation",
  cancelled: "The invitation no longer works.",

  askedTitle: "Is this your partner?",
  askedLead: (name: string) => `${name} used your invitation and would like to join you.`,
  askedWith: "Signed in as",
  confirm: "Yes, link us",
  decline: "No, this is someone else",
  declined: "They were not let in. Your invitation no longer works.",
  linked: (name: string) => `You and ${name} are linked.`,

  waitTitle: "Almost there",
  waitLead: (name: string) => `${name} now sees your name and confirms that it is you. This page updates by itself.`,
  withdraw: "Withdraw",
  notConfirmed: "This invitation was not confirmed, or it has expired. You can ask for a new one.",
  already: "You are already linked",
  alreadyLead: (name: string) =>
    `You and ${name} share a space. To link with someone else, leave it first in Settings.`,

  whoRuns: "Who runs this server",
  alsoKnows: "It also knows your e-mail address, whom you are linked with, and when each of you finished.",
  watchedTitle: "Your device may be watched",
  watched:
    "Anyone who can pick up your device or knows its passcode can read what you read here. If that worries you, answer on another device, or not at all. You can leave at any time, and no one has to agree.",
} as const;

export const join = {
  title: "Join your partner",
  lead: "Someone invited you to a small weekly check-in for two.",
  leadSignedOut: "Please sign in first; the invitation waits for you here.",
  signIn: "Sign in to join",
  look: "See who invited you",
  invitedBy: (name: string) => `${name} invited you to a small weekly check-in for two.`,
  button: "Join",
  signedInAs: (name: string, email: string) => `You are signed in as ${name} (${email}).`,
  switchPerson: "Sign in as someone else",
  after: "The person who invited you then confirms that it is you. Nothing is shared before that.",

  code: "Code from your partner",
  codeHint: "Eight letters and numbers, such as ABCD-EFGH.",
  codeMissing: "Please enter the eight letters and numbers of the code.",
  notUsable:
    "This invitation can't be used. Please check the code. If the code is right, the invitation has already been used or cancelled, or is more than a day old: ask for a new one.",
  own: "This is your own invitation. Please send it to your partner.",
  alreadyPaired: "You are already linked. To join someone else, leave your space first in Settings.",
} as const;
