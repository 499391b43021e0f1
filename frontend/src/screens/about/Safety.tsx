import { useLayoutEffect } from "preact/hooks";
import { me } from "../../app/session";
import { Button, Screen } from "../../design";
import { common } from "@words/common";
import { safety as w } from "@words/about";
import { Helplines } from "./Helplines";
import { leaveQuickly, onThirdEscape } from "./leaving";
import "./about.css";

/** Sends no request and keeps nothing: no one can learn who has read this page. */
export default function Safety() {
  // Before the page is painted: the way out works as soon as the page is in sight.
  useLayoutEffect(() => onThirdEscape(leaveQuickly), []);
  const state = me.value?.space.state;
  return (
    <Screen
      title={w.title}
      // Other people also look at the browser's history and the list of open apps.
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
