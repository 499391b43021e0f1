/** A server where every visitor gets a copy of the demo couple. */
export const demo = {
  label: "About this demo",
  line: "This is a demo. Treat what you write as public. It is gone within an hour.",
  become: (name: string) => `Be ${name}`,
  lead: "Robin and Kim are invented. You get a copy of the two with ten weeks behind them, and no account.",
  start: "Look around as Robin",
  both: "Answer as one of them, become the other with the button at the top, answer again, and see what both see.",
} as const;
