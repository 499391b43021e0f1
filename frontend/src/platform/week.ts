import { dateLanguage } from "./device";

interface WeekInfo {
  /** The first day of the week: 1 is Monday, 7 is Sunday. */
  firstDay: number;
}

/**
 * `Intl.Locale` with its week data, which TypeScript does not know yet: a method in newer browsers, else a property.
 */
type LocaleOfWeek = Intl.Locale & { getWeekInfo?(): WeekInfo; weekInfo?: WeekInfo };

/**
 * Return the server's numbers of the weekdays (0 is Monday) in the order of the local calendar, by default from Monday.
 */
export function weekdays(): number[] {
  const locale = new Intl.Locale(dateLanguage()) as LocaleOfWeek;
  const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
  return Array.from({ length: 7 }, (_, day) => (day + first - 1) % 7);
}

/** Return the name of the weekday with this number on the server (0 is Monday). */
export function weekdayName(day: number): string {
  // The first of January 2024 was a Monday.
  const date = Date.UTC(2024, 0, day + 1);
  return new Intl.DateTimeFormat(dateLanguage(), { weekday: "long", timeZone: "UTC" }).format(date);
}
