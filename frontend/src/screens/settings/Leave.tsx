import { useLocation } from "preact-iso";
import { post } from "../../api/client";
import type { Me } from "../../api/types";
import { me, partnerLabel, setMe } from "../../app/session";
import { toast } from "../../app/toast";
import { useAction } from "../../app/useAction";
import { Button, ButtonLink, items, Problem, Screen } from "../../design";
import { leaving as w, settings } from "@words/settings";
import { shell } from "@words/shell";
import "./settings.css";

/** The page to leave the couple in one step. It does not ask the person to stay, and the partner need not agree. */
export default function Leave() {
  const { route } = useLocation();
  const { busy, problem, run } = useAction();
  const state = me.value?.space.state;
  const alone = state === "alone";
  const leave = () =>
    run(async () => {
      setMe(await post<Me>("/space/leave"));
      toast(alone ? w.stopped : w.left);
      route("/", true);
    });
  const back = { href: "/settings", label: settings.title };
  if (state !== "paired" && !alone) {
    return (
      <Screen title={w.nothing} back={back}>
        <p>{w.nothingLead}</p>
        <ButtonLink href="/" kind="quiet">
          {shell.goHome}
        </ButtonLink>
      </Screen>
    );
  }
  return (
    <Screen title={alone ? w.aloneTitle : w.title} back={back}>
      {alone ? (
        <p class="lead">{w.aloneLead}</p>
      ) : (
        <>
          <p class="lead">{w.lead(partnerLabel.value)}</p>
          <ul class="facts">{items(w.facts)}</ul>
        </>
      )}
      <div class="stack-s">
        <Button wide kind="danger" busy={busy} onClick={leave}>
          {alone ? w.aloneButton : w.button}
        </Button>
        <ButtonLink wide kind="quiet" href="/settings">
          {w.stay}
        </ButtonLink>
      </div>
      <Problem>{problem}</Problem>
      {!alone && (
        <p>
          <a class="tall" href="/more">
            {w.safety}
          </a>
        </p>
      )}
    </Screen>
  );
}
