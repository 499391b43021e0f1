"""Detect answers that say nothing about the week, because someone answers yes to everything or answers at random.

Such answers count neither for a topic nor against it.
"""

from collections.abc import Sequence

from checkins.engine import figures
from checkins.engine.estimates.levels import Reading
from checkins.engine.values import PARTNERS, Partner

#: "Most of the time", as given. This answer and a higher one count as yes.
MUCH = 4


def contradicted(askings: Sequence[Reading]) -> frozenset[tuple[int, str, Partner]]:
    """Return the answers about one reason that contradict each other, as (check-in number, prompt key, partner).

    For most prompts, yes is a good answer, and for some prompts, yes is a bad answer. Two answers contradict each
    other if the same person says yes (`MUCH` or more) to one prompt of each kind, fewer than `figures.ONSET_MOST`
    check-ins apart.
    """
    reverse = [reading for reading in askings if reading.item.reverse]
    if not reverse:
        return frozenset()
    found: set[tuple[int, str, Partner]] = set()
    for turned in reverse:
        for plain in askings:
            if plain.item.reverse or abs(plain.number - turned.number) >= figures.ONSET_MOST:
                continue
            for partner in PARTNERS:
                one = turned.round.values[partner].get(turned.item.key)
                other = plain.round.values[partner].get(plain.item.key)
                if one is None or other is None:
                    continue
                if min(one, other) >= MUCH:
                    found |= {
                        (turned.number, turned.item.key, partner),
                        (plain.number, plain.item.key, partner),
                    }
    return frozenset(found)


def erratic(readings: Sequence[Reading], now: int) -> frozenset[Partner]:
    """Return the partners whose answers vary as widely as random answers.

    Only the latest answers from before check-in number `now` count, at most `figures.ERRATIC_ANSWERS`. A partner with
    fewer than half as many answers is never returned.
    """
    found: set[Partner] = set()
    for partner in PARTNERS:
        newest = [reading for reading in readings[-2 * figures.ERRATIC_ANSWERS :] if reading.number < now]
        lately = [
            value
            for reading in newest[-figures.ERRATIC_ANSWERS :]
            if (value := reading.beyond[partner]) is not None
        ]
        if len(lately) < figures.ERRATIC_ANSWERS // 2:
            continue
        mean = sum(lately) / len(lately)
        if sum((value - mean) ** 2 for value in lately) / len(lately) >= figures.ERRATIC:
            found.add(partner)
    return frozenset(found)
