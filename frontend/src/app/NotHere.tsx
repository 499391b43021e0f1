import { isCode } from "../api/client";
import { ButtonLink, Loading, Mark, Screen } from "../design";
import { LoadProblem } from "./LoadProblem";

interface NotHereProps {
  /** Words of the screen that is missing. */
  words: { title: string; loading: string; goneTitle: string; goneBody: string; home: string };
  back: { href: string; label: string };
  /** Why it is missing; null while it is on its way. */
  error: unknown;
  onAgain: () => void;
}

/** A screen whose content is on its way, could not be loaded, or is not there for this person. */
export function NotHere({ words, back, error, onAgain }: NotHereProps) {
  if (isCode(error, "not_found")) {
    return (
      <Screen title={words.goneTitle} back={back}>
        <Mark state="apart" />
        <p>{words.goneBody}</p>
        <ButtonLink href="/">{words.home}</ButtonLink>
      </Screen>
    );
  }
  return (
    <Screen title={words.title} quietTitle back={back}>
      {error ? <LoadProblem error={error} onAgain={onAgain} /> : <Loading label={words.loading} />}
    </Screen>
  );
}
