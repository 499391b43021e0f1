/** One gentle nudge to a partner. */
export const nudge = {
  offer: (name: string) => `Give ${name} a gentle nudge`,
  what: (name: string) =>
    `One friendly reminder to ${name} about this check-in, just this once. It doesn't mention your answers or whether you've finished. Whether and when it comes is up to ${name}, and you won't see that.`,
  send: "Send it",
  rather: "Not now",
  sent: (name: string) => `You have nudged ${name} about this check-in.`,
} as const;
