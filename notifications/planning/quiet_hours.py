"""Quiet hours, in which no reminder arrives: whether a moment is in them, and when they end. Pure functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

#: A clock change can move the begin or the end of quiet hours by no more than this. No change is larger than a day.
CLOCK_CHANGE = dt.timedelta(days=2)


def is_quiet(moment: dt.datetime, zone: ZoneInfo, quiet_from: dt.time, quiet_to: dt.time) -> bool:
    """Return whether `moment`, as local time, is in the quiet hours [quiet_from, quiet_to), which may span midnight.

    When clocks go forward, the local time `quiet_to` may be skipped. Then the quiet hours end when `quiet_to` would
    have come without the clock change. If `quiet_from` is skipped, they begin as long before the change as `quiet_from`
    lies before the local time to which clocks go forward. When clocks go back, the local time `quiet_from` may come
    twice. Then the quiet hours begin at the first time.
    """
    here = moment.astimezone(zone)
    clock = here.time()
    if quiet_from <= clock < quiet_to or (quiet_to < quiet_from and not quiet_to <= clock < quiet_from):
        return True
    if here.utcoffset() == (moment - CLOCK_CHANGE).astimezone(zone).utcoffset():
        return False
    days = range(-2, 1)
    began = max(each for each in _moments(zone, quiet_from, here.date(), days, early=True) if each <= moment)
    ended = max(each for each in _moments(zone, quiet_to, here.date(), days) if each <= moment)
    return began > ended


def quiet_until(
    moment: dt.datetime, zone: ZoneInfo, quiet_from: dt.time, quiet_to: dt.time
) -> dt.datetime | None:
    """Return when the quiet hours around `moment` end (UTC). None if `moment` is not in quiet hours.

    When clocks go back, the local time `quiet_to` may come twice. Then the quiet hours end when `quiet_to` comes for
    the first time after `moment`. When clocks go forward, the local time `quiet_to` may be skipped. Then the quiet
    hours end when `quiet_to` would have come without the clock change.
    """
    if not is_quiet(moment, zone, quiet_from, quiet_to):
        return None
    # Clocks that go forward over midnight may move the end of yesterday to today.
    ends = sorted(_moments(zone, quiet_to, moment.astimezone(zone).date(), range(-1, 4)))
    return next(end for end in ends if end > moment and not is_quiet(end, zone, quiet_from, quiet_to))


def _moments(
    zone: ZoneInfo, clock: dt.time, today: dt.date, days: Iterable[int], *, early: bool = False
) -> Iterator[dt.datetime]:
    """Yield the moments (UTC) at which the local time `clock` comes on some days, counted from `today` (0).

    If a clock change repeats this local time, both moments are yielded. If a clock change skips this local time, the
    moment at which it would have come without the change is yielded or, if `early`, the moment at which it would have
    come if the clocks had changed before.
    """
    for number in days:
        first, second = (
            dt.datetime.combine(
                today + dt.timedelta(days=number), clock.replace(fold=fold), tzinfo=zone
            ).astimezone(dt.UTC)
            for fold in (0, 1)
        )
        yield second if early and second < first else first
        if second > first:
            yield second
