import { useLayoutEffect } from "preact/hooks";
import { me } from "../../app/session";
import { Button, Screen } from "../../design";
import { common } from "@words/common";
import { safety as w } from "@words/about";
import { Helplines } from "./Helplines";
import { leaveQuickly, onThirdEscape } from "./leaving";
import "./about.css";

/** The safety page. It sends no request and stores nothing, so that no one can learn who has read it. */
export default function Safety() {
  // A layout effect runs before the page is painted, so the quick exit works as soon as the page is visible.
  useLayoutEffect(() => onThirdEscape(leaveQuickly), []);
  const state = me.value?.space.state;
  return (
    <Screen
      title={w.title}
      // The tab shows only the app's name, because others may see the browser's history and the list of open apps.
      tabTitle={common.appName}
      back={{ href: me.value ? "/settings" : "/sign-in", label: w.back }}
      class="safety"
    >
      <p class="lead">{w.lead}</p>
      <Helplines />
      {w.parts.map((part) => (
        <section key={part.title} class="stack-s">
          <h2>{part.title}</h2>
          {part.text.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </section>
      ))}
      {(state === "paired" || state === "alone") && (
        <ul class="bare">
          <li>
            <a class="tall" href="/settings/schedule">
              {w.restLink}
            </a>
          </li>
          <li>
            <a class="tall" href="/settings/leave">
              {w.leaveLink}
            </a>
          </li>
        </ul>
      )}
      <p class="soft small">{w.quickExitHint}</p>
      <div class="quick-exit">
        <Button wide icon="leave" onClick={leaveQuickly}>
          {w.quickExit}
        </Button>
      </div>
    </Screen>
  );
}
