"""Two shapes of couples. `CEILING` was first found by `python -m benchmarks.engine.fit`, which knows the published
figures and nothing of the engine. `NORMAL` has another shape of noise.

In both, prompts are unevenly easy (`prompt`), and more lasts for a couple (`shared_lasting`, `own_lasting`) and less
changes weekly than in the first version of them: items of real couples are like that. The published figures bound how
far. What a prompt is lower by is drawn, so the library's expected levels say nothing about it: they get no credit here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class World:
    """Standard deviations on the scale where 0 is "Not at all" and 1 is "All week".

    `level`: couples' levels around `mean`, before the ceiling. `offset`: between the two, for good. `mood_shared`,
    `mood_own`: one week, on everything that is answered in it. `prompt`: what everybody answers lower or higher.
    `shared_*` and `own_*`: on one prompt, for good (`lasting`) or for one week (`weekly`), of both or of one of them.
    What sets the two apart may be uneven: most of it small, a `rare_*` share `wide` times as large (0: all normal);
    apart for good and for a week. `words` is how far the scale's words pull what both perceive onto one of its five
    points (0 not at all, 1 wholly). `styled` is the share of people who use the scale in their own way.
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
        """Return the factor for an ordinary draw that keeps the standard deviation the same with rare large draws."""
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
