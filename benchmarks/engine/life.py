"""Simulate a couple's weekly check-ins: choose prompts, draw both partners' answers, and find topics."""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from benchmarks.engine import sums
from benchmarks.engine.couples import Planted, Silence, SimulatedCouple, Translation
from benchmarks.engine.library import ANCHORS, ASKED, ITEMS, MAINLY, PROMPTS, TENDER, reasons
from benchmarks.engine.rivals import Extremes, extremes
from benchmarks.engine.worlds import World
from checkins.asking.selection import GUESS_PREFIX, select
from checkins.engine import EngineResult, EngineRound, Finding, Guess, PastTopic, figures, find

START = date(2026, 1, 4)
#: A planted problem begins in one of the first ONSETS weeks. It should be shown within LOOKED_FOR weeks.
ONSETS, LOOKED_FOR = 9, 12
WEEKS = ONSETS - 1 + LOOKED_FOR
#: Weeks that a shown topic rests, as in the engine.
RESTS = 4


@dataclass(frozen=True, slots=True)
class Job:
    """Settings for simulating one couple. The same `seed` and `world` always give the same couple.

    - `world`: the statistical model of how couples answer.
    - `size`: the number of points by which the simulated problem makes answers worse, or 0 for no problem.
    - `below_ceiling`, `only_felt`: variants of the simulated problem, which `Planted` explains.
    - `enough`: the evidence that the engine needs to show a topic, as a log Bayes factor.
    """

    world: World
    seed: str
    size: float = 0.0
    below_ceiling: bool = False
    only_felt: bool = False
    silence: Silence = field(default_factory=Silence)
    enough: float = figures.ENOUGH
    translation: Translation = field(default_factory=Translation)
    #: The expected level of every prompt. None uses the expected levels of the library.
    expected: float | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """One revealed check-in of a simulated couple, with all that is needed to compare ways to choose topics.

    - `number`: the week, counted from 0. `ids`: the ids of the prompts.
    - `asked`: the main reason of each prompt that is not an anchor (a prompt that every check-in asks).
    - `topics`: the topics that our engine showed, the most important first. `shown` has their reasons, with an empty
      text for a topic without a reason. `rules` has the codes of the engine's rules that found the topics.
    - `sums`: the reasons that the former engine would have shown, the strongest first.
    - `seen`: the lowest and the most different answers, by which comparable apps would choose their topic.
    """

    number: int
    ids: tuple[str, ...]
    asked: tuple[str, ...]
    shown: tuple[str, ...]
    rules: tuple[str, ...]
    topics: tuple[PastTopic, ...]
    sums: tuple[str, ...]
    seen: Extremes
    #: The prompts that both partners answered: (prompt id, first answer, second answer).
    pairs: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Life:
    """The revealed check-ins of one simulated couple.

    `planted` is the couple's simulated problem. A problem of size 0 changes no answers. `tender` tells whether the
    couple is asked about tender reasons.
    """

    seed: str
    tender: bool
    planted: Planted
    weeks: tuple[Week, ...]


