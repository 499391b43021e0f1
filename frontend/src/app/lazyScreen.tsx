import { lazy } from "preact-iso";
import type { AnyComponent } from "preact";
import { Button, ButtonLink, Screen } from "../design";
import { shell } from "@words/shell";
import { screenFile, ScreenFileMissing } from "./screenFile";

/** A screen whose file is fetched when it is first opened. If that fails, the screen says so and offers a way on. */
export function lazyScreen(load: () => Promise<{ default: AnyComponent }>): AnyComponent {
  return lazy(() => screenFile(load).catch((error: unknown) => ({ default: () => <Failed error={error} /> })));
}

function Failed({ error }: { error: unknown }) {
  // A fault inside the file: the frame's boundary shows it.
  if (!(error instanceof ScreenFileMissing)) throw error;
  return (
    <Screen title={shell.screenMissing}>
      <p>{shell.screenMissingBody}</p>
      <Button onClick={() => location.reload()}>{shell.reload}</Button>
      <ButtonLink kind="plain" href="/">
        {shell.goHome}
      </ButtonLink>
    </Screen>
  );
}
