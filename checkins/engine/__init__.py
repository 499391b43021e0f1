"""Find strengths, at most two problems, and falling answers in a couple's revealed check-ins. Pure functions.

The entry point is `find`, whose docstring contains an example.
"""

from checkins.engine.finding import find
from checkins.engine.values import (
    EngineResult,
    EngineRound,
    Evidence,
    Finding,
    FindingKind,
    Guess,
    Item,
    Partner,
    PastTopic,
    TopicOutcome,
    primary_reason,
)

__all__ = [
    "EngineResult",
    "EngineRound",
    "Evidence",
    "Finding",
    "FindingKind",
    "Guess",
    "Item",
    "Partner",
    "PastTopic",
    "TopicOutcome",
    "find",
    "primary_reason",
]
