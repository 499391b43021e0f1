/** Answering a check-in, waiting for the other half, and words that stayed on this phone. */
export const answer = {
  title: "Your check-in",
  leave: "Later",
  loading: "Getting your check-in",
  progress: (at: number, of: number) => `Prompt ${at} of ${of}`,
  kicker: {
    anchor: "In the past seven days",
    reason: "In the past seven days",
    appreciation: "To begin with",
    guess: "A guess, just for fun",
    wish: "To end with",
  },
  guessAbout: (name: string) => `What do you think ${name} answers to this?`,
  skip: "Skip",
  nothingThisWeek: "Nothing this week",
  addNote: "Add a few words",
  note: "Your words",
  noteHint: "Optional",
  wordsHere: "Write as much or as little as you like",
  remaining: (count: number) => `${count.toLocaleString("en")} characters left`,
  tooLong: (count: number) => `${count.toLocaleString("en")} characters too long`,
  joined: "You wrote here in two places. Both texts are kept; shorten them as you like.",
  onlyMe: "Only for me",
  shareHint: (name: string) => `${name} sees this when you have both finished.`,
  onlyMeHint: (name: string) => `To ${name} this looks exactly like a skip.`,
  solo: "Only you can read this.",
  back: "Back",
  next: "Next",
  toReview: "Look it over",
  backToReview: "Done",
  saved: "Saved",
  saving: "Saving",
  savedHere: "Saved on this phone, will sync",
  /** Where the browser keeps nothing: the words are on this page alone. */
  keepOpen: "Not sent yet. Keep this page open.",
  fault: "Not sent: something in this app went wrong.",
  memory: {
    body: "This browser keeps nothing between visits: what you write is on this page and, while you are online, on the server. Keep the page open until you have submitted.",
    understood: "All right",
  },
  signedOut: "Saved on this phone. Sign in again to sync.",
  refused: "Saved on this phone. One note needs shortening.",
  refusedOther: "Saved on this phone. The server did not take it yet.",
  review: {
    title: "Look it over",
    lead: "Tap any answer to change it.",
    notAnswered: "Not answered",
    skipped: "Skipped",
    guess: "Your guess:",
    private: "Only for me",
    unanswered: (count: number) =>
      count === 1
        ? "One prompt has no answer. That is fine: it will count as skipped."
        : `${count} prompts have no answer. That is fine: they will count as skipped.`,
    final: "Sealed until you have both finished",
    finalBody: (name: string) =>
      `${name} sees what you share only when you have both finished. Until then you can take your answers back; from then on they stay as they are.`,
    finalSolo: "Only you can read your answers. Until the check-in closes you can take them back and change them.",
    told: (name: string) => `${name} will be told that you have finished.`,
    tellNot: (name: string) => `Do not tell ${name}`,
    toldNoMore: "Changed. You find this under Privacy, too.",
    notTold: (name: string) => `${name} will not be told that you have finished.`,
    submit: "Submit my answers",
    discard: "Delete these answers",
    discardSure: "Really delete them",
    discarded: "Your answers are deleted.",
    nothing: "Answer or skip at least one prompt first.",
    lookAgain:
      "Your answers were also changed on another device. Everything is kept. Please look once more before you submit.",
  },
  gone: {
    title: "This check-in is not here",
    body: "It may have closed, or belonged to a space that has ended.",
    offlineTitle: "No connection right now",
    offlineBody:
      "This check-in has not been opened on this phone yet. It will be here when you are back online.",
    home: "Go to this week",
  },
  ended: {
    submittedTitle: "Already submitted",
    submittedBody:
      "You finished this check-in on another device. These words were written here and are not part of it.",
    closedTitle: "Already closed",
    closedBody:
      "It closed before these words could be sent. They are still here, on this phone, and nowhere else.",
    copy: "Copy my words",
    copied: "Copied",
    remove: "Remove them from this phone",
    removeSure: "Really remove them",
  },
} as const;

export const waiting = {
  title: "Your half is done",
  notYet: "Not yet.",
  body: (name: string) => `When you and ${name} have both finished, you will see it together.`,
  until: (when: string) => `This check-in is open until ${when}.`,
  sending: "Almost done",
  sendingBody:
    "There is no connection right now. Your answers are kept on this phone and will be submitted as soon as there is.",
  sendingKeepOpen:
    "There is no connection right now, and this browser keeps nothing between visits. Keep this page open: your answers will be submitted as soon as there is a connection.",
  faultBody:
    "Something in this app went wrong while your answers were sent. They are not submitted yet, and they are still here. Please try again; keep this page open until it works.",
  sendAgain: "Try again",
  signedOutBody: "Your answers are kept on this phone. Sign in again to submit them.",
  refusedTitle: "Not submitted yet",
  soloTitle: "Done for this week",
  soloBody: "Your answers are kept for you alone. You can read them again in History.",
  closedTitle: "Already closed",
  closedBody:
    "You had not both finished in time, so nothing is shown to anybody. What you wrote stays yours.",
  home: "Back to this week",
  readAgain: "Read what I wrote",
  takeBack: "Take my answers back",
  takenBack: "They are a draft again. Nobody has seen them.",
  tooLate: "You have both finished, so it is open for both of you.",
} as const;
