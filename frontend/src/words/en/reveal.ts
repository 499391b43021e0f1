/** What both said, seen together. */
import type { PointKind } from "../../api/types";

export const reveal = {
  title: "Side by side",
  kicker: (number: number, date: string) => `Check-in ${number} · ${date}`,
  lead: (name: string) => `You and ${name} have both answered. Take your time with it.`,
  loading: "Opening what you both wrote",
  back: "This week",
  you: "You",

  strengths: "What went well",
  appreciated: (name: string) => `${name} wrote`,
  youAppreciated: "You wrote",
  conversation: {
    wish: "On your minds",
    main: "Worth talking about",
    light: "A light conversation",
  },
  more: "If you have room for one more",
  wishes: "On your minds",
  wrote: (name: string) => `${name} wrote`,
  youWrote: "You wrote",
  lightHint: "A friendly question, if you like. Take turns, and skip it if the evening has other plans.",
  newsHint: "To ask the one who wrote the kind words.",
  wishOf: (name: string) => `${name} would like to talk about`,
  wishMine: "You would like to talk about",

  neutralTitle: "Not tonight",
  neutralBody: "No conversation is suggested this time. Spend the evening in whatever way suits you both.",

  again: "Has come up before",
  needNot: "You don't have to talk about this. Either of you can say no to any of it.",
  why: "Why this?",
  guessed: (who: string) => `${who} guessed`,
  notSaid: "Not shared",
  meaning: "What it can mean",
  notThis: "What it is not",

  toStart: "Starters, and something small to try",
  starters: "Conversation starters",
  startersHint: "These are examples. Put in your own moment, in your own words.",
  forMeFeels: "If this is how it feels to you",
  forMeListens: (name: string) => `For you, listening to ${name}`,
  forThemFeels: (name: string) => `${name} might start with`,
  forThemListens: (name: string) => `For ${name}, listening`,
  feels: "For the one who feels this",
  listens: "For the one who listens",
  saveStarter: "Save to our list",
  unsaveStarter: "Remove from our list",

  experiment: "A small thing to try",
  minutes: (count: number) => (count > 0 ? `about ${count} min` : "no extra time"),

  voiceLegend: "Shall we talk about it?",
  voice: { now: "Now", later: "Later", not_for_us: "Not for us" },
  voiceMineOnly: (name: string) =>
    `Noted. Once ${name} has chosen, you will both see the outcome. If either of you says “Not for us”, the topic rests.`,
  voiceBoth: {
    now: "You would both like to talk now.",
    later: "Later, then. It can wait.",
    not_for_us: "Not this one. It won't come up again for about six months.",
  },
  talkInTurns: "Talk about it, in turns",
  wishNotForUs: "Not this one, then. That is fine.",
  talked: "We talked about it",
  talkedOn: (date: string) => `Talked about on ${date}`,
  tried: "We tried it",
  triedOn: (date: string) => `Tried on ${date}`,
  undo: "Undo",
  helpedLegend: "Did it help?",
  helpedElsewhere: "Did it help? Each of you can answer alone: open this check-in in History, then “Just for you”.",
  helpedHint: "Only you see your answer.",
  helped: { yes: "Yes", a_little: "A little", no: "Not really" },
  helpedThanks: "Thank you. It's saved.",
  tell: (name: string) => `Tell ${name}`,
  toldThat: {
    yes: (name: string) => `${name} said that it helped.`,
    a_little: (name: string) => `${name} said that it helped a little.`,
    no: (name: string) => `${name} said that it didn't really help.`,
  },
  youTold: {
    yes: "You said that it helped.",
    a_little: "You said that it helped a little.",
    no: "You said that it didn't really help.",
  },
  wouldTell: (name: string, sentence: string) =>
    `${name} would read: “${sentence}” It also affects when this comes up again.`,
  tellsThis: (name: string, sentence: string) => `${name} reads: “${sentence}” To change your answer, switch this off.`,
  yourPartner: "Your partner",
  anotherWay: "Another way to approach it",
  anotherWayLead:
    "One conversation rarely covers everything. Here is something else to try, and starters for the other side.",
  otherSide: {
    feels: "Starters for saying how it feels",
    listens: "Starters for listening",
  },

  privateTitle: "Only you see this",
  privateBody: "It comes from your own answers over time. Bring it up, or keep it to yourself.",

  guesses: "Your guesses",
  guess: {
    exactMine: (name: string) => `Spot on. You know ${name} well here.`,
    exactTheirs: (name: string) => `${name} guessed it exactly.`,
    closeMine: "Very close.",
    closeTheirs: (name: string) => `${name} was very close.`,
    farMine: (name: string) => `A surprise. Worth asking ${name} about.`,
    farTheirs: (name: string) => `A surprise for ${name}. Tell them more if you like.`,
    unknown: "Not shared, so there's nothing to compare.",
  },
  answerLabel: "The answer",

  keptAgreement: "You are both keeping this.",
  restingAgreement: "This one rests now. You can agree on it again whenever you both like.",

  all: "All answers, side by side",
  allHint: "What was skipped or kept private looks the same here.",
  skipped: "Skipped",

  kinds: {
    need: "A need",
    exchange: "Given and received",
    perception: "Seen differently",
    gap: "Experienced differently",
    drift: "A slow change",
    strength: "A strength",
    wish: "A wish",
    light: "A light conversation",
  } satisfies Record<PointKind, string>,

  goneTitle: "Nothing to see here yet",
  goneBody: "Either you haven't both finished, or this space has closed.",
  home: "Go to this week",
} as const;
