/** Reminders by e-mail. */
export const mail = {
  insteadHint: "Only if a notification can't reach your device.",
  too: "By e-mail as well",
  tooHint: "Even if a notification arrived.",
  returned: (address: string) =>
    `E-mail to ${address} came back, so reminders to it are paused. Sign-in codes are still sent.`,
  tryAgain: "Try again",
  trying: "We'll try again with the next reminder.",
  otherAddress: "Change my address",
} as const;
