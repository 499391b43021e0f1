/** Words that more than one screen uses. */
export const common = {
  dayAt: (day: string, time: string) => `${day} at ${time}`,
  appName: "Side by Side",
  back: "Back",
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  tryAgain: "Try again",
  loading: "One moment",
  skipToContent: "Skip to the content",
  yourPartner: "your partner",
} as const;
