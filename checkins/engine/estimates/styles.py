"""Ways of answering that say nothing about the week: yes to everything, or at random.

What rests on them is muted: it counts neither for a topic nor against one.
"""

from collections.abc import Sequence

from checkins.engine import figures
from checkins.engine.estimates.levels import Reading
from checkins.engine.values import PARTNERS, Partner

#: "Most of the time" and more, as given.
MUCH = 4


def contradicted(askings: Sequence[Reading]) -> frozenset[tuple[int, str, Partner]]:
    """The answers to one reason's prompts that contradict each other, as (round, item, partner).

    Someone said yes to a prompt and to a reverse-coded one, within a cycle.
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
    """The partners whose answers before round `now` scatter as widely as answers at random do."""
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
