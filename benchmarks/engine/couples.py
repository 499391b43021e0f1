"""Simulate couples: their levels, their use of the scale, the answers that they leave out, and planted problems.

Every draw has its own seed (couple, prompt, week). So a couple's answer to a prompt in a week does not depend on the
other prompts that were asked, and all rules, thresholds and sizes are compared on the same couples.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

from benchmarks.engine.worlds import World
from content.catalogue import Prompt

Style = Literal["plain", "extreme", "middle", "high"]

#: Styles of people who do not use the scale plainly: they prefer its ends, its middle, or its upper half (also for
#: reverse-coded prompts). Their strengths are assumptions. The simulated answers that meet `published.py` include them.
STYLES: tuple[Style, ...] = ("extreme", "middle", "high")
STRETCHED, SQUEEZED, RAISED = 1.4, 0.7, 0.5
#: A couple is contented if its level, before the scale's ceiling, is "most of the time" or more.
CONTENTED = 0.75
#: Standard deviation, in points, of a guess around the true answer, before rounding.
GUESS = 0.6


@dataclass(frozen=True, slots=True)
class Silence:
    """Shares of missing answers: skipped, "didn't come up" (not for anchors), or kept private.

    `private_where_it_hurts`: the private share of answers that a planted problem lowers. `missed`: the share of
    check-ins that are never revealed, because one partner did not answer in time. These are assumptions without a
    source, and they affect the results.
    """

    skipped: float = 0.04
    did_not_come_up: float = 0.06
    private: float = 0.03
    private_where_it_hurts: float = 0.10
    missed: float = 0.12


@dataclass(frozen=True, slots=True)
class Planted:
    """A planted problem: from week `onset` on, `partner` answers the prompts of `reason` lower.

    The answers are lower by `size` points times the prompt's weight. With `below_ceiling`, this is subtracted before
    the answer is cut at the end of the scale, so a part of it is lost on answers above the end. With `only_felt`,
    answers about what the partner gave stay the same.
    """

    reason: str
    partner: int
    size: float
    onset: int
    below_ceiling: bool = False
    only_felt: bool = False


@dataclass(frozen=True, slots=True)
class Translation:
    """The effect of a translation on the second partner's answers.

    A `share` of the prompts is stronger or weaker than the original, so it is answered `points` lower or higher.
    Couples with the same `seed` have the same translation.
    """

    points: float = 0.0
    share: float = 0.0
    seed: str = "translation"

    def moves(self, prompt: Prompt) -> float:
        """Return how much the translation changes answers to this prompt, in points."""
        dice = random.Random(f"{self.seed}/{prompt.id}")
        return dice.choice((-1, 1)) * self.points if dice.random() < self.share else 0.0


@dataclass(slots=True)
class SimulatedCouple:
    """A couple whose answers are drawn at random. Equal `seed` and `world` create the same couple.

    The random draws are the same with and without a planted problem.
    """

    world: World
    seed: str
    planted: Planted | None = None
    silence: Silence = field(default_factory=Silence)
    translation: Translation = field(default_factory=Translation)
    level: float = field(init=False)
    offset: float = field(init=False)
    styles: tuple[Style, Style] = field(init=False)
    _lasting: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    _moods: dict[int, tuple[float, float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        dice = random.Random(self.seed)
        self.level = dice.gauss(self.world.mean, self.world.level)
        self.offset = self._uneven(dice, self.world.offset, self.world.rare_lasting)
        self.styles = (self._style(dice), self._style(dice))

    @property
    def contented(self) -> bool:
        """Whether the couple's level is at least `CONTENTED`."""
        return self.level >= CONTENTED

    def meets(self, week: int) -> bool:
        """Return whether both partners answer this week's check-in in time."""
        return random.Random(f"{self.seed}/{week}").random() >= self.silence.missed

    def answer(self, prompt: Prompt, week: int) -> tuple[int | None, int | None]:
        """Return both partners' revealed answers to a prompt in a week.

        An answer is 1 to 5 as given, None if it was left out or kept private, and 0 for "didn't come up".
        """
        dice = random.Random(f"{self.seed}/{prompt.id}/{week}")
        marked = self.marked(prompt, week, dice)
        return self._told(prompt, week, 0, marked[0], dice), self._told(prompt, week, 1, marked[1], dice)

    def _told(
        self, prompt: Prompt, week: int, partner: int, marked: float, dice: random.Random
    ) -> int | None:
        silence, hurts = self.silence, self.lowered(prompt, week, partner) > 0
        hidden = silence.skipped + (silence.private_where_it_hurts if hurts else silence.private)
        drawn = dice.random()
        if drawn < hidden:
            return None
        if prompt.kind != "anchor" and drawn < hidden + silence.did_not_come_up:
            return 0
        return points(marked)

    def marked(self, prompt: Prompt, week: int, dice: random.Random | None = None) -> tuple[float, float]:
        """Return both partners' answers before rounding, on a continuous scale from 1 to 5."""
        dice = dice or random.Random(f"{self.seed}/{prompt.id}/{week}")
        world = self.world
        weekly = dice.gauss(0.0, world.shared_weekly)
        own = [self._uneven(dice, world.own_weekly, world.rare_weekly) for _ in (0, 1)]
        (lasting, *lasting_own), (mood, *mood_own) = self._for_good(prompt), self._mood(week)
        shared = self.level + lasting + mood + weekly
        shared += world.words * (round(4 * shared) / 4 - shared)
        marks = []
        for partner, sign in ((0, 0.5), (1, -0.5)):
            stood = shared + sign * self.offset + lasting_own[partner] + mood_own[partner] + own[partner]
            lowered = self.lowered(prompt, week, partner)
            if self.planted and not self.planted.below_ceiling:
                stood = _within(stood, 0.0, 1.0)
            stood = _within(stood - lowered, 0.0, 1.0)
            raw = 1 + 4 * (1 - stood if prompt.reverse else stood)
            moved = self.translation.moves(prompt) if partner == 1 else 0.0
            marks.append(_within(_styled(raw, self.styles[partner]) + moved, 1.0, 5.0))
        return marks[0], marks[1]

    def lowered(self, prompt: Prompt, week: int, partner: int) -> float:
        """Return how much the planted problem lowers this answer, on the scale from 0 to 1."""
        planted = self.planted
        if planted is None or partner != planted.partner or week < planted.onset:
            return 0.0
        if planted.only_felt and prompt.side == "given":
            return 0.0
        return planted.size / 4 * prompt.reasons.get(planted.reason, 0.0)

    def guess(self, answered: int, week: int, by: int) -> int:
        """Return a partner's guess of the other partner's answer."""
        return points(answered + random.Random(f"{self.seed}/{week}/{by}").gauss(0.0, GUESS))

    def _style(self, dice: random.Random) -> Style:
        drawn, style = dice.random(), dice.choice(STYLES)
        return style if drawn < self.world.styled else "plain"

    def _uneven(self, dice: random.Random, spread: float, rare: float) -> float:
        factor = self.world.wide if dice.random() < rare else 1.0
        return dice.gauss(0.0, 1.0) * spread * self.world.ordinary(rare) * factor

    def _for_good(self, prompt: Prompt) -> tuple[float, float, float]:
        if prompt.id not in self._lasting:
            dice = random.Random(f"{self.seed}/{prompt.id}")
            shared = dice.gauss(0.0, self.world.shared_lasting)
            shared += random.Random(prompt.id).gauss(0.0, self.world.prompt)
            rare = self.world.rare_lasting
            own = [self._uneven(dice, self.world.own_lasting, rare) for _ in (0, 1)]
            self._lasting[prompt.id] = (shared, own[0], own[1])
        return self._lasting[prompt.id]

    def _mood(self, week: int) -> tuple[float, float, float]:
        if week not in self._moods:
            dice = random.Random(f"{self.seed}/mood/{week}")
            shared = dice.gauss(0.0, self.world.mood_shared)
            own = [self._uneven(dice, self.world.mood_own, self.world.rare_weekly) for _ in (0, 1)]
            self._moods[week] = (shared, own[0], own[1])
        return self._moods[week]


def points(marked: float) -> int:
    """Round to the nearest of the five points of the scale."""
    return min(5, max(1, round(marked)))


def _within(value: float, low: float, high: float) -> float:
    return min(high, max(low, value))


def _styled(raw: float, style: Style) -> float:
    match style:
        case "extreme":
            return 3 + (raw - 3) * STRETCHED
        case "middle":
            return 3 + (raw - 3) * SQUEEZED
        case "high":
            return raw + RAISED
        case _:
            return raw
