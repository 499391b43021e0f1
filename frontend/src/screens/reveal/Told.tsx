import type { Point } from "../../api/types";
import { Icon } from "../../design";
import { reveal as w } from "@words/reveal";

/** Each person's answer to "Did it help?", if they have shared it with the other. */
export function Told({ voice, partner }: { voice: Point["voice"]; partner: string }) {
  return (
    <>
      {voice.partner_told && (
        <p class="told">
          <Icon name="talk" size={20} />
          {w.toldThat[voice.partner_told](partner)}
        </p>
      )}
      {voice.told && voice.helped && (
        <p class="told">
          <Icon name="talk" size={20} />
          {w.youTold[voice.helped]}
        </p>
      )}
    </>
  );
}
