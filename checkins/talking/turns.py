"""Whose turn it is in a guided conversation on two phones: its steps, and what both phones are shown. Pure.

Nothing that anyone says is in it. `checkins.talking.kept_turns` keeps it in the cache for two hours.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import msgspec

from checkins.engine import Partner
from checkins.talking.points import Who

#: `words`: choosing how to begin. `speak`: one speaks. `heard`: the other says what they heard. `close`: the end.
TurnPhase = Literal["words", "speak", "heard", "close"]
#: In the first turn, the one who begins speaks. In the second, the other does.
TURNS = (1, 2)
#: For this long after the last change, the turns are kept.
KEPT_FOR = dt.timedelta(hours=2)
#: The longest time in seconds that a phone may suggest for a step or a pause.
LONGEST = 60 * 60


@dataclass(frozen=True, slots=True)
class Turns:
    """Where a conversation stands, as one of the two sees it.

    `speaks`: the one who speaks; the other listens, and then says what they heard. `left`: the suggested seconds that
    are left of this step, null if it has no time. `pause`: the suggested seconds that are left of a pause, null
    without one. During a pause, `left` stands still.
    """

    phase: TurnPhase
    turn: int
    speaks: Who
    left: int | None
    pause: int | None


@dataclass(frozen=True, slots=True)
class TurnsKept:
    """The turns, and the revision to name in the next change. `turns` is null if none are kept."""

    revision: int
    turns: Turns | None


class StoredTurns(msgspec.Struct, frozen=True):
    """Turns as kept. Partners are seats, and moments are those of the server's clock."""

    revision: int
    phase: TurnPhase
    turn: int
    speaks: Partner
    kept_until: dt.datetime
    #: The end of the step's time. During a pause, the time that is left stands in `left`.
    ends_at: dt.datetime | None
    left: int | None
    pause_ends_at: dt.datetime | None


def stored(turns: Turns, *, revision: int, seat: Partner, now: dt.datetime) -> StoredTurns:
    """Turn what the partner on this seat sent into what is kept."""
    paused = turns.pause is not None
    return StoredTurns(
        revision=revision,
        phase=turns.phase,
        turn=turns.turn,
        speaks=_seat(turns.speaks, seat),
        kept_until=now + KEPT_FOR,
        ends_at=None if paused else _after(turns.left, now),
        left=turns.left if paused else None,
        pause_ends_at=_after(turns.pause, now),
    )


def shown(kept: StoredTurns | None, *, seat: Partner, now: dt.datetime) -> TurnsKept:
    """Return what the partner on this seat sees. Turns that nobody changed for two hours count as none."""
    if kept is None or now >= kept.kept_until:
        return TurnsKept(0, None)
    left = kept.left if kept.pause_ends_at else _until(kept.ends_at, now)
    speaks: Who = "me" if kept.speaks == seat else "partner"
    turns = Turns(kept.phase, kept.turn, speaks, left, _until(kept.pause_ends_at, now))
    return TurnsKept(kept.revision, turns)


def may_follow(kept: StoredTurns | None, *, base_revision: int, now: dt.datetime) -> bool:
    """Whether a change that started from `base_revision` may be kept.

    If nothing is kept, because two hours have passed or the cache was emptied, each phone may go on from its own state.
    """
    return kept is None or now >= kept.kept_until or kept.revision == base_revision


def _seat(who: Who, seat: Partner) -> Partner:
    other: Partner = 1 if seat == 0 else 0
    return seat if who == "me" else other


def _after(seconds: int | None, now: dt.datetime) -> dt.datetime | None:
    return None if seconds is None else now + dt.timedelta(seconds=seconds)


def _until(moment: dt.datetime | None, now: dt.datetime) -> int | None:
    return None if moment is None else max(0, round((moment - now).total_seconds()))
