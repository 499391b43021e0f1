/** Reminders by mail. */
export const mail = {
  insteadHint: "Where no message reaches a device of yours.",
  too: "By e-mail as well",
  tooHint: "Even where a message did.",
  returned: (address: string) =>
    `Mail to ${address} came back, so no reminder goes there at present. Codes for signing in are sent all the same.`,
  tryAgain: "Try again",
  trying: "The next reminder goes there again.",
  otherAddress: "Change my address",
} as const;
