/** Time zones. */
export const zones = {
  unknown: (zone: string, instead: string) =>
    `The server doesn't know ${zone}, so ${instead} is selected instead. You can also pick a city with the same time.`,
} as const;
