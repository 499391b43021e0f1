import { ButtonLink, Mark, Screen } from "../design";
import { notFound as w } from "@words/notFound";
import { shell } from "@words/shell";

export default function NotFound() {
  return (
    <Screen title={w.title}>
      <Mark state="apart" />
      <p>{w.body}</p>
      <ButtonLink href="/">{shell.goHome}</ButtonLink>
    </Screen>
  );
}
