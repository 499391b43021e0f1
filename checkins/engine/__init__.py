"""Find at most two talking points in a couple's revealed answers. The engine is a pure function.

The entry point is `find`. Its docstring has an example that runs as a test.
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
