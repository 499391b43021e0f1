/** After the first reveal: the next evening, and a quicker way in. */
export const firstEvening = {
  title: (when: string) => `The next one is ${when}. Good?`,
  lead: "The same evening for both of you. Either of you can change it, and you both see who did.",
  good: "Yes, that's good",
  other: "Another evening",
  weekday: "Day",
  time: "Time",
  remind: "Remind me when it opens",
  nowhere:
    "This browser doesn't show notifications, so no reminder would reach you here. Your calendar can show when it opens: look under “When check-ins open” in Settings.",
  save: "Save this evening",
  saved: "Saved. You'll both find it here.",
  passkeyTitle: "Sign in faster next time?",
  passkeyLead:
    "A passkey lets you sign in with your face, your fingerprint or this device's passcode. It stays on your devices, and no one can guess it.",
  later: "Not now",
} as const;
