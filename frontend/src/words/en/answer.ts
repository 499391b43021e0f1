import { language, plural } from "./language";

/** Answering a check-in, waiting for the partner, and words that stayed on this device. */
export const answer = {
  title: "Your check-in",
  leave: "Later",
  loading: "Loading your check-in",
  progress: (at: number, of: number) => `Prompt ${at} of ${of}`,
  kicker: {
    anchor: "In the past seven days",
    reason: "In the past seven days",
    appreciation: "To begin with",
    guess: "A guess",
    wish: "To end with",
    agreement: "What you agreed",
  },
  tenderKicker: "A tender topic · in the past seven days",
  guessAbout: (name: string) => `How do you think ${name} would answer this?`,
  skip: "Skip",
  nothingThisWeek: "Nothing this week",
  addNote: "Add a few words",
  note: "Your words",
  wordsHere: "Write as much or as little as you like",
  remaining: (count: number) => `${count.toLocaleString(language)} characters left`,
  tooLong: (count: number) => `${count.toLocaleString(language)} characters too long`,
  joined: "You wrote this in two places. Both texts are here; shorten them as you like.",
  talk: "Talk about this",
  talkHint: "One note like this becomes a conversation.",
  /** After it, where the check-in ends with words of one's own. */
  talkHintEnd: "What you write at the end comes first.",
  onlyMe: "Only for me",
  shareHint: (name: string) => `${name} sees this once you both finish.`,
  onlyMeHint: (name: string) => `To ${name} this looks exactly like a skip.`,
  /** Tender topics ask who may see the answer. */
  whoSees: "Who may see this answer?",
  shareWith: (name: string) => `${name} and I`,
  undecided: "Until you choose, only you can see it.",
  /** The question about an agreement of the two. */
  keepIt: {
    title: "Keep it?",
    keep: "Yes, keep it",
    rest: "Let it rest",
    sealed: (name: string) => `${name} never sees this answer. If you both say yes, it stays. If not, it rests.`,
    review: "Only the result is shown: kept or not",
  },
  solo: "Only you can read this.",
  /** Asked once, at the first prompt. */
  usual: "Who sees your answers?",
  usualHint: (name: string) =>
    `${name} sees what you share when you have both finished. You can change each answer, and this choice under Privacy.`,
  undo: "Undo",
  back: "Back",
  next: "Next",
  toReview: "Review",
  backToReview: "Done",
  saved: "Saved",
  saving: "Saving",
  savedHere: "Saved on this device, will sync",
  /** Where the browser keeps nothing: the words are on this page alone. */
  keepOpen: "Not sent yet. Keep this page open.",
  fault: "Not sent: something in this app went wrong.",
  memory: {
    body: "This browser doesn't store anything between visits. What you write is on this page and, while you are online, on the server. Keep the page open until you have submitted.",
    understood: "All right",
  },
  signedOut: "Saved on this device. Sign in again to sync.",
  refused: "Saved on this device. One note is too long.",
  refusedOther: "Saved on this device. It hasn't been sent yet.",
  review: {
    title: "Review your answers",
    lead: "Tap any answer to change it.",
    leadLocks: "Tap any answer to change it. Next to it is who sees it: tap there to change that.",
    notAnswered: "Not answered",
    skipped: "Skipped",
    guess: "Your guess:",
    private: "Only for me",
    shared: (name: string) => `${name} and I`,
    /** A screen reader's name for the lock of an answer. */
    lock: (now: string, prompt: string) => `${now}. Change who sees: ${prompt}`,
    talk: "To talk about",
    unanswered: (count: number) =>
      plural(count, {
        one: "One prompt has no answer. That is fine: it will count as skipped.",
        other: `${count} prompts have no answer. That is fine: they will count as skipped.`,
      }),
    final: "Sealed until you have both finished",
    finalAlone: "Only for you",
    finalBody: (name: string) =>
      `${name} sees what you share only when you have both finished. Until then you can take your answers back; from then on they stay as they are.`,
    finalSolo: "Only you can read your answers. Until the check-in closes you can take them back and change them.",
    told: (name: string) => `${name} will see that you have finished.`,
    tellNot: (name: string) => `Don't tell ${name}`,
    toldNoMore: "Changed. You can also set this under Privacy.",
    /** At home, where the partner may run the server. */
    notToldInApp: (name: string) => `In the app, ${name} won't see that you have finished.`,
    notTold: (name: string) => `${name} won't see that you have finished.`,
    submit: "Submit my answers",
    discard: "Delete these answers",
    discardSure: "Yes, delete them",
    discarded: "Your answers have been deleted.",
    nothing: "Answer or skip at least one prompt first.",
    lookAgain:
      "Your answers were also changed on another device. Nothing is lost. Please check them again before you submit.",
  },
  startFrom: {
    title: "You have answered some of this already",
    lead: (name: string) =>
      `You answered some of these prompts on your own, before you and ${name} linked. You can start from those answers and change each of them.`,
    sharing: (name: string) =>
      `Answers with words start as “Only for me”; the others are shared like any new answer. ${name} gets nothing until you have reviewed and submitted your answers.`,
    take: "Start from my answers",
    fresh: "Start fresh",
    none: "Other prompts are asked this time, so you start fresh.",
  },
  gone: {
    title: "This check-in isn't here",
    body: "It may have closed, or its space may have closed. If you had saved answers, they are in History.",
    history: "Go to History",
    offlineTitle: "No connection right now",
    offlineBody: "This check-in hasn't been opened on this device yet. It will be here when you are back online.",
    home: "Go to this week",
  },
  ended: {
    submittedTitle: "Already submitted",
    submittedBody: "This check-in was submitted without the words below.",
    submittedWhole: "This check-in has been submitted.",
    closedTitle: "Already closed",
    closedBody: "This check-in closed before the words below could be sent.",
    closedWhole: "This check-in closed before you submitted it.",
    spaceTitle: "This space has closed",
    spaceBody: "It closed before the words below could be sent.",
    spaceWhole: "It closed before you submitted this check-in.",
    /** Of words that the server does not have. */
    here: "They are only on this device.",
    hereInMemory: "They are only on this page, and are lost when you close it.",
    /** Of answers that the server has. */
    saved: "What you had saved before is in History.",
    savedWhole: "What you wrote is in History.",
    history: "Go to History",
    copy: "Copy my words",
    copied: "Copied",
    remove: "Remove them from this device",
    removeSure: "Yes, remove them",
  },
} as const;

