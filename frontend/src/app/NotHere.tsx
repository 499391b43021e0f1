import { isCode } from "../api/client";
import { ButtonLink, Loading, Mark, Screen } from "../design";
import { LoadProblem } from "./LoadProblem";

interface NotHereProps {
  /** The texts of the screen whose content is missing. */
  words: { title: string; loading: string; goneTitle: string; goneBody: string; home: string };
  back: { href: string; label: string };
  /** The error of the failed request; null while the content is loading. */
  error: unknown;
  onAgain: () => void;
}

/** What a screen shows while its content is loading, could not be loaded, or does not exist for this person. */
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
