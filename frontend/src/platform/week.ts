import { dateLanguage } from "./device";

interface WeekInfo {
  /** 1 is Monday, 7 is Sunday. */
  firstDay: number;
}

/** `Intl.Locale` with what TypeScript does not know yet: a function in newer browsers, a property in older ones. */
type LocaleOfWeek = Intl.Locale & { getWeekInfo?(): WeekInfo; weekInfo?: WeekInfo };

/** The server's numbers of the weekdays (0 is Monday), in the order of a calendar here. Monday first if unknown. */
export function weekdays(): number[] {
  const locale = new Intl.Locale(dateLanguage()) as LocaleOfWeek;
  const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
  return Array.from({ length: 7 }, (_, day) => (day + first - 1) % 7);
}

/** The name of a weekday, by the server's number. */
export function weekdayName(day: number): string {
  // The first of January 2024 was a Monday.
  const date = Date.UTC(2024, 0, day + 1);
  return new Intl.DateTimeFormat(dateLanguage(), { weekday: "long", timeZone: "UTC" }).format(date);
}
