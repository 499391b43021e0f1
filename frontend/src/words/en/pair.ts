/** Inviting, joining, confirming. */
export const pair = {
  title: "Invite your partner",
  steps: ["You send an invitation.", "Your partner asks to join.", "You check that it's them."],
  make: "Make an invitation",
  ready: "Your invitation",
  until: (when: string) => `It works once, until ${when}. This page updates by itself.`,
  share: "Share the link",
  shareText: (name: string) => `${name} invites you to an evening for two: answer alone, look together, then talk.`,
  copy: "Copy the link",
  copied: "The link was copied.",
  copyFailed: "Copying didn't work here. The code below does the same.",
  qr: "QR code with the invitation link, to scan with a camera",
  code: "Or scan it, or read out",
  hidden: "Your invitation is open",
  hiddenLead:
    "Its link is shown only once, so that no one else can pick it up. If you no longer have it, make a new one; the old one stops working.",
  makeNew: "Make a new one",
  cancel: "Cancel the invitation",
  cancelled: "The invitation no longer works.",

  askedTitle: "Is this your partner?",
  askedLead: (name: string) => `${name} would like to join you.`,
  askedWith: "Signed in as",
  confirm: "Yes, link us",
  decline: "No, this is someone else",
  declined: "They were not let in. Your invitation no longer works.",

  waitTitle: "Almost there",
  waitLead: (name: string) => `${name} now checks that it's you. This page updates by itself.`,
  withdraw: "Withdraw",
  notConfirmed: "This invitation was not confirmed, or it has expired. You can ask for a new one.",
  already: "You are already linked",
  alreadyLead: (name: string) =>
    `You and ${name} share a space. To link with someone else, leave it first in Settings.`,

  inShort: (name: string) =>
    `${name} runs this server and could technically read answers. Your partner sees only what you share.`,
  /** At home, where the operator is often the partner. */
  inTheApp: "In the app, your partner sees only what you share, once you have both finished.",
  readMore: "Read more",
  whoRuns: "Who runs this server",
  alsoKnows: "The server knows your e-mail address, your partner, and when you each finish.",
  alsoKnowsWithoutMail: "The server also knows your partner, and when you each finish.",
  watchedTitle: "Your device may be watched",
  watched:
    "Anyone who knows your passcode can read what you read here. If that worries you, use another device, or don't answer. You can leave at any time.",
} as const;

export const join = {
  title: "Join your partner",
  letterTitle: "You're invited",
  letterLead: "Someone would like an evening for two with you.",
  /** After the inviter's name. */
  letterFrom: "invites you to an evening for two: answer alone, look together, then talk.",
  whoInvites: "Who invites me?",
  name: "Your first name",
  nameMissing: "Please write a name.",
  email: "Your e-mail address",
  emailMissing: "Please write your e-mail address, such as robin@example.org.",
  haveAccount: "I have an account",
  leadSignedOut: "Please sign in first. Then you can enter your code.",
  signIn: "Sign in to join",
  look: "See who invited you",
  button: "Join",
  signedInAs: (name: string, email: string | null) => `You are signed in as ${name}${email ? ` (${email})` : ""}.`,
  switchPerson: "Sign in as someone else",

  code: "Code from your partner",
  codeHint: "Eight letters and numbers, such as ABCD-EFGH.",
  codeMissing: "Please enter the eight letters and numbers of the code.",
  notUsable:
    "This invitation can't be used. Please check the code. If the code is right, the invitation has already been used or cancelled, or is more than a day old: ask for a new one.",
  /** By a link, where no code was typed. */
  notUsableLink: "This invitation has already been used or cancelled, or it is more than a day old. Ask for a new one.",
  own: "This is your own invitation. Please send it to your partner.",
  alreadyPaired: "You are already linked. To join someone else, leave your space first in Settings.",
} as const;

/** The moment of linking. */
export const together = {
  title: "You are linked",
  and: "and",
  lead: "Your first check-in is a short one.",
  begin: "Begin",
} as const;
