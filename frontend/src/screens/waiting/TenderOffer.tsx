import { useState } from "preact/hooks";
import { me } from "../../app/session";
import { recall, remember } from "../../app/remembered";
import { waiting as w } from "@words/answer";

/**
 * Say once that there are tender topics, after the first check-in on this device. It is also shown to a person who has
 * already chosen, so that someone who looks over their shoulder learns nothing about the choice.
 */
export function TenderOffer({ id }: { id: string }) {
  const [offered] = useState(() => {
    const key = `tender-offer.${me.value?.id ?? ""}`;
    const first = recall<string>(key) ?? id;
    remember(key, first);
    return first === id;
  });
  if (!offered) return null;
  return (
    <p class="soft small">
      {w.tenderOffer}{" "}
      <a class="tall" href="/settings/privacy">
        {w.tenderLink}
      </a>
    </p>
  );
}
