/** The points of the scale, and what else an answer can be. */
export const ratings = {
  dimensions: {
    appreciation: "Appreciation",
    autonomy: "Autonomy",
    connection: "Connection",
  },
  scale: ["Not at all", "A little", "Some of the time", "Most of the time", "All week"],
  didNotComeUp: "Didn't come up",
  skipped: "Skipped",
} as const;
