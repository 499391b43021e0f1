/** What the server sends and takes. Every import of a wire type goes through this file. */

export type Dimension = "appreciation" | "autonomy" | "connection";
export type Side = "received" | "given" | "own";

export interface Space {
  /** "closed": the pair space ended by the other and nothing was started since. */
  state: "none" | "alone" | "paired" | "closed";
  couple_id: string | null;
  partner: { display_name: string } | null;
  since: string | null;
}

export interface Privacy {
  tender_topics: boolean;
  tell_when_finished: boolean;
}

export interface Me {
  id: string;
  email: string;
  display_name: string;
  time_zone: string;
  language: string;
  needs_name: boolean;
  has_passkey: boolean;
  space: Space;
  privacy: Privacy;
  operator: { name: string; statement: string };
}

export interface Pairing {
  state: "none" | "invited" | "asked" | "waiting";
  invitation: { id: string; expires_at: string } | null;
  joiner: { display_name: string; email: string } | null;
  inviter: { display_name: string } | null;
}

export interface NewInvitation {
  id: string;
  link: string;
  code: string;
  qr_svg: string;
  expires_at: string;
}

export type PromptKind = "anchor" | "reason" | "appreciation" | "guess" | "wish";

export interface Prompt {
  id: string;
  version: number;
  kind: PromptKind;
  text: string;
  hint: string;
  dimension: Dimension | null;
  side: Side | null;
  /** For a guess: the anchor that it is about. */
  about?: string | null;
}

export type Level = 1 | 2 | 3 | 4 | 5;
export type AnswerStatus = "answered" | "did_not_come_up" | "skipped";

export interface Answer {
  status: AnswerStatus;
  value: Level | null;
  note: string;
  sharing: "share" | "private";
}

export type Answers = Record<string, Answer>;

export interface CheckInCard {
  id: string;
  number: number;
  opens_at: string;
  closes_at: string;
  state: "open" | "revealed" | "lapsed";
  mine: "not_started" | "draft" | "submitted";
  prompts: number;
  answered: number;
  /** Only ever true where the partner chose to tell. */
  partner_finished: true | null;
}

export interface CheckIn extends Omit<CheckInCard, "prompts"> {
  prompts: Prompt[];
  revision: number;
  answers: Answers;
}

export interface DraftSaved {
  revision: number;
  saved_at: string;
}

export type PointRole = "strength" | "main" | "optional" | "private";
export type PointKind = "need" | "exchange" | "perception" | "gap" | "drift" | "strength";
export type VoiceChoice = "now" | "later" | "not_for_us";
export type Helped = "yes" | "a_little" | "no";

export interface Starter {
  key: string;
  for: "feels" | "listens";
  text: string;
  saved: boolean;
}

export interface Experiment {
  key: string;
  text: string;
  minutes: number;
}

export interface Evidence {
  date: string;
  prompt: string;
  mine: Level | null;
  theirs: Level | null;
  guess?: Level | null;
  guess_by?: "me" | "partner" | null;
}

export interface Point {
  id: string;
  kind: PointKind;
  role: PointRole;
  reason: {
    key: string;
    title: string;
    summary: string;
    meaning: string;
    not_this: string;
    dimension: Dimension;
  };
  felt_by: "me" | "partner" | "both" | null;
  headline: string;
  why: { rule: string; sentences: string[]; evidence: Evidence[] };
  starters: Starter[];
  experiment: Experiment | null;
  voice: {
    mine: VoiceChoice | null;
    both: VoiceChoice | null;
    talked_at: string | null;
    /** One's own answer only. */
    helped: Helped | null;
  };
  recurring: boolean;
}

export interface PastPoint extends Point {
  check_in_id: string;
  date: string;
}

export interface PastPoints {
  results: PastPoint[];
  next: string | null;
}

export interface Guess {
  about: string;
  by: "me" | "partner";
  guessed: Level | null;
  answered: Level | null;
}

export interface Reveal {
  id: string;
  number: number;
  opens_at: string;
  revealed_at: string;
  me: { display_name: string };
  partner: { display_name: string };
  strengths: Point[];
  main: Point | null;
  optional: Point | null;
  answers: { prompt: Prompt; mine: Answer; theirs: Answer }[];
  guesses: Guess[];
}

export interface Schedule {
  cadence_weeks: 1 | 2;
  /** Monday is 0. */
  weekday: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  /** "HH:MM" in `time_zone`. */
  local_time: string;
  time_zone: string;
  window_hours: number;
  paused: boolean;
  next_opens_at: string | null;
}

export interface Home {
  now: string;
  space: Space;
  schedule: Schedule | null;
  check_in: CheckInCard | null;
  next_opens_at: string | null;
  latest_reveal: { id: string; closed_at?: string | null; opens_at: string } | null;
  open_points: number;
  private_cards: Point[];
}

export interface StarterGroup {
  reason: {
    key: string;
    title: string;
    summary: string;
    dimension: Dimension;
    number: string;
  };
  starters: Starter[];
  experiments: Experiment[];
}

export interface StarterList {
  results: StarterGroup[];
}

export interface LevelPoint {
  date: string;
  value: number;
}

export interface PastCheckIn {
  id: string;
  number: number;
  opens_at: string;
  state: CheckInCard["state"];
  mine: CheckInCard["mine"];
  shared_points: number;
  solo: boolean;
}

export interface History {
  check_ins: PastCheckIn[];
  levels: Record<Dimension, { mine: LevelPoint[]; theirs: LevelPoint[] }>;
}

export interface NotificationPreferences {
  push: boolean;
  email: boolean;
  /** "HH:MM", local to the person. */
  quiet_from: string;
  quiet_to: string;
  text: "generic" | "warm";
  opening: boolean;
  last_call: boolean;
  revealed: boolean;
}

export interface NotificationText {
  title: string;
  body: string;
}

export interface NotificationPreview {
  generic: NotificationText;
  warm: NotificationText;
}

export interface PushDevice {
  id: string;
  label: string;
  created_at: string;
}

export interface FieldProblem {
  code: string;
  message: string;
}

export interface ErrorBody {
  code: string;
  message: string;
  fields?: Record<string, FieldProblem[]> | null;
  [extra: string]: unknown;
}
