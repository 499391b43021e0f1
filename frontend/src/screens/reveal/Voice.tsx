import { post } from "../../api/client";
import type { Helped, Point, VoiceChoice } from "../../api/types";
import { plainDate } from "../../app/time";
import { useAction } from "../../app/useAction";
import { Button, Icon, Notice, Segmented } from "../../design";
import { reveal as w } from "@words/reveal";

interface VoiceProps {
  point: Point;
  partner: string;
  onChange: (point: Point) => void;
}

const voices: readonly VoiceChoice[] = ["now", "later", "not_for_us"];
const helps: readonly Helped[] = ["yes", "a_little", "no"];

/** What each wants to do with it, and after talking, privately, whether it helped. */
export function Voice({ point, partner, onChange }: VoiceProps) {
  const { voice } = point;
  const { busy, problem, run } = useAction();
  /** A tap shows at once; if the server does not take it, it is taken back and the reason said. */
  const send = async (path: string, body: object, tap: Partial<Point["voice"]> = {}): Promise<void> => {
    onChange({ ...point, voice: { ...voice, ...tap } });
    const done = await run(async () => onChange(await post<Point>(`/talking-points/${point.id}/${path}`, body)));
    if (!done) onChange(point);
  };
  return (
    <div class="voice">
      {voice.talked_on ? (
        <>
          <p class="talked">
            <Icon name="check" size={20} />
            {w.talkedOn(plainDate(voice.talked_on))}
          </p>
          <Segmented
            legend={w.helpedLegend}
            options={helps.map((value) => ({ value, label: w.helped[value] }))}
            value={voice.helped}
            onChange={(helped) => void send("helped", { helped }, { helped })}
          />
          <p class="only-you" aria-live="polite">
            <Icon name="lock" size={16} />
            {voice.helped ? `${w.helpedThanks} ${w.helpedHint}` : w.helpedHint}
          </p>
        </>
      ) : (
        <>
          <Segmented
            legend={w.voiceLegend}
            options={voices.map((value) => ({ value, label: w.voice[value] }))}
            value={voice.mine}
            onChange={(choice) => void send("voice", { choice }, { mine: choice })}
          />
          <p class="small soft" aria-live="polite">
            {voice.both ? w.voiceBoth[voice.both] : voice.mine ? w.voiceMineOnly(partner) : ""}
          </p>
          <Button kind="quiet" icon="talk" wide busy={busy} onClick={() => void send("talked", {})}>
            {w.talked}
          </Button>
        </>
      )}
      {problem && (
        <Notice tone="warn" live>
          {problem}
        </Notice>
      )}
    </div>
  );
}
