/** The time zones that a person can choose from. Separate from device.ts, because few screens need them. */
import { deviceZone, knowsZone } from "./device";

/**
 * Return a zone that every server knows and that has the same time as `zone` now: "Etc/GMT-5" is five hours ahead of
 * UTC. "UTC" if the difference is unknown or not a whole number of hours.
 */
export function nearestZone(zone: string, now: Date = new Date()): string {
  if (!knowsZone(zone)) return zone === deviceZone() ? fixedZone(-now.getTimezoneOffset() / 60) : "UTC";
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(now);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const there = Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"));
  return fixedZone((there - Math.floor(now.getTime() / 60_000) * 60_000) / 3_600_000);
}

function fixedZone(hoursAhead: number): string {
  if (!Number.isInteger(hoursAhead) || hoursAhead === 0 || hoursAhead > 14 || hoursAhead < -12) return "UTC";
  return `Etc/GMT${hoursAhead > 0 ? "-" : "+"}${Math.abs(hoursAhead)}`;
}

/** Return all zones that this browser knows, and the zone `also`. */
export function allZones(also: string): string[] {
  return [...new Set([...namedZones(), "UTC", also])].filter(Boolean).sort();
}

function namedZones(): string[] {
  try {
    return typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
  } catch {
    return [];
  }
}

/**
 * Show "Europe/Vienna" as "Europe · Vienna", and "Etc/GMT-5" as "UTC+5": names of fixed zones have the opposite sign.
 */
export function zoneLabel(zone: string): string {
  const fixed = /^Etc\/GMT([+-])(\d+)$/.exec(zone);
  if (fixed) return `UTC${fixed[1] === "-" ? "+" : "-"}${fixed[2]}`;
  return zone.replaceAll("_", " ").split("/").join(" · ");
}
