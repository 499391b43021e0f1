/**
 * The data of the API, under the app's names. All types come from `schema.d.ts`, which is generated from the API's
 * description; a type is narrowed here only if the description cannot be exact.
 */
import type { components } from "./schema";

type Schemas = components["schemas"];
type Narrow<T, Part> = Omit<T, keyof Part> & Part;

export type Dimension = Schemas["Dimension"];
export type Side = Schemas["SideEnum"];
/** One of the five points of the scale, from "Not at all" (1) to "All week" (5). */
export type Level = 1 | 2 | 3 | 4 | 5;

export type Privacy = Schemas["Privacy"];
export type Me = Schemas["Me"];

export type GoTo = Schemas["GoTo"];
export type SignIn = Schemas["SignInMethods"];
export type SignedInDevice = Schemas["SignedInDevice"];

export type Pairing = Schemas["PairingStatus"];
export type WayIn = Schemas["WayIn"];
export type NewDeviceLink = Schemas["ShownLink"];
export type Invited = Schemas["Invited"];
export type NewInvitation = Schemas["ShownInvitation"];

export type Prompt = Narrow<
  Schemas["ShownPrompt"],
  { dimension: Dimension | null; side: Side | null; about?: string | null }
>;

/** An answer to one prompt. `talk` is missing from answers that an older version of the app kept on this device. */
export type Answer = Narrow<Schemas["Answer"], { value: Level | null; talk?: boolean }>;
export type Answers = Record<string, Answer>;

export type CheckInCard = Schemas["CheckInCard"];
export type CheckIn = Narrow<Schemas["CheckInPage"], { prompts: Prompt[]; answers: Answers }>;

export type Pocket = Schemas["Pocket"];
export type PocketNote = Pocket["notes"][number];
export type Jar = Schemas["Jar"];
export type JarWords = Jar["words"][number];

export type VoiceChoice = Schemas["WhenToTalk"];
export type Helped = Schemas["Helped"];
export type Starter = Schemas["ListedStarter"];
export type Experiment = Schemas["ShownExperiment"];
export type Who = Schemas["Who"];
export type Evidence = Narrow<
  Schemas["PointEvidence"],
  { mine: Level | null; theirs: Level | null; guess?: Level | null; guess_by?: Who | null }
>;

interface PointParts {
  why: Narrow<Schemas["Why"], { evidence: Evidence[] }>;
  voice: {
    mine: VoiceChoice | null;
    both: VoiceChoice | null;
    /** Dates without a time, such as "2026-11-23". */
    talked_on: string | null;
    tried_on: string | null;
    /** The viewer's own answer to "Did it help?". */
    helped: Helped | null;
    /** True if the viewer shares that answer with the partner. */
    told: boolean;
    /** The partner's answer, if they chose to share it. */
    partner_told: Helped | null;
  };
}
export type Point = Narrow<Schemas["Point"], PointParts>;
export type PointVoices = { results: { id: string; voice: Point["voice"] }[] };
/** Whose turn it is in a guided conversation on two phones. */
export type SharedTurns = Schemas["Turns"];
export type TurnsKept = Schemas["TurnsKept"];
export type PastPoint = Narrow<Schemas["PastPoint"], PointParts>;
export type PastPoints = Narrow<Schemas["PointList"], { results: PastPoint[] }>;

export type Guess = Narrow<Schemas["RevealedGuess"], { guessed: Level | null; answered: Level | null }>;
export type Reveal = Narrow<
  Schemas["Reveal"],
  {
    strengths: Point[];
    conversations: Point[];
    answers: { prompt: Prompt; mine: Answer; theirs: Answer }[];
    guesses: Guess[];
  }
>;

export type AgreementList = Schemas["AgreementList"];

export type Schedule = Schemas["ScheduleStatus"];
export type Home = Schemas["Home"];

export type StarterGroup = Schemas["LibraryEntry"];
export type StarterList = Schemas["Library"];

export type LevelPoint = Schemas["LevelPoint"];
export type PastCheckIn = Schemas["HistoryCheckIn"];
export type History = Schemas["History"];

export type NotificationPreferences = Schemas["Preferences"];
export type Nudged = Schemas["NudgeStatus"];
export type NotificationPreview = Schemas["Preview"];

export type CalendarState = Schemas["Calendar"];
export type CalendarAddress = Schemas["CalendarAddress"];
export type TestSent = Schemas["TestSent"];

export interface FieldProblem {
  code: string;
  message: string;
}

/** The content of `{"error": …}` in every refusal. Further keys depend on the code. */
export interface ErrorBody {
  code: string;
  message: string;
  fields?: Record<string, FieldProblem[]> | null;
  [extra: string]: unknown;
}
