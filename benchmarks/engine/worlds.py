"""The two worlds of the engine's benchmark: statistical models of how couples answer.

The first parameters of `CEILING` were found by `python -m benchmarks.engine.fit`, which uses published figures of real
couples and never runs the engine. `NORMAL` comes from the engine's first simulation. Its effects on answers have a
normal distribution. `NORMAL` shows whether a result depends on the distribution. `NORMAL` does not meet all published
figures.

In both worlds, some prompts get lower answers from all couples (`prompt`), as in real questionnaires. Both worlds were
changed after their first version. Prompts now differ more in difficulty. A prompt's permanent effects on a couple
(`*_lasting`) are larger, and its effects in a single week (`*_weekly`) are smaller. `CEILING` was changed only as far
as it still meets the published figures. The difficulty of a prompt is random and unrelated to the library's expected
answers. So the engine gains nothing from these expected answers here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class World:
    """Parameters of a statistical model of how couples answer.

    Most parameters are standard deviations on the scale from 0 ("Not at all") to 1 ("All week").

    - `mean`, `level`: mean and standard deviation of the couples' general level of answers, before answers are cut
      at the end of the scale.
    - `offset`: the lasting difference between the two partners' general levels of answers.
    - `mood_shared`, `mood_own`: the effect of one week on all its answers, for both partners or for one partner.
    - `prompt`: the difficulty of a prompt, which lowers or raises the answers of all couples in the same way.
    - `shared_*`, `own_*`: the effect of one prompt on both partners or on one partner. `*_lasting` effects are
      permanent, and `*_weekly` effects last one week.
    - `rare_lasting`, `rare_weekly`: the share of rare large random numbers, in effects that differ between the
      partners. A rare number is `wide` times as large as an ordinary number. With a share of 0, all these effects are
      normally distributed.
    - `words`: how strongly the part of an answer that both partners share is pulled to the nearest of the scale's five
      points, from 0 (not at all) to 1 (completely).
    - `styled`: the share of people who use the scale in a style of their own, for example by avoiding its ends.
    """

    name: str
    mean: float
    level: float
    offset: float
    mood_shared: float
    mood_own: float
    prompt: float
    shared_lasting: float
    shared_weekly: float
    own_lasting: float
    own_weekly: float
    styled: float
    words: float = 0.0
    rare_lasting: float = 0.0
    rare_weekly: float = 0.0
    wide: float = 1.0

    def ordinary(self, rare: float) -> float:
        """Return the factor that makes up for the rare large numbers among the random numbers.

        If all random numbers are multiplied by this factor, their standard deviation is the same as without rare
        numbers. `rare` is the share of rare numbers, which are `wide` times as large as ordinary numbers.
        """
        return float((1 - rare + rare * self.wide**2) ** -0.5)


CEILING = World(
    name="ceiling",
    mean=0.912,
    level=0.200,
    offset=0.112,
    mood_shared=0.150,
    mood_own=0.118,
    prompt=0.09,
    shared_lasting=0.11,
    shared_weekly=0.09,
    own_lasting=0.07,
    own_weekly=0.16,
    styled=0.106,
    words=0.776,
    rare_lasting=0.070,
    rare_weekly=0.101,
    wide=14.2,
)
NORMAL = World(
    name="normal",
    mean=0.79,
    level=0.10,
    offset=0.12,
    mood_shared=0.05,
    mood_own=0.04,
    prompt=0.09,
    shared_lasting=0.11,
    shared_weekly=0.06,
    own_lasting=0.07,
    own_weekly=0.08,
    styled=0.2,
)
