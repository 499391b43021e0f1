"""Upper limits for the engine: oracles that find simulated problems with knowledge that no real program has.

An oracle knows the simulation's parameters for a couple: how high the couple's answers usually are, how the partners
use the scale, which weeks are good or bad, how the partners always react to each prompt, and the size of a simulated
problem. The oracle does not know whether the couple has a problem, nor the problem's partner, reason and first week.
It does not know the random noise of single answers either. For each prompt that both partners answered, the oracle
simulates how likely the two answers are with and without each possible problem, and adds up the log likelihood ratios.
Apart from simulation errors, this gives the exact posterior probability of each reason, partner and first week, given
these answers (Shiryaev 1963). Prompts that one or both partners did not answer are ignored.

One kind of oracle reads the answers to the engine's questions. The other kind also chooses the questions.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from math import exp, log

from benchmarks.engine.couples import Planted, SimulatedCouple, points
from benchmarks.engine.library import ANCHORS, ASKED, MAINLY, PROMPTS, reasons
from benchmarks.engine.life import LOOKED_FOR, ONSETS, RESTS, WEEKS, Job, Life
from benchmarks.engine.measure import Estimate, wilson
from checkins.asking.selection import ROTATING

#: Draws per likelihood, and the count that each of the 25 possible pairs of answers has before the first draw.
DRAWS, SMOOTHING = 150, 0.2

#: The sum of the log likelihood ratios of each hypothesis (reason, partner, onset).
Sums = dict[tuple[str, int, int], float]


@dataclass(slots=True)
class Oracle:
    """A program that finds one couple's simulated problem with knowledge that no real program has.

    The program reads the couple's answers week by week. `couple` has the couple's parameters, but not its problem.
    `eligible` are the reasons that the problem may have, and `size` is its size in points.
    """

    couple: SimulatedCouple
    eligible: Sequence[str]
    size: float
    sums: Sums = field(default_factory=dict)

    def read(self, prompt_id: str, week: int, pair: tuple[int, int]) -> None:
        """Update the evidence for each possible problem with both partners' answers (1 to 5) to one prompt."""
        prompt = ASKED[prompt_id]
        plain = self._likelihood(prompt_id, week, pair, None)
        for reason in prompt.reasons:
            if reason not in self.eligible:
                continue
            for partner in (0, 1):
                changed = self._likelihood(prompt_id, week, pair, Planted(reason, partner, self.size, 0))
                for onset in range(min(week + 1, ONSETS)):
                    key = (reason, partner, onset)
                    self.sums[key] = self.sums.get(key, 0.0) + log(changed / plain)

    def scores(self) -> dict[str, float]:
        """Return for each reason the log Bayes factor of a simulated problem against no problem.

        The score covers problems of either partner that begin in any of the first `ONSETS` weeks.
        """
        found = {}
        for reason in self.eligible:
            terms = [
                exp(self.sums.get((reason, partner, o), 0.0)) for partner in (0, 1) for o in range(ONSETS)
            ]
            found[reason] = log(sum(terms) / len(terms))
        return found

    def _likelihood(self, prompt_id: str, week: int, pair: tuple[int, int], planted: Planted | None) -> float:
        """Estimate by simulation how probable these two answers (`pair`) are if the couple has the problem `planted`.

        None stands for no problem. All problems are simulated with the same random numbers, so that noise does not
        decide between them.
        """
        world, seed = self.couple.world, self.couple.seed
        other = SimulatedCouple(world, seed, planted or Planted("", 0, 0.0, 0))
        other._lasting, other._moods = self.couple._lasting, self.couple._moods
        dice = random.Random(f"{seed}/{prompt_id}/{week}/draws")
        hits = 0
        for _ in range(DRAWS):
            one, two = other.marked(ASKED[prompt_id], week, dice)
            hits += (points(one), points(two)) == pair
        return (hits + SMOOTHING) / (DRAWS + 25 * SMOOTHING)


