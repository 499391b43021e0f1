"""Who is owed which reminder, and when. Pure: facts and `now` in, a decision out; no table, no clock.

What is decided for one person depends on that person's own response alone. There is no fact about the other
partner in here that the decision could depend on, and that is deliberate: a reminder that came, or did not come,
because of what the other did would break the seal.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

Kind = Literal["opening", "last_call", "revealed"]
Channel = Literal["push", "email"]

HOUR = dt.timedelta(hours=1)
#: The longest that a last call comes before the end; with a short window it is a quarter of the window.
LAST_CALL_LEAD = dt.timedelta(hours=24)
#: Nothing about an open check-in arrives later than this before it closes: it could not be acted on calmly.
CLOSING_MARGIN = HOUR
#: An opening that could only be sent this shortly before the last call leaves it to the last call.
LAST_CALL_SPACING = 3 * HOUR
#: "Ready to look at" stays true, but it is news for a day and a half only.
REVEAL_IS_NEWS = 36 * HOUR

BACKOFF_FIRST = dt.timedelta(seconds=30)
BACKOFF_LONGEST = HOUR


@dataclass(frozen=True, slots=True)
class Owed:
    """One reminder that is owed: what, from when on, and until when it makes sense at all."""

    kind: Kind
    due_at: dt.datetime
    not_after: dt.datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of one reminder at the moment of sending. All of it is about the receiver alone.

    `wanted` is the person's choice for this kind; `channel_on` for this channel; `reachable` says that there is an
    address or a live subscription to send to. `quiet_from`/`quiet_to` are wall-clock times in `zone`, the person's
    present one; equal times mean no quiet hours.
    """

    kind: Kind
    not_after: dt.datetime
    opens_at: dt.datetime
    closes_at: dt.datetime
    state: Literal["open", "revealed", "lapsed"]
    linked: bool
    paused: bool
    submitted: bool
    wanted: bool
    last_call_wanted: bool
    channel_on: bool
    reachable: bool
    zone: ZoneInfo
    quiet_from: dt.time
    quiet_to: dt.time


@dataclass(frozen=True, slots=True)
class Send:
    """Send it now."""


@dataclass(frozen=True, slots=True)
class Move:
    """Not now: ask again at `due_at`, which is before the reminder's end."""

    due_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Drop:
    """No longer owed. `outcome` is a stable code."""

    outcome: str


Decision = Send | Move | Drop


def jitter(user_id: UUID, limit: dt.timedelta) -> dt.timedelta:
    """A stable delay in whole seconds, 0 up to `limit`, from the person's id alone: it spreads Sunday evening."""
    seconds = int(limit.total_seconds())
    digest = hashlib.sha256(b"reminder-jitter:" + user_id.bytes).digest()
    return dt.timedelta(seconds=int.from_bytes(digest[:8], "big") % (seconds + 1))


def last_call_at(opens_at: dt.datetime, closes_at: dt.datetime) -> dt.datetime:
    """When the one last call is due: a day before the end, or later in a window shorter than four days."""
    return closes_at - min(LAST_CALL_LEAD, (closes_at - opens_at) / 4)


def owed_for_open(opens_at: dt.datetime, closes_at: dt.datetime, *, delay: dt.timedelta) -> tuple[Owed, Owed]:
    """What each member is owed for an open check-in, whatever anybody has answered. `delay` is their jitter."""
    end = closes_at - CLOSING_MARGIN
    return (
        Owed("opening", opens_at + delay, end),
        Owed("last_call", last_call_at(opens_at, closes_at) + delay, end),
    )


def owed_for_reveal(revealed_at: dt.datetime) -> Owed:
    """What the one who submitted first is owed once the other has completed the check-in: due at once."""
    return Owed("revealed", revealed_at, revealed_at + REVEAL_IS_NEWS)


def is_quiet(moment: dt.datetime, zone: ZoneInfo, quiet_from: dt.time, quiet_to: dt.time) -> bool:
    """Whether the wall clock in `zone` lies in [quiet_from, quiet_to), which may go over midnight."""
    clock = moment.astimezone(zone).time()
    if quiet_from <= quiet_to:
        return quiet_from <= clock < quiet_to
    return clock >= quiet_from or clock < quiet_to


def quiet_until(
    moment: dt.datetime, zone: ZoneInfo, quiet_from: dt.time, quiet_to: dt.time
) -> dt.datetime | None:
    """When the quiet hours around `moment` end (UTC), or None if it is not quiet.

    Wall clocks jump: an hour that happens twice has two ends (hence the folds), one that never happens ends after
    the jump, and an end may be quiet again. So the first candidate that is later and not quiet is taken.
    """
    if not is_quiet(moment, zone, quiet_from, quiet_to):
        return None
    today = moment.astimezone(zone).date()
    candidates = sorted(
        dt.datetime.combine(
            today + dt.timedelta(days=day), quiet_to.replace(fold=fold), tzinfo=zone
        ).astimezone(dt.UTC)
        for day in range(4)
        for fold in (0, 1)
    )
    return next(c for c in candidates if c > moment and not is_quiet(c, zone, quiet_from, quiet_to))


def decide(facts: Facts, now: dt.datetime) -> Decision:
    """The one decision, applied just before sending. Never returns a Move to `not_after` or later."""
    outcome = _not_owed(facts, now)
    if outcome:
        return Drop(outcome)
    until = quiet_until(now, facts.zone, facts.quiet_from, facts.quiet_to)
    if until is None:
        return Send()
    return Move(until) if until < facts.not_after else Drop("too_late")


def _not_owed(facts: Facts, now: dt.datetime) -> str:
    """Why nothing is owed any more, as a code; empty if it still is. The first reason that holds is named."""
    about_answering = facts.kind != "revealed"
    reasons = (
        ("left", not facts.linked),
        ("paused", facts.paused),
        ("answered", about_answering and facts.submitted),
        ("closed", about_answering and facts.state != "open"),
        ("not_revealed", not about_answering and facts.state != "revealed"),
        ("too_late", now >= facts.not_after),
        ("not_wanted", not (facts.wanted and facts.channel_on)),
        ("unreachable", not facts.reachable),
        (
            "overtaken",
            facts.kind == "opening"
            and facts.last_call_wanted
            and now >= last_call_at(facts.opens_at, facts.closes_at) - LAST_CALL_SPACING,
        ),
    )
    return next((code for code, holds in reasons if holds), "")


def retry_at(
    *, attempts: int, now: dt.datetime, not_after: dt.datetime, asked: dt.timedelta | None = None
) -> dt.datetime | None:
    """When to try again after `attempts` tries (1 or more), or None if that would be too late.

    Doubles from half a minute to an hour. `asked` is what the other side wants us to wait (Retry-After): it is
    honoured when it is longer.
    """
    wait = min(BACKOFF_FIRST * 2 ** min(max(attempts, 1) - 1, 10), BACKOFF_LONGEST)
    due = now + max(wait, asked or dt.timedelta(0))
    return due if due < not_after else None
