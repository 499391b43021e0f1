/**
 * Format dates and times as people of the browser's region write them. The functions take ISO 8601 and show the time in
 * `zone`, or in the zone of this device.
 */

import { common } from "@words/common";
import { dateLanguage, knowsZone } from "../platform/device";

const language = dateLanguage();

function format(iso: string, options: Intl.DateTimeFormatOptions, zone?: string): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return "";
  // If this browser does not know the zone, show the device's own time.
  const timeZone = zone !== undefined && knowsZone(zone) ? zone : undefined;
  return new Intl.DateTimeFormat(language, { ...options, timeZone }).format(moment);
}

/** Format a date as "Sunday 23 November". */
export function longDate(iso: string, zone?: string): string {
  return format(iso, { weekday: "long", day: "numeric", month: "long" }, zone);
}

/** Format a date as "23 Nov", with the year if it is not the present year. */
export function shortDate(iso: string, now: Date = new Date(), zone?: string): string {
  const sameYear = new Date(iso).getFullYear() === now.getFullYear();
  return format(iso, { day: "numeric", month: "short", year: sameYear ? undefined : "numeric" }, zone);
}

/** Format a moment as "Sunday at 19:00" within six days of `now`, else as "Sunday 23 November at 19:00". */
export function dayAndTime(iso: string, now: Date = new Date(), zone?: string): string {
  const away = new Date(iso).getTime() - now.getTime();
  const near = Math.abs(away) < 6 * 24 * 3600 * 1000;
  const day = near ? format(iso, { weekday: "long" }, zone) : longDate(iso, zone);
  return common.dayAt(day, clock(iso, zone));
}

/** Format a time as "19:00", or as "7:00 PM" in regions with a 12-hour clock. */
export function clock(iso: string, zone?: string): string {
  return format(iso, { hour: showsTwelveHours() ? "numeric" : "2-digit", minute: "2-digit" }, zone);
}

function showsTwelveHours(): boolean {
  return new Intl.DateTimeFormat(language, { hour: "numeric" }).resolvedOptions().hour12 === true;
}

/** Format a date without a time ("2026-11-23") as "23 Nov". The time zone never changes the day. */
export function plainDate(date: string, now: Date = new Date()): string {
  return shortDate(`${date.slice(0, 10)}T12:00:00Z`, now, "UTC");
}
