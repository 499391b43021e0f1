"""The steps of a guided conversation on two phones, in which the partners speak in turns. Pure functions.

A step contains nothing that anyone says. `checkins.talking.kept_turns` stores it in the cache for two hours.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import msgspec

from checkins.engine import Partner
from checkins.talking.points import Who

#: `words`: the partners choose how to begin. `speak`: one partner speaks. `heard`: the listener says what they heard.
#: `close`: the end.
TurnPhase = Literal["words", "speak", "heard", "close"]
#: In the first turn, the partner who begins speaks. In the second turn, the other partner speaks.
TURNS = (1, 2)
#: How long the turns are kept after the last change.
KEPT_FOR = dt.timedelta(hours=2)
#: The longest time in seconds that a phone may suggest for a step or a pause.
LONGEST = 60 * 60


@dataclass(frozen=True, slots=True)
class Turns:
    """The present step of a guided conversation, as one partner sees it.

    `speaks`: the partner who speaks. The other partner listens, and then repeats what the speaker said.
    `left`: how many seconds of the step's suggested time are left, null if the step has no time limit.
    A pause stops this countdown.
    `pause`: how many seconds of the pause's suggested time are left, null if there is no pause.
    """

    phase: TurnPhase
    turn: int
    speaks: Who
    left: int | None
    pause: int | None


@dataclass(frozen=True, slots=True)
class TurnsKept:
    """The stored step of a guided conversation and its revision. Without a stored step, they are null and 0.

    A client that changes the step must send this revision as `base_revision`.
    """

    revision: int
    turns: Turns | None


class StoredTurns(msgspec.Struct, frozen=True):
    """The step of a guided conversation, as it is stored in the cache.

    Partners are stored as seats, and times come from the server's clock.
    """

    revision: int
    phase: TurnPhase
    turn: int
    speaks: Partner
    kept_until: dt.datetime
    #: When the step's time is over. During a pause it is None, and `left` holds the seconds that remain.
    ends_at: dt.datetime | None
    left: int | None
    pause_ends_at: dt.datetime | None


def stored(turns: Turns, *, revision: int, seat: Partner, now: dt.datetime) -> StoredTurns:
    """Convert a step of a conversation, as a phone sent it, to the form for the cache.

    `revision`: the number of this version of the step. `seat`: the seat of the partner whose phone sent the step.
    """
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
    """Return the stored step of a conversation as the partner in `seat` sees it.

    Without a stored step, the result has the revision 0 and no step. The same goes for a step that nobody has changed
    for two hours.
    """
    if kept is None or now >= kept.kept_until:
        return TurnsKept(0, None)
    left = kept.left if kept.pause_ends_at else _until(kept.ends_at, now)
    speaks: Who = "me" if kept.speaks == seat else "partner"
    turns = Turns(kept.phase, kept.turn, speaks, left, _until(kept.pause_ends_at, now))
    return TurnsKept(kept.revision, turns)


def may_follow(kept: StoredTurns | None, *, base_revision: int, now: dt.datetime) -> bool:
    """Return whether a phone may replace the stored step `kept` with a new step.

    `base_revision`: the revision of the step that the phone changed. If the stored step has a different revision,
    another change came first, so the phone may not replace it. If no step is stored (two hours have passed, or the
    cache was emptied), either phone may continue from its own state.
    """
    return kept is None or now >= kept.kept_until or kept.revision == base_revision


def _seat(who: Who, seat: Partner) -> Partner:
    other: Partner = 1 if seat == 0 else 0
    return seat if who == "me" else other


def _after(seconds: int | None, now: dt.datetime) -> dt.datetime | None:
    return None if seconds is None else now + dt.timedelta(seconds=seconds)


def _until(moment: dt.datetime | None, now: dt.datetime) -> int | None:
    return None if moment is None else max(0, round((moment - now).total_seconds()))
