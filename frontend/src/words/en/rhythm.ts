/** Who changed the schedule. Both partners see it. */
export const rhythm = {
  you: "You",
  moved: (who: string, day: string) => `${who} changed when check-ins open on ${day}.`,
  paused: (who: string, day: string) => `${who} paused check-ins on ${day}.`,
  resumed: (who: string, day: string) => `${who} resumed check-ins on ${day}.`,
  look: "See the schedule",
} as const;
