import { ButtonLink, Mark, Screen } from "../design";
import { shell } from "@words/shell";

export function NotFound() {
  return (
    <Screen title={shell.notFound}>
      <Mark state="apart" />
      <p>{shell.notFoundBody}</p>
      <ButtonLink href="/">{shell.goHome}</ButtonLink>
    </Screen>
  );
}
