import { me } from "../../app/session";
import { useAsync } from "../../app/useAsync";
import { Card, Mark, Screen } from "../../design";
import { about as w } from "@words/about";
import { Operator } from "../pair/Operator";
import { runningVersion } from "../../platform/version";
import "./about.css";

export default function About() {
  // If the server does not answer, the line is shown without the version.
  const { data: version } = useAsync(runningVersion);
  return (
    <Screen title={w.title} back={{ href: me.value ? "/settings" : "/sign-in", label: w.back }}>
      <Mark size={72} />
      <p class="lead">{w.lead}</p>
      <section class="stack-s">
        <h2>{w.isNotTitle}</h2>
        <p>{w.isNot}</p>
      </section>
      <section class="stack-s">
        <h2>{w.promiseTitle}</h2>
        <ul class="promises">
          {w.promises.map((promise) => (
            <li key={promise}>{promise}</li>
          ))}
        </ul>
      </section>
      <Card tone="deep">
        {me.value ? (
          <Operator />
        ) : (
          <section class="stack-s" aria-labelledby="operator-title">
            <h2 id="operator-title">{w.operatorTitle}</h2>
            <p class="soft">{w.operatorUnknown}</p>
          </section>
        )}
      </Card>
      <p class="soft small">
        {w.open} {version && w.version(version)}
      </p>
    </Screen>
  );
}
