/** Signing in with an OpenID Connect provider, such as Pocket ID. `name` is what the operator calls it. */
export const provider = {
  signIn: (name: string) => `Sign in with ${name}`,
  cancelled: (name: string) => `You stopped at ${name}, so nothing has changed.`,
  away: (name: string) => `${name} can't be reached. Please try again later, or sign in another way.`,
  failed: (name: string) => `Signing in with ${name} didn't work. Please try again.`,
  refused: (name: string) =>
    `You can't sign in with ${name} here. If you have an account, sign in as before. Then you can connect ${name} in Settings.`,

  title: (name: string) => `Sign-in with ${name}`,
  isOff: (name: string) => `You can also sign in with ${name}. Connect it once, and it opens your account.`,
  isOn: (name: string) => `${name} opens your account.`,
  passkeyToo: "You're asked for your passkey after it.",
  notWhilePasskeyOnly: (name: string) =>
    `You sign in by passkey only, so ${name} doesn't open your account. Allow e-mailed codes to use it again.`,
  connect: (name: string) => `Connect ${name}`,
  connected: (name: string) => `From now on, ${name} opens your account.`,
  disconnect: (name: string) => `Disconnect ${name}`,
  disconnected: (name: string) => `${name} no longer opens your account.`,
  lastWayIn: (name: string) => `Add a passkey first. Without ${name}, you couldn't come back.`,
  taken: (name: string) => `Another account here is connected with your account at ${name}.`,
  notConfirmed: "It took too long to come back. Please try again.",
} as const;
