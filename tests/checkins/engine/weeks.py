"""Build check-ins with few answers for tests of the engine."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from checkins.engine import (
    EngineResult,
    EngineRound,
    Finding,
    Guess,
    Item,
    PastTopic,
    TopicOutcome,
    find,
)

START = date(2026, 1, 4)
ANCHORS = tuple(
    Item(f"anchor.{dimension}.{side}", {reason: 0.5}, dimension, side, anchor=True)
    for dimension, reason in (
        ("appreciation", "unappreciated"),
        ("autonomy", "shrinking-independence"),
        ("connection", "faded-connection"),
    )
    for side in ("received", "given")
)
#: The dimension of each reason whose dimension is not connection.
ELSEWHERE = {
    "guarded-self": "autonomy",
    "growing-apart": "autonomy",
    "shrinking-independence": "autonomy",
    "unappreciated": "appreciation",
    "one-sided-labour": "appreciation",
}
REASONS = (
    "standing-still",
    "unheard",
    "guarded-self",
    "unappreciated",
    "draining-conflict",
    "one-sided-labour",
    "growing-apart",
    "shrinking-independence",
)
Six = tuple[int, int, int, int, int, int]
CALM: Six = (4, 4, 4, 4, 4, 4)
#: The first partner felt "Not at all" close, and the second reached out "All week".
FAR_APART: tuple[Six, Six] = ((4, 4, 4, 4, 1, 4), (4, 4, 4, 4, 4, 5))


def item(key: str, side: str = "received", *, reverse: bool = False) -> Item:
    """Return a prompt about the reason with which the key starts, such as "unheard" in "unheard.dialogue".

    `side` says whether the prompt asks what a person has "received" from the partner, or has "given" to the partner.
    A `reverse` prompt asks about something bad.
    """
    reason = key.split(".", maxsplit=1)[0]
    return Item(key, {reason: 1.0}, ELSEWHERE.get(reason, "connection"), side, reverse=reverse)


def week(
    number: int,
    first: Mapping[str, int],
    second: Mapping[str, int],
    anchors: tuple[Sequence[int], Sequence[int]] = (CALM, CALM),
    guesses: Sequence[Guess] = (),
    *,
    given: Sequence[str] = (),
    reverse: Sequence[str] = (),
) -> EngineRound:
    """Return a revealed check-in of week `number`, with the answers of both partners.

    `first` and `second` hold the answers of the first and the second partner, by the prompt's key. `anchors` holds each
    partner's answers to the six prompts that every check-in asks. `given` holds the keys of prompts about what a person
    did for the partner, and `reverse` holds the keys of prompts about something bad. A guess in `guesses` is what one
    partner expects the other to have answered.
    """
    asked = [
        item(key, "given" if key in given else "received", reverse=key in reverse)
        for key in dict.fromkeys([*first, *second])
    ]
    one, other = (dict(zip((a.key for a in ANCHORS), six, strict=True)) for six in anchors)
    return EngineRound(
        f"{number:03}",
        START + timedelta(weeks=number),
        (*ANCHORS, *asked),
        ({**one, **first}, {**other, **second}),
        tuple(guesses),
    )


def quiet(
    number: int,
    anchors: tuple[Sequence[int], Sequence[int]] = (CALM, CALM),
    guesses: Sequence[Guess] = (),
) -> EngineRound:
    """Return a check-in with good answers, in which only `anchors` or `guesses` can lead to a finding.

    `anchors` holds each partner's answers to the six prompts that every check-in asks. A guess in `guesses` is what
    one partner expects the other to have answered.
    """
    return week(number, {"standing-still.new": 4}, {"standing-still.new": 4}, anchors, guesses)


def points(result: EngineResult) -> list[Finding]:
    """Return the talking points in the engine's result: none, the main one, or the main and the optional one."""
    return [point for point in (result.main, result.optional) if point is not None]


def lived(rounds: Sequence[EngineRound], outcome: TopicOutcome = "shown") -> list[tuple[int, Finding]]:
    """Run the engine after each check-in, and record `outcome`, such as "talked", for every topic that it shows.

    Return the topics that were shown, each with the number of its check-in, counted from 1.
    """
    past: list[PastTopic] = []
    shown: list[tuple[int, Finding]] = []
    for count in range(1, len(rounds) + 1):
        for point in points(find(rounds[:count], past)):
            shown.append((count, point))
            past.append(
                PastTopic(
                    point.reason,
                    rounds[count - 1].date,
                    outcome,
                    dimension=point.dimension,
                    felt_by=point.felt_by,
                    rule=point.rule,
                )
            )
    return shown


def everything(first: int, second: int, weeks: int = 20) -> list[EngineRound]:
    """Return `weeks` check-ins. One partner answers every prompt with `first`, and the other partner with `second`."""
    made = []
    for number in range(weeks):
        keys = [f"{REASONS[(4 * number + i) % 8]}.{number // 2 % 3}" for i in range(4)]
        made.append(
            week(
                number,
                dict.fromkeys(keys, first),
                dict.fromkeys(keys, second),
                ((first,) * 6, (second,) * 6),
            )
        )
    return made


def too_high(number: int, answer: int = 2) -> EngineRound:
    """Return a check-in in which the second partner guesses that the first felt close all week (5).

    The first partner's own answer about closeness is `answer`.
    """
    return quiet(number, ((4, 4, 4, 4, answer, 4), CALM), [Guess(1, "anchor.connection.received", 5)])


def hard(number: int, value: int) -> EngineRound:
    """Return a check-in in which both partners answer every prompt with `value`."""
    keys = [f"{REASONS[i + 4 * (number == 8)]}.{number}" for i in range(4)]
    return week(number, dict.fromkeys(keys, value), dict.fromkeys(keys, value), ((value,) * 6, (value,) * 6))
