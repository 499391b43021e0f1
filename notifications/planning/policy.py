"""Who is owed which reminder, and when. Pure: facts and `now` in, a decision out; no table, no clock.

The decision about one person depends only on that person's own response. Deliberately, there is no fact about the
other partner here: a reminder that came, or did not come, because of what the other did would break the seal. Facts
that both can see count only after the reveal.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Literal, get_args
from uuid import UUID
from zoneinfo import ZoneInfo

from checkins.visibility import CheckInState
from notifications.planning.kinds import ABOUT_ANSWERING, ReminderKind

ReminderChannel = Literal["push", "email"]
CHANNELS: tuple[ReminderChannel, ...] = get_args(ReminderChannel)

HOUR = dt.timedelta(hours=1)
#: The longest that a last call comes before the end; with a short window it is a quarter of the window.
LAST_CALL_LEAD = dt.timedelta(hours=24)
#: Nothing about an open check-in arrives later than this before it closes: it could not be acted on calmly.
CLOSING_MARGIN = HOUR
#: A window of at least this length has one gentle repeat in its middle.
REPEAT_NEEDS = 72 * HOUR
#: A message is dropped if the next one about the same check-in is due within this time.
SPACING = 3 * HOUR
#: "Ready to look at" stays true, but it is news for a day and a half only.
REVEAL_IS_NEWS = 36 * HOUR
#: A reveal in a pause waits for the pause to end, unless it is older than this by then.
REVEAL_WAITS = dt.timedelta(days=30)
#: "Later" is two days later. Three days after that, the reminder is dropped.
LATER = 48 * HOUR
LATER_LASTS = 72 * HOUR
#: The question whether talking helped is due a day after, and makes sense for two days.
HELPED_AFTER = 24 * HOUR
HELPED_LASTS = 48 * HOUR
#: An e-mail that stands in for a push waits this long: by then it is known whether the push arrived.
MAIL_AFTER = dt.timedelta(minutes=10)

#: An account alert is still useful on a phone that was off for a week.
ALERT_IS_NEWS = dt.timedelta(days=7)

BACKOFF_FIRST = dt.timedelta(seconds=30)
BACKOFF_LONGEST = HOUR
_ARRIVED: dict[ReminderChannel | None, str] = {"push": "pushed", "email": "mailed"}


@dataclass(frozen=True, slots=True)
class Owed:
    """One reminder that is owed: what, from when on, and until when it makes sense at all."""

    kind: ReminderKind
    due_at: dt.datetime
    not_after: dt.datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of one reminder at the moment of sending. All of it is about the receiver alone.

    `kinds`: the kinds that the person wants. `at_most`: the number of reminders to answer that they allow for one
    check-in. `told`: the number of other kinds of these that were sent. `channel_on`: they want this channel.
    `reachable`: there is an address or a live subscription to send to. `put_off`: they chose "later" for a talking
    point that was not talked about since. `to_say`: they have talked about something and not said whether it helped.
    `newer`: the couple has a newer check-in. `quiet_from`/`quiet_to`: wall-clock times in `zone`, where the person is
    now; equal times mean no quiet hours. `arrived_by`: the other channel, if this reminder arrived there and once is
    enough. `push_comes_at`: for an e-mail that stands in for a push, when that push is due; None once the push was
    tried in vain. `snoozed`: the reminder came before, and the person put it off until now.
    """

    kind: ReminderKind
    not_after: dt.datetime
    opens_at: dt.datetime
    closes_at: dt.datetime
    state: CheckInState
    linked: bool
    paused: bool
    submitted: bool
    kinds: frozenset[ReminderKind]
    at_most: int
    told: int
    channel_on: bool
    reachable: bool
    put_off: bool
    to_say: bool
    newer: bool
    zone: ZoneInfo
    quiet_from: dt.time
    quiet_to: dt.time
    arrived_by: ReminderChannel | None = None
    push_comes_at: dt.datetime | None = None
    snoozed: bool = False


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """What is true of one account alert at the moment of sending. `active`: the person's account is not off.
    `reachable`: there is an address, or a browser that has not accepted the alert yet."""

    not_after: dt.datetime
    active: bool
    reachable: bool