@dataclass(frozen=True, slots=True)
class Read:
    """The result of an oracle (ideal detector of simulated problems) for one couple.

    `weeks` has the week of each revealed check-in, with the score (log Bayes factor) of each reason.
    """

    planted: Planted
    weeks: Sequence[tuple[int, Mapping[str, float]]]

    def shown(self, enough: float) -> list[tuple[int, list[str]]]:
        """Return (week, shown reasons) for each revealed check-in.

        The oracle shows at most two reasons in a week, and only reasons with a score of at least `enough`. A reason
        is shown again after `RESTS` weeks at the earliest, as in the engine.
        """
        last: dict[str, int] = {}
        found = []
        for week, scores in self.weeks:
            ready = [r for r, s in scores.items() if s >= enough and week - last.get(r, -RESTS) >= RESTS]
            chosen = sorted(ready, key=lambda reason: -scores[reason])[:2]
            last |= dict.fromkeys(chosen, week)
            found.append((week, chosen))
        return found


def same_questions(task: tuple[Job, Life]) -> Read:
    """Return how strongly an oracle (ideal detector of simulated problems) suspects each reason, week by week.

    The oracle reads answers to the questions that the engine chose. `task` has one couple's settings, and its
    check-ins, which were simulated before with these settings.
    """
    job, life = task
    oracle = _oracle(job, life)
    weeks = []
    for week in life.weeks:
        for key, one, two in week.pairs:
            oracle.read(key, week.number, (one, two))
        weeks.append((week.number, oracle.scores()))
    return Read(life.planted, weeks)


def own_questions(task: tuple[Job, Life]) -> Read:
    """Return the result of an oracle (ideal detector of simulated problems) that also chooses the questions.

    Each week, the oracle asks about the reasons that are most likely so far. It also asks the anchors (prompts that
    every check-in asks). `task` has the couple's settings, and its `Life`, which contains the simulated problem.
    """
    job, life = task
    oracle = _oracle(job, life)
    couple = SimulatedCouple(job.world, job.seed, life.planted, job.silence)
    asked: Counter[str] = Counter()
    weeks = []
    for week in range(WEEKS):
        scores = oracle.scores()
        # Of reasons with equal scores, prefer the reason that was asked about least.
        order = sorted(
            scores, key=lambda r: (-scores[r], sum(asked[p.id] for p in PROMPTS if MAINLY[p.id] == r))
        )
        chosen = []
        for reason in order[:ROTATING]:
            wordings = [p.id for p in PROMPTS if MAINLY[p.id] == reason]
            chosen.append(min(wordings, key=lambda key: (asked[key], key)))
        if not couple.meets(week):
            continue
        asked.update(chosen)
        for key in (*(anchor.id for anchor in ANCHORS), *chosen):
            one, two = couple.answer(ASKED[key], week)
            if one and two:
                oracle.read(key, week, (one, two))
        weeks.append((week, oracle.scores()))
    return Read(life.planted, weeks)


def _oracle(job: Job, life: Life) -> Oracle:
    return Oracle(SimulatedCouple(job.world, job.seed), reasons(tender=life.tender), job.size or 1.75)


def recall_at(
    share: float, quiet: Sequence[Read], planted: Sequence[Read], within: int = LOOKED_FOR
) -> Estimate:
    """Return the share of couples whose simulated problem the oracle finds within this number of weeks.

    The oracle is an ideal detector. Its threshold is the lowest with which at most `share` of the check-ins of
    `quiet` couples have a topic. `quiet` couples have no simulated problem, and `planted` couples have a simulated
    problem.
    """
    enough = next(t / 4 for t in range(-8, 80) if _quiet_share(quiet, t / 4) <= share)
    hits = sum(
        any(
            r.planted.reason in chosen and 0 <= week - r.planted.onset < within
            for week, chosen in r.shown(enough)
        )
        for r in planted
    )
    return wilson(hits, len(planted))


def _quiet_share(quiet: Sequence[Read], enough: float) -> float:
    weeks = [chosen for read in quiet for _, chosen in read.shown(enough)]
    return sum(bool(chosen) for chosen in weeks) / len(weeks)


def reads(how: str, jobs: Sequence[Job], lives: Sequence[Life], processes: int = 2) -> list[Read]:
    """Return the result of an oracle (ideal detector of simulated problems) for each couple.

    With `how="same"`, the oracle reads answers to the questions that the engine chose. With `how="own"`, the oracle
    chooses the questions. `jobs` are the couples' settings. `lives` are the check-ins simulated with these settings.
    """
    ask = same_questions if how == "same" else own_questions
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(ask, zip(jobs, lives, strict=True), chunksize=10))