class AskedCouple:
    """A simulated couple that is asked the prompts that the app would choose. Equal settings give equal answers.

    The couple never says what it wants to do with a topic (now, later, not for us). So the engine may show every topic
    again after some weeks.

    Creating an `AskedCouple` sets the engine's threshold `figures.ENOUGH` for the whole process. So one process can't
    simulate couples with different values of `Job.enough` at the same time.
    """

    def __init__(self, job: Job) -> None:
        figures.ENOUGH = job.enough
        self._expected = job.expected
        self.dice = random.Random(f"{job.seed}/planted")
        self.tender = self.dice.random() < 0.5
        self.eligible = reasons(tender=self.tender)
        reason, partner = self.dice.choice(self.eligible), self.dice.randrange(2)
        onset = self.dice.randrange(ONSETS)
        self.planted = Planted(reason, partner, job.size, onset, job.below_ceiling, job.only_felt)
        self._couple = SimulatedCouple(job.world, job.seed, self.planted, job.silence, job.translation)
        self._first_seed = self.dice.randrange(2**31)
        self._sets: list[list[str]] = []
        self.rounds: list[EngineRound] = []
        self.past: list[PastTopic] = []
        self.result = EngineResult()

    def check_in(self, number: int) -> tuple[list[str], EngineRound] | None:
        """Let the couple answer the check-in of week `number`, counted from 0.

        Return the prompt ids and the answers, or None if a partner did not answer in time.
        """
        ids = select(
            anchors=ANCHORS,
            reason_prompts=PROMPTS,
            past=self._sets,
            suspicions=self.result.suspicions,
            odds=self.result.odds,
            tender=self.tender,
            seed=self._first_seed + number,
            tender_reasons=TENDER,
            first=number == 0,
        )
        revealed = self._couple.meets(number)
        if revealed:
            self._sets.append(ids)
        if not revealed:
            return None
        latest = answered(self._couple, ids, number)
        if self._expected is not None:
            latest = replace(latest, items=tuple(replace(i, expected=self._expected) for i in latest.items))
        self.rounds.append(latest)
        return ids, latest

    def topics(self) -> list[Finding]:
        """Return the topics that the engine shows after the latest check-in, the most important first.

        Call this once after each revealed check-in. The call records that the topics were shown, and what the engine
        suspects. Both influence later check-ins.
        """
        self.result = find(self.rounds, self.past, eligible=self.eligible, tender=TENDER)
        found = [finding for finding in (self.result.main, self.result.optional) if finding]
        today = self.rounds[-1].date
        self.past += [PastTopic(f.reason, today, "shown", f.dimension, f.felt_by, f.rule) for f in found]
        return found


def live(job: Job) -> Life:
    """Simulate one couple, and return its revealed check-ins."""
    couple = AskedCouple(job)
    weeks: list[Week] = []
    for number in range(WEEKS):
        if (met := couple.check_in(number)) is None:
            continue
        ids, latest = met
        topics = couple.topics()
        resting = [reason for week in weeks if number - week.number < RESTS for reason in week.sums]
        one, two = latest.values
        weeks.append(
            Week(
                number,
                tuple(ids),
                asked=tuple(MAINLY[item.key] for item in latest.items if not item.anchor),
                shown=tuple(topic.reason or "" for topic in topics),
                rules=tuple(topic.rule for topic in topics),
                topics=tuple(couple.past[len(couple.past) - len(topics) :]),
                sums=sums.topics(couple.rounds, couple.eligible, resting),
                seen=extremes(latest),
                pairs=tuple((key, one[key], two[key]) for key in one if key in two),
            )
        )
    return Life(job.seed, couple.tender, couple.planted, tuple(weeks))


def answered(couple: SimulatedCouple, ids: Sequence[str], week: int) -> EngineRound:
    """Return the couple's answers to these prompts in one week, in the form in which the engine reads answers."""
    pairs = {each: couple.answer(ASKED[each], week) for each in ids if each in ASKED}
    guesses = []
    for about in (each.removeprefix(GUESS_PREFIX) for each in ids if each.startswith(GUESS_PREFIX)):
        for by, told in ((0, pairs[about][1]), (1, pairs[about][0])):
            if told is not None:
                guesses.append(Guess(1 if by else 0, about, couple.guess(told, week, by)))
    return EngineRound(
        id=f"{week:03}",
        date=START + timedelta(weeks=week),
        items=tuple(ITEMS[each] for each in pairs),
        values=(
            {key: a for key, (a, _) in pairs.items() if a},
            {key: b for key, (_, b) in pairs.items() if b},
        ),
        guesses=tuple(guesses),
        did_not_come_up=(
            frozenset(key for key, (a, _) in pairs.items() if a == 0),
            frozenset(key for key, (_, b) in pairs.items() if b == 0),
        ),
        two_languages=couple.translation.share > 0,
    )


def lives(jobs: Sequence[Job], processes: int = 2) -> list[Life]:
    """Simulate many couples. The work is shared by `processes` processes. The results are in the order of `jobs`."""
    if processes < 2:
        return [live(job) for job in jobs]
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(live, jobs, chunksize=25))
