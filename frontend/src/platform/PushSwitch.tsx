import { useEffect, useState } from "preact/hooks";
import { get, put } from "../api/client";
import { Button, Notice } from "../design";
import { platform as words } from "@words/platform";
import { disablePush, enablePush, pushState } from "./push";
import type { PushState } from "./push";

const w = words.push;

/**
 * Reminders on this device: says what they are before anything is asked, then asks from the tap. For settings, and
 * for a quiet offer after the first check-in.
 */
export function PushSwitch({ onChange }: { onChange?: (state: PushState) => void }) {
  const [state, setState] = useState<PushState | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const settle = (next: PushState): void => {
    setState(next);
    onChange?.(next);
  };
  useEffect(() => void pushState().then(settle), []);

  const act = async (work: () => Promise<PushState>): Promise<void> => {
    setBusy(true);
    setFailed(false);
    try {
      settle(await work());
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };

  if (!state) return null;
  return (
    <div class="stack">
      {state === "default" && (
        <>
          <p>{w.why}</p>
          <Button icon="bell" wide busy={busy} onClick={() => void act(() => enablePush({ get, put }))}>
            {w.enable}
          </Button>
        </>
      )}
      {state === "subscribed" && (
        <>
          <p role="status">{w.subscribed}</p>
          <Button kind="quiet" busy={busy} onClick={() => void act(disablePush)}>
            {w.disable}
          </Button>
        </>
      )}
      {state === "denied" && <p>{w.denied}</p>}
      {state === "unsupported" && <p>{w.unsupported}</p>}
      {state === "ios-needs-install" && (
        <>
          <h3>{w.iosTitle}</h3>
          <ol>
            {w.iosSteps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </>
      )}
      {failed && (
        <Notice tone="warn" live>
          {w.failed}
        </Notice>
      )}
    </div>
  );
}
