import { plural } from "./language";

/** A couple's very first check-in is shorter. */
const length = (prompts: number) => `${prompts} short prompts, about ${prompts < 10 ? "two" : "four"} minutes.`;

/** This week. */
export const home = {
  title: "This week",
  greeting: { morning: "Good morning", day: "Hello", evening: "Good evening" },
  named: (greeting: string, name: string) => (name ? `${greeting}, ${name}` : greeting),
  withPartner: (name: string) => `You and ${name}`,

  open: "Your check-in is open",
  openLead: (prompts: number) => `${length(prompts)} You answer alone; you look together.`,
  openAlone: (prompts: number) => `${length(prompts)} Only you will read your answers.`,
  until: (when: string) => `Open until ${when}`,
  begin: "Begin",
  goOn: "Carry on",
  draft: (answered: number, prompts: number) => `${answered} of ${prompts} answered. Saved as you go.`,
  draftTitle: "You have started",
  finished: "You have finished",
  finishedLead: (name: string) =>
    `Your answers are sealed. Once ${name} has finished as well, you both see everything at the same moment.`,
  finishedAlone: "Only you can read your answers. You'll find them in History.",
  seeWaiting: "What happens next",
  partnerFinished: (name: string) => `${name} let you know that they have finished.`,

  revealed: "You can both read it now",
  revealedLead: "Sit down somewhere comfortable and look at it together.",
  look: "Look together",
  lastTime: (date: string) => `Your check-in of ${date}`,
  lookAgain: "Look at it again",
  points: (count: number) => plural(count, { one: "One topic to talk about", other: `${count} topics to talk about` }),
  wish: "One of you would like to talk about something.",
  pointsWithWish: (count: number) => (count === 1 ? "A wish to talk" : `A wish to talk, and one more topic`),

  agreed: "What we agreed",
  suggestion: "There is a suggestion for the two of you.",

  quiet: "Nothing to do right now",
  after: "Until next time",
  quietLead: (when: string) => `Your next check-in opens on ${when}.`,
  quietNoDate: "Your next check-in has no date yet.",
  lapsed: "The last check-in closed before you had both finished, so it stays closed. The next one is a fresh start.",
  resting: "You are taking a quiet break",
  restingLead: "You won't be asked or reminded. Only you can see this.",
  restEnd: "End quiet break",
  restOpen: "A check-in is open. You don't have to answer it.",
  restAnswer: "Answer anyway",
  paused: "Check-ins are paused",
  pausedLead: "No check-in opens and no one is reminded until one of you resumes.",
  pausedLeadAlone: "No check-in opens and nothing reminds you until you resume.",
  resume: "Resume",

  private: "Something just for you",
  privateOpen: "Open",
  privateNeutral: "Open it when only you can see this screen.",
  privateLead: "No one else sees this. You can bring it up, or not.",
  privateHelp: "Where to find help",
  privateWhy: "Why you see this",
  privateStart: "If you want to talk about it",

  shelf: "Pocket and jar",
  pocket: "A note for your pocket",
  jar: "The jar",
} as const;