@dataclass(frozen=True, slots=True)
class Send:
    """Send it now."""


@dataclass(frozen=True, slots=True)
class Move:
    """Not now: decide again at `due_at`, which is before `not_after`. `until` is the reason to wait."""

    due_at: dt.datetime
    until: Literal["quiet_ends", "push_is_known"] = "quiet_ends"


@dataclass(frozen=True, slots=True)
class Drop:
    """No longer owed. `outcome` is a stable code."""

    outcome: str


Decision = Send | Move | Drop


def jitter(user_id: UUID, limit: dt.timedelta) -> dt.timedelta:
    """Return a stable delay in whole seconds, from 0 to `limit`, that depends only on the person's id. It spreads the
    reminders of a Sunday evening."""
    seconds = int(limit.total_seconds())
    digest = hashlib.sha256(b"reminder-jitter:" + user_id.bytes).digest()
    return dt.timedelta(seconds=int.from_bytes(digest[:8], "big") % (seconds + 1))


def last_call_at(opens_at: dt.datetime, closes_at: dt.datetime) -> dt.datetime:
    """Return when the last call is due: a day before the end, or later if the window is shorter than four days."""
    return closes_at - min(LAST_CALL_LEAD, (closes_at - opens_at) / 4)


def repeat_at(opens_at: dt.datetime, closes_at: dt.datetime) -> dt.datetime | None:
    """Return when the gentle repeat is due: in the middle of the window. None if the window is too short."""
    window = closes_at - opens_at
    return opens_at + window / 2 if window >= REPEAT_NEEDS else None


def owed_for_open(opens_at: dt.datetime, closes_at: dt.datetime, *, delay: dt.timedelta) -> list[Owed]:
    """Return each member's reminders for an open check-in, whatever anyone has answered. `delay` is their jitter."""
    end = closes_at - CLOSING_MARGIN
    repeat = repeat_at(opens_at, closes_at)
    return [
        Owed("opening", opens_at + delay, end),
        *([Owed("repeat", repeat + delay, end)] if repeat else []),
        Owed("last_call", last_call_at(opens_at, closes_at) + delay, end),
    ]


def owed_for_nudge(nudged_at: dt.datetime, closes_at: dt.datetime) -> Owed | None:
    """Return the reminder for the partner who was nudged, whatever anyone has answered. None if too little time is
    left."""
    end = closes_at - CLOSING_MARGIN
    return Owed("nudge", nudged_at, end) if nudged_at < end else None


def owed_for_reveal(revealed_at: dt.datetime) -> Owed:
    """Return the announcement for the first to submit, once the other has submitted as well. It is due at once."""
    return Owed("revealed", revealed_at, revealed_at + REVEAL_IS_NEWS)


def owed_for_later(said_at: dt.datetime) -> Owed:
    """Return the reminder for a person who chose "later" for a talking point."""
    return Owed("talk_later", said_at + LATER, said_at + LATER + LATER_LASTS)


def owed_for_talk(talked_at: dt.datetime) -> Owed:
    """Return the reminder for each partner after they have talked: a private question whether it helped."""
    return Owed("helped", talked_at + HELPED_AFTER, talked_at + HELPED_AFTER + HELPED_LASTS)


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
    """Decide on one reminder, just before it is sent. Never returns a Move to `not_after` or later."""
    outcome = not_owed(facts, now)
    if outcome:
        return Drop(outcome)
    until = quiet_until(now, facts.zone, facts.quiet_from, facts.quiet_to)
    if until is None:
        return _wait_for_push(facts, now) or Send()
    return Move(until) if until < facts.not_after else Drop("too_late")


