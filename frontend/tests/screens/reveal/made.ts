import type { Answer, Guess, Point, Reveal } from "../../../src/api/types";

const said = (note: string): Answer => ({ status: "answered", value: null, note, sharing: "share" });
const skipped: Answer = { status: "skipped", value: null, note: "", sharing: "share" };

interface Parts {
  /** The kind words: first the partner's, then mine. */
  kind?: [string, string];
  wishes?: [string, string];
  strengths?: number;
  guesses?: (number | null)[];
  topics?: Point["role"][];
  neutral?: boolean;
  agreements?: Reveal["agreements"];
}

const point = (id: string, role: Point["role"]): Point =>
  ({
    id,
    role,
    kind: "gap",
    dimension: "connection",
    headline: `Headline ${id}`,
    felt_by: "both",
    why: { rule: "", sentences: [`Why ${id}`], evidence: [] },
    starters: [],
    reason: null,
    experiment: null,
    another_way: null,
    recurring: false,
    words: null,
    light: null,
    voice: { mine: null, both: null, talked_on: null, tried_on: null, helped: null, told: false, partner_told: null },
  }) as unknown as Point;

/** Make a reveal with these parts. */
export function revealWith({
  kind,
  wishes,
  strengths = 0,
  guesses = [],
  topics = [],
  neutral = false,
  agreements = [],
}: Parts = {}): Reveal {
  const row = (id: string, [theirs, mine]: [string, string]) => ({
    prompt: { id, kind: id, text: id, dimension: null, side: null },
    mine: mine ? said(mine) : skipped,
    theirs: theirs ? said(theirs) : skipped,
  });
  return {
    id: "c1",
    number: 3,
    opens_at: "2026-05-03T17:00:00Z",
    revealed_on: "2026-05-03",
    me: { display_name: "Ada" },
    partner: { display_name: "Ben" },
    strengths: Array.from({ length: strengths }, (_, place) => point(`s${place}`, "strength")),
    conversations: topics.map((role, place) => point(`t${place}`, role)),
    neutral,
    agreements,
    answers: [...(kind ? [row("appreciation", kind)] : []), ...(wishes ? [row("wish", wishes)] : [])],
    guesses: guesses.map((guessed) => ({ about: "Heard", by: "me", guessed, answered: 4 }) as Guess),
  } as unknown as Reveal;
}
