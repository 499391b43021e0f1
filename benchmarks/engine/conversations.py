"""Simulate which conversations couples are offered, and check whether light conversations follow their rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date

from benchmarks.engine.library import LIBRARY, TENDER
from benchmarks.engine.life import WEEKS, AskedCouple, Job
from checkins import light
from checkins.engine import EngineRound
from checkins.engine.choice import resting
from checkins.light import LightPick, PastLight

#: Probability that at least one partner writes kind words in a check-in. The simulated answers contain none.
KIND_WORDS = 0.5
#: Days within which the same light conversation must not be offered again.
EIGHT_WEEKS = 56
#: Number of each couple's first revealed check-ins that have a row of their own in the table.
FIRST_REVEALS = 4
KINDS = ("topic", "difference", "good", "surprise", "news", "deck", "neutral", "nothing")


@dataclass(frozen=True, slots=True)
class OfferedLife:
    """The kinds of conversation that one couple was offered at its revealed check-ins, oldest first.

    `repeats` counts light conversations that the couple was offered again within eight weeks (see `came_back`).
    `outside` counts light conversations that were not allowed (see `keeps_the_rule`).
    """

    kinds: tuple[str, ...]
    repeats: int
    outside: int


def offered(job: Job) -> OfferedLife:
    """Simulate which kind of conversation one couple is offered at each revealed check-in.

    The couple gets a topic if the engine shows a topic, and otherwise a light conversation. If the answers of one or
    both partners were low as a whole, the couple gets neither. This counts as the kind "neutral". Answers can be low as
    a whole in the latest weeks (`EngineResult.low`) or in this check-in (`light.is_low`). If the couple gets neither
    for another reason, which is an error, this counts as the kind "nothing". The simulated partners never wish to talk
    about a topic.
    """
    couple = AskedCouple(job)
    lights: list[PastLight] = []
    kinds: list[str] = []
    repeats = outside = 0
    for number in range(WEEKS):
        if couple.check_in(number) is None:
            continue
        shown = list(couple.past)
        if couple.topics():
            kinds.append("topic")
            continue
        latest, pick = couple.rounds[-1], None
        today, low = latest.date, couple.result.low or light.is_low(latest)
        if not couple.result.low:
            pick = light.choose(
                couple.rounds[-light.LATELY :],
                lights,
                LIBRARY.questions(),
                kind_words=couple.dice.random() < KIND_WORDS,
                tender=TENDER,
                rests=light.rests_with(resting(shown, today, {})),
                seed=f"{job.seed} {number}",
            )
        kinds.append(pick.kind if pick else "neutral" if low else "nothing")
        if pick:
            repeats += came_back(pick, lights, today)
            outside += not keeps_the_rule(pick, couple.rounds)
            lights.append(PastLight(pick.subject, pick.questions, today))
    return OfferedLife(tuple(kinds), repeats, outside)


def came_back(pick: LightPick, lights: Sequence[PastLight], today: date) -> bool:
    """Return whether the couple was already offered the light conversation `pick` in the eight weeks before `today`.

    `lights` are the couple's earlier light conversations. Two conversations about the same subject (a reason or an area
    of the relationship) count as the same, even if their questions differ.
    """
    return any(
        (one.subject == pick.subject if pick.subject else one.questions == pick.questions)
        and (today - one.date).days <= EIGHT_WEEKS
        for one in lights
    )


def keeps_the_rule(pick: LightPick, rounds: Sequence[EngineRound]) -> bool:
    """Return whether the light conversation `pick` is allowed after the check-ins `rounds` (oldest first).

    A conversation without a subject is allowed if its kind is "news" (questions about kind words) or "deck" (a
    question from a fixed list). A conversation with a subject is allowed if both of these are true:

    - The subject is not a tender reason.
    - In the last four check-ins, all answers about the subject have at least 3 of 5 points (5 is the best). If the
      kind of the conversation is "good", all have at least 4 points. Missing answers are ignored.

    A subject is a reason or an area of the relationship. Answers about a reason are the answers to all prompts that
    point to the reason. Answers about an area are the answers to its anchors (prompts that every check-in asks).

    To find errors in `checkins.light`, this check does not use its code.
    """
    subject = pick.subject
    if subject is None:
        return pick.kind in {"news", "deck"}
    least = 4 if pick.kind == "good" else 3
    levels = [
        6 - value if item.reverse else value
        for one in rounds[-4:]
        for item in one.items
        if (subject.reason in item.reasons if subject.reason else item.anchor)
        and (subject.reason or item.dimension == subject.dimension)
        for values in one.values
        if (value := values.get(item.key)) is not None
    ]
    return subject.reason not in TENDER and min(levels) >= least


def offered_lives(jobs: Sequence[Job], processes: int = 2) -> list[OfferedLife]:
    """Simulate which conversations many couples are offered. The work is shared by `processes` processes.

    `jobs` has the settings of each couple, and the result has one item per couple in the same order.
    """
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(offered, jobs, chunksize=10))


def offers_text(world: str, lives: dict[str, Sequence[OfferedLife]]) -> str:
    """Return a table of how often each kind of conversation is offered, and PASS or FAIL for each target.

    `world` is the name of the model of how couples answer. `lives` has the results of each group of couples, by the
    group's name.
    """
    lines = [f"what a revealed check-in offers, world: {world}; nobody wishes, which is the hardest case"]
    lines.append(f"  {'':38}" + "".join(f"{kind:>12}" for kind in KINDS))
    every = [life for found in lives.values() for life in found]
    for name, found in lives.items():
        for when, last in (("", WEEKS), (f", first {FIRST_REVEALS} reveals", FIRST_REVEALS)):
            counted = Counter(kind for life in found for kind in life.kinds[:last])
            total = sum(counted.values())
            shares = "".join(f"{counted[kind] / total:12.1%}" for kind in KINDS)
            lines.append(f"  {name + when:38}{shares}")
    kinds = [kind for life in every for kind in life.kinds]
    something = sum(kind != "nothing" for kind in kinds) / len(kinds)
    for met, what, figure in (
        (something == 1.0, "check-ins with a conversation or the neutral card: 100 %", f"{something:.1%}"),
        (
            not any(life.repeats for life in every),
            "the same light one within eight weeks: 0",
            _sum(every, "repeats"),
        ),
        (not any(life.outside for life in every), "light ones outside their rule: 0", _sum(every, "outside")),
    ):
        lines.append(f"  {'PASS' if met else 'FAIL'}  {what:62} {figure}")
    return "\n".join(lines)


def _sum(lives: Sequence[OfferedLife], name: str) -> str:
    return str(sum(getattr(life, name) for life in lives))
