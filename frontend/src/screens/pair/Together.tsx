import { get } from "../../api/client";
import type { Home } from "../../api/types";
import { me, partnerLabel } from "../../app/session";
import { useAsync } from "../../app/useAsync";
import { ButtonLink, Screen, whole } from "../../design";
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
      <svg class="together-mark" viewBox="0 0 92 80" aria-hidden="true">
        <path class="mark-clay" d="M4 78V30a26 26 0 0 1 52 0v48z" />
        <path class="mark-sage" d="M36 78V38a26 26 0 0 1 52 0v40z" />
        <path class="mark-both" d="M36 78V38a26 26 0 0 1 14.9-23.5A26 26 0 0 1 56 30v48z" />
      </svg>
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