def decide_alert(facts: AlertFacts, now: dt.datetime) -> Send | Drop:
    """Decide on one account alert. No quiet hours, limit, pause, choice or membership holds it back: an intruder must
    not be able to silence the alert about the intrusion."""
    if now >= facts.not_after:
        return Drop("too_late")
    return Send() if facts.active and facts.reachable else Drop("nobody_to_tell")


def _wait_for_push(facts: Facts, now: dt.datetime) -> Move | None:
    """Let an e-mail wait for the push that it stands in for. If there is no time left to wait, it goes at once."""
    if facts.push_comes_at is None:
        return None
    then = max(now, facts.push_comes_at) + MAIL_AFTER
    return Move(then, "push_is_known") if then < facts.not_after else None


def not_owed(facts: Facts, now: dt.datetime) -> str:
    """Return the code of the first reason to drop a reminder; empty if it is still owed."""
    about_answering = facts.kind in ABOUT_ANSWERING
    # A snoozed reminder was counted when it came first, and no other reminder replaces it.
    counts = about_answering and not facts.snoozed
    reasons = (
        ("left", not facts.linked),
        ("paused", facts.paused),
        ("answered", about_answering and facts.submitted),
        ("closed", about_answering and facts.state != "open"),
        ("not_revealed", not about_answering and facts.state != "revealed"),
        ("settled", facts.kind == "talk_later" and not facts.put_off),
        ("said", facts.kind == "helped" and not facts.to_say),
        ("too_late", now >= facts.not_after),
        ("not_wanted", not (facts.kind in facts.kinds and facts.channel_on)),
        (_ARRIVED.get(facts.arrived_by, ""), facts.arrived_by is not None),
        ("enough", counts and facts.told >= _allowed(facts)),
        ("unreachable", not facts.reachable),
        ("overtaken", not about_answering and facts.newer),
        ("overtaken", counts and any(now >= due_at - SPACING for due_at in _still_to_come(facts, now))),
    )
    return next((code for code, holds in reasons if holds), "")


def _allowed(facts: Facts) -> int:
    """Return how many others may have been sent before this one. The repeat leaves room for the last call. A nudge does
    not, so that the person never gets more than they allow."""
    kept = facts.kind == "repeat" and "last_call" in facts.kinds
    return facts.at_most - kept


def _still_to_come(facts: Facts, now: dt.datetime) -> list[dt.datetime]:
    """Return when the reminders about the same check-in are due that would replace this one, if the person gets
    them."""
    found: list[dt.datetime] = []
    repeat = repeat_at(facts.opens_at, facts.closes_at)
    room = facts.at_most - ("last_call" in facts.kinds)
    if facts.kind == "opening" and repeat and "repeat" in facts.kinds and room > 0:
        found.append(repeat)
    if facts.kind in ("opening", "repeat") and "last_call" in facts.kinds:
        found.append(last_call_at(facts.opens_at, facts.closes_at))
    if facts.kind == "nudge" and "last_call" in facts.kinds:
        # A nudge may come before or after the last call. Two within a few hours are one too many.
        due_at = last_call_at(facts.opens_at, facts.closes_at)
        comes_at = quiet_until(due_at, facts.zone, facts.quiet_from, facts.quiet_to) or due_at
        found += [comes_at] if now < comes_at + SPACING else []
    return found


def retry_at(
    *, attempts: int, now: dt.datetime, not_after: dt.datetime, asked: dt.timedelta | None = None
) -> dt.datetime | None:
    """Return when to try again after `attempts` tries (1 or more); None if that would be too late.

    The wait doubles from half a minute to an hour. `asked` is the wait that the other side asks for (Retry-After); it
    counts if it is longer.
    """
    wait = min(BACKOFF_FIRST * 2 ** min(max(attempts, 1) - 1, 10), BACKOFF_LONGEST)
    due = now + max(wait, asked or dt.timedelta(0))
    return due if due < not_after else None
