import { get } from "../../api/client";
import type { Home } from "../../api/types";
import { me, partnerLabel } from "../../app/session";
import { useAsync } from "../../app/useAsync";
import { ButtonLink, Mark, Screen, whole } from "../../design";
import { together as w } from "@words/pair";
import "./together.css";

/** The screen that both phones show when two people have linked: two arches, both names, and a button to continue. */
export function Together() {
  // If the server does not answer, the button leads to Home.
  const first = useAsync(() => get<Home>("/home")).data?.check_in;
  const mine = me.value?.display_name ?? "";
  const theirs = partnerLabel.value;
  return (
    <Screen title={w.title} class="together">
      <Mark />
      <p class="together-names serif">
        <bdi>{mine}</bdi> <span class="soft">{w.and}</span> <bdi>{theirs}</bdi>
      </p>
      <p class="lead">{whole(w.lead)}</p>
      <ButtonLink href={first?.state === "open" ? `/check-in/${first.id}` : "/"} wide>
        {w.begin}
      </ButtonLink>
    </Screen>
  );
}
