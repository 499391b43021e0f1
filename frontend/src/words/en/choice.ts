/** The choice of a language. Each language's own name needs no translation. */
export const choice = {
  title: "Language",
  lead: "For the app on this device, and for what we send you. Your partner chooses their own.",
  /** Before anyone is signed in. */
  others: "Other languages",
} as const;
