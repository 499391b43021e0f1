/** This week. */
export const home = {
  title: "This week",
  greeting: { morning: "Good morning", day: "Hello", evening: "Good evening" },
  named: (greeting: string, name: string) => (name ? `${greeting}, ${name}` : greeting),
  withPartner: (name: string) => `You and ${name}`,
  onYourOwn: "On your own, for now",

  open: "Your check-in is open",
  openLead: (prompts: number) => `${prompts} short prompts, about four minutes. You answer alone; you look together.`,
  openAlone: (prompts: number) => `${prompts} short prompts, about four minutes. Only you will read your answers.`,
  until: (when: string) => `Open until ${when}`,
  begin: "Begin",
  goOn: "Go on where you left off",
  draft: (answered: number, prompts: number) => `${answered} of ${prompts} answered. Saved as you go.`,
  draftTitle: "You have started",
  finished: "You have finished",
  finishedLead: (name: string) =>
    `Your answers are sealed. When ${name} has finished, too, you will both see everything at the same moment.`,
  finishedAlone: "Your answers are kept for you alone. You find them in your history.",
  seeWaiting: "See how it goes on",
  partnerFinished: (name: string) => `${name} let you know that they have finished.`,

  revealed: "It is open for both of you",
  revealedLead: "Sit down somewhere comfortable and look at it together.",
  look: "Look together",
  lastTime: (date: string) => `Your check-in of ${date}`,
  lookAgain: "Look at it again",
  points: (count: number) => (count === 1 ? "One thing to talk about" : `${count} things to talk about`),

  quiet: "Nothing to do right now",
  after: "Until next time",
  quietLead: (when: string) => `Your next check-in opens on ${when}.`,
  quietNoDate: "Your next check-in has no date yet.",
  lapsed: "The last check-in closed before both had finished. It stays closed for good; the next one is a fresh start.",
  resting: "You are taking a quiet break",
  restingLead: "Nothing asks or reminds you. Only you can see this.",
  restEnd: "End my break",
  restOpen: "A check-in is open. You may leave it, or answer all the same.",
  restAnswer: "Answer all the same",
  paused: "Check-ins are paused",
  pausedLead: "Nothing opens and nobody is reminded until one of you goes on.",
  pausedLeadAlone: "Nothing opens and nothing reminds you until you go on.",
  resume: "Go on",

  private: "Something just for you",
  privateOpen: "Open",
  privateNeutral: "Open it when only you can see this screen.",
  privateLead: "Nobody else sees this. You may bring it up, or not.",
  privateHelp: "Where to find help",
  privateWhy: "Why you see this",
  privateStart: "If you want to talk about it",

  none: "Two people, one small ritual",
  noneLead:
    "Once a week you both answer the same short prompts, each alone. Then you look together at what went well, and at one thing worth talking about.",
  invite: "Invite my partner",
  haveInvitation: "I have an invitation",
  startAlone: "Start on my own",
  startAloneHint:
    "You can answer privately first and invite your partner whenever you like. Nobody else sees what you write alone.",
  inviteLater: "Ready to do this together?",
  inviteLaterLead: "Invite your partner whenever it feels right. What you wrote on your own stays yours alone.",
  asked: (name: string) => `${name} would like to join you`,
  askedLead: "Please look and confirm that it is really them.",
  seeAsked: "Look",
  invited: "Your invitation is on its way",
  invitedLead: "As soon as it is used, you confirm who joined.",
  seeInvitation: "Open the invitation",
  waiting: (name: string) => `Waiting for ${name} to confirm`,
  waitingLead: "You are almost there.",

  closed: "This space has closed",
  closedLead:
    "Your shared space has ended. Reading what was shared has ended, too, for both of you. Your own past answers are still yours.",
  closedCare: "Endings can be heavy. Be kind to yourself today, and talk to somebody you trust.",
  closedOk: "I have read this",
  closedHelp: "If something is not safe",
} as const;

export const nudge = {
  offer: (name: string) => `Give ${name} a gentle nudge`,
  what: (name: string) =>
    `One friendly message to ${name} about this check-in, just this once. It says nothing of your answers, nor whether you have finished. Whether and when it comes is up to ${name}, and you will not see it.`,
  send: "Send it",
  rather: "Rather not",
  sent: (name: string) => `You have nudged ${name} about this check-in.`,
} as const;
