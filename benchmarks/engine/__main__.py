"""How often a quiet couple gets a topic, and how often a planted reason is shown: `python -m benchmarks.engine`."""

import argparse
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from benchmarks.engine.couples import Ask, Couple, Planted, figures_of, library
from benchmarks.engine.rivals import largest_gap, ten_points
from checkins.engine import Guess, Item, Past, Round, find
from checkins.selection import GUESS_PREFIX, PastSet, select

START = date(2026, 1, 4)
RIVALS: dict[str, Callable[[Round], Item | None]] = {"P1": largest_gap, "P2": ten_points}
ANCHORS, PROMPTS = library()
ASKS = {ask.id: ask for ask in (*ANCHORS, *PROMPTS)}
ITEMS = {
    ask.id: Item(ask.id, ask.reasons, ask.dimension, ask.side, anchor=not ask.reasons)
    for ask in ASKS.values()
}


@dataclass(slots=True)
class Told:
    """What one couple was shown: per rule, per week, the reasons (a topic without a reason is "")."""

    topics: dict[str, list[list[str]]] = field(default_factory=dict)


def live(couple: Couple, weeks: int, seed: int) -> Told:
    """One couple's weeks: prompts are chosen, answered, and read by every rule. Nobody reacts to what is shown."""
    told = Told({"engine": [], **{name: [] for name in RIVALS}})
    rounds: list[Round] = []
    sets: list[PastSet] = []
    past: list[Past] = []
    suspicions: tuple[str, ...] = ()
    for week in range(weeks):
        ids = select(
            anchors=ANCHORS, reason_prompts=PROMPTS, past=sets, suspicions=suspicions, tender=True, seed=seed
        )
        sets.append(PastSet(ids, True))
        latest = _round(couple, ids, week)
        rounds.append(latest)
        result = find(rounds, past)
        suspicions = result.suspicions
        shown = [point for point in (result.main, result.optional) if point]
        told.topics["engine"].append([point.reason or "" for point in shown])
        past += [Past(point.reason or "", latest.date, "shown") for point in shown]
        for name, rule in RIVALS.items():
            item = rule(latest)
            told.topics[name].append([] if item is None else [next(iter(item.reasons), "")])
    return told


def _round(couple: Couple, ids: list[str], week: int) -> Round:
    asked: list[Ask] = [ASKS[each] for each in ids if each in ASKS]
    pairs = {ask.id: couple.answer(ask, week) for ask in asked}
    about = next(each.removeprefix(GUESS_PREFIX) for each in ids if each.startswith(GUESS_PREFIX))
    return Round(
        id=str(week),
        date=START + timedelta(weeks=week),
        items=tuple(ITEMS[ask.id] for ask in asked),
        values=({k: a for k, (a, _) in pairs.items()}, {k: b for k, (_, b) in pairs.items()}),
        guesses=(
            Guess(0, about, couple.guess(pairs[about][1])),
            Guess(1, about, couple.guess(pairs[about][0])),
        ),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--couples", type=int, default=400)
    parser.add_argument("--weeks", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{'Simulated quiet couples':32}{'felt':>7}{'answered':>10}   published (0 to 1 scale)")
    for name, (felt, answered, published) in figures_of(options.couples, options.seed).items():
        print(f"  {name:30}{felt:7.2f}{answered:10.2f}   {published}")
    quiet, planted = [], []
    for n in range(options.couples):
        dice = random.Random(f"{options.seed}.{n}")
        plant = Planted(f"reason{dice.randrange(25):02}", dice.randrange(2))
        quiet.append(live(Couple(random.Random(f"{options.seed}.{n}.quiet")), options.weeks, n))
        told = live(Couple(random.Random(f"{options.seed}.{n}.planted"), plant), options.weeks, n)
        planted.append((plant, told))
    _report(quiet, planted)
    _speed()


def _report(quiet: list[Told], planted: list[tuple[Planted, Told]]) -> None:
    """Each rule as it is, and the rivals thinned at random to the engine's share of quiet weeks."""
    weeks = sum(len(told.topics["engine"]) for told in quiet)
    share = {
        name: sum(bool(t) for told in quiet for t in told.topics[name]) / weeks
        for name in ("engine", *RIVALS)
    }
    print(f"\n{'':24}{'quiet weeks':>12}{'planted reason':>16}{'topics that are':>17}{'weeks to it':>13}")
    print(f"{'':24}{'with a topic':>12}{'shown':>16}{'the planted one':>17}{'(median)':>13}")
    for name in ("engine", *RIVALS):
        _line(name, share[name], planted, name, 1.0)
    for name in RIVALS:
        keep = min(1.0, share["engine"] / share[name])
        _line(f"{name}, same quiet share", share[name] * keep, planted, name, keep)


def _line(label: str, share: float, planted: list[tuple[Planted, Told]], rule: str, keep: float) -> None:
    dice = random.Random(label)
    firsts: list[int] = []
    right = topics = 0
    for plant, told in planted:
        hits = []
        for week, shown in enumerate(told.topics[rule]):
            if shown and dice.random() <= keep:
                topics += len(shown)
                right += shown.count(plant.reason)
                if plant.reason in shown:
                    hits.append(week)
        firsts += hits[:1]
    recall = len(firsts) / len(planted)
    median = sorted(firsts)[len(firsts) // 2] + 1 if firsts else 0
    print(f"{label:24}{share:12.1%}{recall:16.1%}{right / max(1, topics):17.1%}{median:13}")


def _speed() -> None:
    couple = Couple(random.Random("speed"))
    rounds: list[Round] = []
    sets: list[PastSet] = []
    for week in range(104):
        ids = select(anchors=ANCHORS, reason_prompts=PROMPTS, past=sets, suspicions=(), tender=True, seed=1)
        sets.append(PastSet(ids, True))
        rounds.append(_round(couple, ids, week))
    took = []
    for _ in range(50):
        begin = time.process_time()
        find(rounds)
        took.append(time.process_time() - begin)
    print(
        f"\nfind() on 104 check-ins: {1000 * sorted(took)[len(took) // 2]:.2f} ms of CPU (median of {len(took)})"
    )


if __name__ == "__main__":
    main()
