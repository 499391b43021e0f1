import { lazy } from "preact-iso";
import type { AnyComponent } from "preact";
import { Button, ButtonLink, Screen } from "../design";
import { shell } from "@words/shell";
import { screenFile, ScreenFileMissing } from "./screenFile";

/** Make a screen whose file is fetched when it is first opened. If that fails, a message and a retry are shown. */
export function lazyScreen(load: () => Promise<{ default: AnyComponent }>): AnyComponent {
  return lazy(() => screenFile(load).catch((error: unknown) => ({ default: () => <Failed error={error} /> })));
}

function Failed({ error }: { error: unknown }) {
  // An error inside the file is a fault of the program, and the app's error boundary shows it.
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
