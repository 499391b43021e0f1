import { dateLanguage } from "../../platform/device";

/** Format a date without a time as "Sunday 23 November", with the year if it is not the present year. */
export function dayOf(date: string, now: Date = new Date()): string {
  const year = date.startsWith(`${now.getFullYear()}-`) ? undefined : "numeric";
  const options = { weekday: "long", day: "numeric", month: "long", year, timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(dateLanguage(), options).format(new Date(`${date}T12:00:00Z`));
}
