import { plural } from "./language";

/** The jar of kind words. */
export const jar = {
  title: "The jar",
  back: "This week",
  lead: (name: string) => `Kind words from ${name}`,
  search: "Search",
  closeSearch: "Close search",
  searchPlaceholder: "A word you remember",
  searching: "Looking through all of them",
  nothing: "Nothing found. Try another word.",
  found: (count: number) => plural(count, { one: "1 found", other: `${count} found` }),
  earlier: "Earlier",
  empty: "Nothing in here yet",
  emptyLead: (name: string) =>
    `When ${name} thanks you in a check-in and shares it, you'll find it here after you have looked together.`,
  alone: "The jar is for two",
  aloneLead: "Once you are linked, the kind words that your partner shares with you are kept here.",
  fromPartner: "your partner",
  foot: (name: string) =>
    `Only what ${name} shared with you in your check-ins. The jar empties when either of you leaves this space or erases their account. To keep a copy, use My data in Settings.`,
} as const;
