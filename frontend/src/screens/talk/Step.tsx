import type { Who } from "../../api/types";
import { Button, Screen } from "../../design";
import { talk as w } from "@words/talk";
import { Arches } from "./Arches";
import { echo, openings } from "./openings";
import type { Opening, Topic } from "./openings";
import type { TurnsProps } from "./Pause";
import { before, finish, hasTheWord, left, next, other, passed, pause } from "./turns";
import type { Turns } from "./turns";
import { showsTimes } from "./times";

interface StepProps extends TurnsProps {
  topic: Topic;
  names: Record<Who, string>;
  opening: number;
  onOpening: (opening: number) => void;
}

/** Return a sentence about one of the two people. On that person's own phone it says "you". */
function about(turns: Turns, who: Who, names: Record<Who, string>, mine: string, theirs: (name: string) => string) {
  return turns.apart && who === "me" ? mine : theirs(names[who]);
}

function titleOf(turns: Turns, names: Record<Who, string>): string {
  const { phase, speaks } = turns;
  if (phase === "words") return about(turns, speaks, names, w.youBegin, w.begins);
  if (phase === "speak") return about(turns, speaks, names, w.youSpeak, w.speaks);
  return about(turns, other(speaks), names, w.youHeard, w.heard);
}

function nextLabel(turns: Turns, names: Record<Who, string>): string {
  const { phase, speaks, turn } = turns;
  if (phase === "words") return w.start;
  if (phase === "speak") return about(turns, other(speaks), names, w.toHeardMine, w.toHeard);
  return turn === 2 ? w.toClose : about(turns, other(speaks), names, w.toYouSpeak, w.toSpeaks);
}

/** The screen of one step: choosing words, speaking, or saying what was heard. */
export function Step({ turns, topic, names, now, opening, onOpening, onStep, quiet, back }: StepProps) {
  const { phase } = turns;
  const word = hasTheWord(turns);
  const times = showsTimes.value;
  return (
    <Screen
      title={titleOf(turns, names)}
      back={back}
      class={`talk talk-step ${word}`}
      aside={
        <Button kind="quiet" icon="pause" onClick={() => onStep(pause(turns, Date.now()))}>
          {w.pause}
        </Button>
      }
    >
      <Arches active={word} level={times ? passed(turns, now) : 1} names={names} />
      <Said turns={turns} topic={topic} names={names} opening={opening} onOpening={onOpening} />
      {times && <Time ms={left(turns, now)} />}
      {quiet && (
        <p class="small soft" role="status">
          {quiet}
        </p>
      )}
      <div class="talk-next stack-s">
        <Button wide onClick={() => onStep(next(turns, Date.now()))}>
          {nextLabel(turns, names)}
        </Button>
        <div class="talk-ways">
          {phase !== "words" && (
            <Button kind="plain" onClick={() => onStep(before(turns, Date.now()) ?? turns)}>
              {w.stepBack}
            </Button>
          )}
          <Button kind="plain" onClick={() => onStep(finish(turns, Date.now()))}>
            {w.stop}
          </Button>
        </div>
      </div>
    </Screen>
  );
}

/** The remaining time in words. Screen readers announce it only once, when it is over. */
function Time({ ms }: { ms: number | null }) {
  if (ms === null) return null;
  return (
    <div class="talk-time">
      {ms > 0 && <p>{w.minutesLeft(Math.ceil(ms / 60_000))}</p>}
      <p role="status">{ms === 0 && w.over}</p>
    </div>
  );
}

/** Return the CSS class for a text's size: a long text is smaller. */
const sizeOf = ({ length }: string): string => (length > 280 ? "longest" : length > 120 ? "long" : "");

function hintOf(words: Opening | undefined): string {
  if (!words) return w.ownWords;
  return words.kind === "question" ? w.questionHint : w.wordsHint;
}

type SaidProps = Pick<StepProps, "turns" | "topic" | "names" | "opening" | "onOpening">;

/** The sentences of a step: what to say, or what to do. */
function Said({ turns, topic, names, opening, onOpening }: SaidProps) {
  const { phase, speaks, turn, apart } = turns;
  const listener = other(speaks);
  const iListen = apart && listener === "me";
  if (phase === "heard") {
    const example = echo(topic, speaks);
    if (apart && !iListen) return <p class="talk-hint">{w.reflectTheirs(names[listener])}</p>;
    return (
      <div class="talk-said">
        <p class="talk-hint">{w.reflect}</p>
        {example && (
          <figure class="talk-example">
            <figcaption>{w.sounds}</figcaption>
            <blockquote>{example}</blockquote>
          </figure>
        )}
      </div>
    );
  }
  if (iListen) return <p class="talk-hint">{phase === "words" ? w.listenFirst : w.youListen}</p>;
  const listens = apart ? w.theyListen(names[listener]) : w.listens(names[listener]);
  // Each person is asked about the kind words that they wrote themselves.
  const isNews = topic.light?.kind === "news";
  const all = openings(topic, turn === 2 ? listener : speaks);
  const words = all[opening % Math.max(1, all.length)];
  if (turn === 2) {
    // With two phones, this phone does not know which words the other person chose.
    const question = words?.kind === "question" && !apart ? words : null;
    return (
      <div class="talk-said">
        {question && isNews && <p class="talk-by">{w.newsOf(names[speaks])}</p>}
        {question && <blockquote class="talk-words">{question.text}</blockquote>}
        <p class="talk-hint">{question ? w.secondAnswer : w.secondTurn}</p>
        <p class="soft">{listens}</p>
      </div>
    );
  }
  return (
    <div class="talk-said">
      {words?.by && <p class="talk-by">{words.by === "me" && apart ? w.wishMine : w.wishOf(names[words.by])}</p>}
      {isNews && <p class="talk-by">{about(turns, speaks, names, w.newsMine, w.newsOf)}</p>}
      {words && <blockquote class={`talk-words ${sizeOf(words.text)}`}>{words.text}</blockquote>}
      {phase === "words" ? (
        <>
          <p class="soft">{hintOf(words)}</p>
          {all.length > 1 && (
            <div>
              <Button kind="quiet" onClick={() => onOpening((opening + 1) % all.length)}>
                {w.otherWords}
              </Button>
            </div>
          )}
        </>
      ) : (
        <p class="soft">{listens}</p>
      )}
    </div>
  );
}
