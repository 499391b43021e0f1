/** The couple's check-ins in one's own calendar. */
export const calendar = {
  title: "In my own calendar",
  lead: "A secret address that your calendar can follow. It shows when check-ins open, as “Check-in”: no names, and nothing of what anybody answers.",
  make: "Make an address",
  since: (day: string) => `Your address works since ${day}. It was shown that once.`,
  made: "Your address",
  madeLead:
    "In your calendar, choose “Subscribe” or “From URL”. It is shown only this once. Anyone who has it can see when your check-ins open.",
  copy: "Copy the address",
  copied: "Copied.",
  copyFailed: "It could not be copied. Press and hold the address to copy it.",
  open: "Open my calendar with it",
  anew: "Make a new address",
  anewHint: "A new address ends the one before.",
  end: "End it",
  ended: "The address has ended. Your calendar finds nothing there any more.",
  ends: "It also ends when this space closes, and when you sign out everywhere. A quiet break does not show in it.",
} as const;