export const waiting = {
  title: "Your half is done",
  notYet: "Not yet.",
  body: (name: string) => `When you and ${name} have both finished, you will see it together.`,
  until: (when: string) => `This check-in is open until ${when}.`,
  tenderOffer: "Some topics, such as touch or trust, only come up if both of you want them. You choose alone.",
  tenderLink: "Choose in Privacy",
  sending: "Almost done",
  sendingBody:
    "There is no connection right now. Your answers are kept on this device and will be submitted as soon as you're back online.",
  sendingKeepOpen:
    "There is no connection right now, and this browser doesn't store anything between visits. Keep this page open: your answers will be submitted as soon as you're back online.",
  faultBody:
    "Something went wrong while your answers were being sent. They aren't submitted yet, and they are still here. Please try again, and keep this page open until it works.",
  sendAgain: "Try again",
  signedOutBody: "Your answers are kept on this device. Sign in again to submit them.",
  soloTitle: "Done for this week",
  soloBody: "Only you can read your answers. You can read them again in History.",
  closedTitle: "Already closed",
  closedBody:
    "You hadn't both finished in time, so neither of you sees the other's answers. What you wrote stays yours.",
  closedAlone: "This check-in has closed. What you saved is in History, and only you can read it.",
  spaceTitle: "This space has closed",
  spaceBody: "It closed while you were waiting. What you wrote is in History.",
  home: "Back to this week",
  readAgain: "Read what I wrote",
  takeBack: "Take my answers back",
  takenBack: "They are a draft again. No one has seen them.",
  tooLate: "You have both finished, so you can both read it now.",
} as const;
