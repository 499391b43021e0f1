import { useEffect } from "preact/hooks";
import { me } from "../../app/session";
import { Button, Card, Screen } from "../../design";
import { safety as w } from "@words/about";
import "./about.css";

const ELSEWHERE = "https://en.wikipedia.org/wiki/Special:Random";

/** Leaves for an everyday page, in place of this one in the history. */
function leaveQuickly(): void {
  // The tab goes blank first: on a slow line the words would stay in sight while the other page loads.
  document.title = "";
  document.body.replaceChildren();
  location.replace(ELSEWHERE);
}

export default function Safety() {
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key === "Escape") leaveQuickly();
    };
    addEventListener("keydown", escape);
    return () => removeEventListener("keydown", escape);
  }, []);
  const state = me.value?.space.state;
  return (
    <Screen title={w.title} back={{ href: me.value ? "/settings" : "/sign-in", label: w.back }}>
      <div class="quick-exit stack-s">
        <Button wide onClick={leaveQuickly}>
          {w.quickExit}
        </Button>
        <p class="soft small">{w.quickExitHint}</p>
      </div>
      {w.parts.map((part) => (
        <section key={part.title} class="stack-s">
          <h2>{part.title}</h2>
          {part.text.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
      ))}
      <Card as="section" labelledBy="help-title" tone="sage" class="stack">
        <h2 id="help-title">{w.helpTitle}</h2>
        <dl class="help">
          {w.help.map((line) => (
            <div key={line.name}>
              <dt>{line.name}</dt>
              <dd>{line.text}</dd>
            </div>
          ))}
        </dl>
      </Card>
      {(state === "paired" || state === "alone") && (
        <p>
          <a class="tall" href="/settings/leave">
            {w.leaveLink}
          </a>
        </p>
      )}
    </Screen>
  );
}
