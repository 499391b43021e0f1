/** Words that more than one screen uses. */
export const common = {
  zoneUnknown: (zone: string, instead: string) =>
    `The server doesn't know ${zone}, so ${instead} is selected instead. You can also pick a city with the same time.`,
  dayAt: (day: string, time: string) => `${day} at ${time}`,
  appName: "Side by Side",
  back: "Back",
  cancel: "Cancel",
  close: "Close",
  continue: "Continue",
  save: "Save",
  saved: "Saved",
  done: "Done",
  tryAgain: "Try again",
  loading: "One moment",
  skipToContent: "Skip to the content",
  yourPartner: "your partner",
  dimensions: {
    appreciation: "Appreciation",
    autonomy: "Autonomy",
    connection: "Connection",
  },
  scale: ["Not at all", "A little", "Some of the time", "Most of the time", "All week"],
  didNotComeUp: "Didn't come up",
  skipped: "Skipped",
} as const;
