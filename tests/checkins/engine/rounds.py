"""Build check-ins for tests of the engine.

Each check-in asks the same six prompts (anchors), and also the prompts that a test chooses.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from checkins.engine import EngineResult, EngineRound, Finding, Guess, Item

DIMENSIONS = ("appreciation", "autonomy", "connection")
ANCHORS = tuple(
    Item(f"anchor.{d}.{s}", {}, d, s, anchor=True) for d in DIMENSIONS for s in ("received", "given")
)
START = date(2026, 1, 4)

Answers = tuple[Item, int | None, int | None]


def prompt(reason: str, wording: str = "a", side: str = "received", *, reverse: bool = False) -> Item:
    return Item(f"{reason}.{wording}", {reason: 1.0}, "connection", side, reverse)


def day(number: int) -> date:
    return START + timedelta(weeks=number)


def a_round(
    number: int,
    answers: Iterable[Answers] = (),
    *,
    anchors: Mapping[str, tuple[int, int]] | None = None,
    calm: tuple[int, int] = (4, 4),
    guesses: tuple[Guess, ...] = (),
) -> EngineRound:
    """Return the check-in of week `number`, with the answers of both partners.

    Each entry of `answers` is a prompt that the test chooses, with the answers of both partners (None: no answer). The
    check-in also asks the six prompts that every check-in asks. `anchors` maps the keys of some of these six prompts to
    the answers of both partners. The other prompts of the six get the answers `calm`. A guess in `guesses` is what one
    partner expects the other to have answered.
    """
    asked: list[Answers] = [(item, *(anchors or {}).get(item.key, calm)) for item in ANCHORS]
    asked += answers
    first = {item.key: value for item, value, _ in asked if value is not None}
    second = {item.key: value for item, _, value in asked if value is not None}
    return EngineRound(
        str(number), day(number), tuple(item for item, _, _ in asked), (first, second), guesses
    )


def history(weeks: int, start: int = 0) -> list[EngineRound]:
    """Return `weeks` check-ins, from week `start` on, to which both partners gave good answers."""
    return [
        a_round(
            n, [(prompt(f"calm{n % 4}", str(n % 3)), 4, 5), (prompt(f"calm{4 + n % 3}", str(n % 2)), 4, 4)]
        )
        for n in range(start, start + weeks)
    ]


def swapped(one: EngineRound) -> EngineRound:
    """Return the check-in with the answers and guesses of the two partners swapped."""
    guesses = tuple(Guess(1 if g.by == 0 else 0, g.key, g.value) for g in one.guesses)
    return EngineRound(one.id, one.date, one.items, (one.values[1], one.values[0]), guesses)


def told(result: EngineResult) -> tuple[Finding | None, Finding | None]:
    return result.main, result.optional
