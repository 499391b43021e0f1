"""The rules that comparable apps use, on the same answers. Each names the item that it would raise, or None."""

from checkins.engine import Item, Round

Pair = tuple[Item, int, int]


def _pairs(latest: Round) -> list[Pair]:
    first, second = latest.values
    return [(i, first[i.key], second[i.key]) for i in latest.items if i.key in first and i.key in second]


def largest_gap(latest: Round) -> Item | None:
    """P1: the largest gap if it is two points or more, else the lowest pair that sums below seven."""
    pairs = _pairs(latest)
    item, a, b = max(pairs, key=lambda pair: abs(pair[1] - pair[2]))
    if abs(a - b) >= 2:
        return item
    item, a, b = min(pairs, key=lambda pair: pair[1] + pair[2])
    return item if a + b < 7 else None


def ten_points(latest: Round) -> Item | None:
    """P2: on ten points, either at four or below is to repair, a gap of four or more is to talk about."""
    pairs = _pairs(latest)
    item, a, b = min(pairs, key=lambda pair: min(pair[1], pair[2]))
    if 2 * min(a, b) <= 4:
        return item
    item, a, b = max(pairs, key=lambda pair: abs(pair[1] - pair[2]))
    return item if 2 * abs(a - b) >= 4 else None
