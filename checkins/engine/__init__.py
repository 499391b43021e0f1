"""From a couple's revealed answers to at most two talking points. Pure: plain values in, plain values out.

`find` is the way in; its docstring holds an example that runs.
"""

from checkins.engine.finding import find
from checkins.engine.values import Evidence, Finding, Guess, Item, Kind, Outcome, Partner, Past, Result, Round

__all__ = [
    "Evidence",
    "Finding",
    "Guess",
    "Item",
    "Kind",
    "Outcome",
    "Partner",
    "Past",
    "Result",
    "Round",
    "find",
]
