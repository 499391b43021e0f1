/**
 * The data of the API, under the app's names. All types come from `schema.d.ts`, which is generated from the API's
 * description; a type is narrowed here only if the description cannot be exact.
 */
import type { components } from "./schema";

type Schemas = components["schemas"];
type Narrow<T, Part> = Omit<T, keyof Part> & Part;

/** The methods of the API's requests. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export type Dimension = Schemas["Dimension"];
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

export type Prompt = Schemas["ShownPrompt"];

/** An answer to one prompt. `talk` is missing from answers that an older version of the app kept on this device. */
export type Answer = Narrow<Schemas["Answer"], { value: Level | null; talk?: boolean }>;
export type Answers = Record<string, Answer>;

export type CheckInCard = Schemas["CheckInCard"];
export type CheckIn = Narrow<Schemas["CheckInPage"], { answers: Answers }>;

export type Pocket = Schemas["Pocket"];
export type PocketNote = Pocket["notes"][number];
export type Jar = Schemas["Jar"];
export type JarWords = Jar["words"][number];

export type VoiceChoice = Schemas["WhenToTalk"];
export type Helped = Schemas["Helped"];
export type Starter = Schemas["ListedStarter"];
export type Experiment = Schemas["ShownExperiment"];
export type Who = Schemas["Who"];
export type Evidence = Schemas["PointEvidence"];

export type Point = Schemas["Point"];
export type PointVoices = Schemas["PointVoices"];
/** Whose turn it is in a guided conversation on two phones. */
export type SharedTurns = Schemas["Turns"];
export type TurnsKept = Schemas["TurnsKept"];
export type PastPoint = Schemas["PastPoint"];
export type PastPoints = Schemas["PointList"];

export type Guess = Schemas["RevealedGuess"];
export type Reveal = Schemas["Reveal"];

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
