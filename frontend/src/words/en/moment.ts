/** The reveal, one thing at a time. */
export const moment = {
  ready: "Ready?",
  readyBody: (name: string) => `You and ${name} have both answered. Here it is, one thing at a time.`,
  keys: "The arrow keys and Enter move on. Escape shows everything.",
  open: "Open it",
  all: "Show everything",
  next: "Next",
  last: "See it all on one page",
  again: "See it again, one thing at a time",
  progress: (at: number, of: number) => `Step ${at} of ${of}`,
  fromThem: (name: string) => `From ${name}, for you`,
  fromYou: (name: string) => `From you, for ${name}`,
} as const;
