/** Who changed when check-ins open. Both see it. */
export const rhythm = {
  you: "You",
  moved: (who: string, day: string) => `${who} changed when check-ins open on ${day}.`,
  paused: (who: string, day: string) => `${who} paused check-ins on ${day}.`,
  resumed: (who: string, day: string) => `${who} took check-ins up again on ${day}.`,
  look: "See the schedule",
} as const;
