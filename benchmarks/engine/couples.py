"""Simulate couples who answer check-ins, with or without a simulated problem.

A simulated problem makes one partner's answers about one reason worse from a certain week on. The random numbers for
an answer are seeded with couple, prompt and week. So an answer does not depend on which other prompts were asked,
and different engines can be compared on the same couples.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

from benchmarks.engine.worlds import World
from content.values import Prompt

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
    """Probabilities that an answer or a whole check-in is missing.

    A missing answer was skipped, marked as "didn't come up", or kept private. Answers to anchors (prompts that every
    check-in asks) are never marked as "didn't come up". `private_where_it_hurts` replaces `private` for answers that
    a simulated problem makes worse. `missed` is the share of check-ins that are never revealed, because a partner
    did not answer in time. All values are assumptions without a source, and the results depend on them.
    """

    skipped: float = 0.04
    did_not_come_up: float = 0.06
    private: float = 0.03
    private_where_it_hurts: float = 0.10
    missed: float = 0.12


@dataclass(frozen=True, slots=True)
class Planted:
    """A simulated problem: from week `onset` on, `partner` gives worse answers to prompts about `reason`.

    Weeks are counted from 0, and `partner` is 0 or 1.

    The answers are worse by `size` points times the prompt's weight for this reason. The random numbers may give an
    answer that is better than the best answer of the scale. Usually, such an answer is first cut to the best answer,
    and then made worse. With `below_ceiling`, it is first made worse, and then cut. So a very good answer loses fewer
    points. With `only_felt`, answers about what the person did for their partner do not change.
    """

    reason: str
    partner: int
    size: float
    onset: int
    below_ceiling: bool = False
    only_felt: bool = False


@dataclass(frozen=True, slots=True)
class Translation:
    """The effect of a translated library on the answers of the second partner.

    In a part of the prompts (`share`), the translation is stronger or weaker than the original. The second partner
    answers these prompts `points` lower or higher. Equal seeds change the same prompts in the same way.
    """

    points: float = 0.0
    share: float = 0.0
    seed: str = "translation"

    def moves(self, prompt: Prompt) -> float:
        """Return how many points the translation adds to an answer to this prompt. The number may be negative."""
        dice = random.Random(f"{self.seed}/{prompt.id}")
        return dice.choice((-1, 1)) * self.points if dice.random() < self.share else 0.0


@dataclass(slots=True)
class SimulatedCouple:
    """A simulated couple with random answers. The same `seed` and `world` always give the same couple.

    `world` is a statistical model of how couples answer. A simulated problem changes the answers about its reason,
    but not the random numbers.
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
        """Whether the couple's general level of answers is at least `CONTENTED`. 0 is the worst answer, 1 the best."""
        return self.level >= CONTENTED

    def meets(self, week: int) -> bool:
        """Return whether both partners answer this week's check-in in time."""
        return random.Random(f"{self.seed}/{week}").random() >= self.silence.missed

    def answer(self, prompt: Prompt, week: int) -> tuple[int | None, int | None]:
        """Return both partners' revealed answers to a prompt in a week.

        An answer is a number of points from 1 to 5. It is None if the partner skipped the prompt or kept the answer
        private, and 0 for "didn't come up".
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
        """Return both partners' answers before they are rounded to whole points, as numbers from 1 to 5.

        No answer is missing. `dice` is the source of the random noise of these two answers. By default, it is seeded
        with couple, prompt and week. Effects that last longer, or that concern the whole week, don't depend on `dice`.
        """
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
        """Return how much the simulated problem worsens this partner's answer, as a share of the whole scale."""
        planted = self.planted
        if planted is None or partner != planted.partner or week < planted.onset:
            return 0.0
        if planted.only_felt and prompt.side == "given":
            return 0.0
        return planted.size / 4 * prompt.reasons.get(planted.reason, 0.0)

    def guess(self, answered: int, week: int, by: int) -> int:
        """Return partner `by`'s guess (1 to 5) of the other partner's answer. The true answer is `answered`."""
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
    """Round an answer to 1, 2, 3, 4 or 5 points."""
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
