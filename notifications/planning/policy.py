"""Rules that decide who gets which reminder, and when. Pure functions: they read no table and no clock.

Before the reveal, no decision about a person depends on the partner's response. Otherwise a reminder that came, or
did not come, would show whether the partner has answered. After the reveal, a decision may depend on what both
partners did together, such as talking about a topic.
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
from notifications.planning.quiet_hours import quiet_until

ReminderChannel = Literal["push", "email"]
CHANNELS: tuple[ReminderChannel, ...] = get_args(ReminderChannel)

HOUR = dt.timedelta(hours=1)
#: The last call comes this long before the check-in closes, or a quarter of the window if that is shorter.
LAST_CALL_LEAD = dt.timedelta(hours=24)
#: No reminder to answer is sent in this last part of an open check-in, because it would leave too little time.
CLOSING_MARGIN = HOUR
#: A check-in that is open for at least this long has a "repeat" reminder in the middle.
REPEAT_NEEDS = 72 * HOUR
#: A message is dropped if the next one about the same check-in is due within this time.
SPACING = 3 * HOUR
#: The reminder that a check-in is revealed is useful for a day and a half.
REVEAL_IS_NEWS = 36 * HOUR
#: A reveal during a pause is announced after the pause, unless it is older than this by then.
REVEAL_WAITS = dt.timedelta(days=30)
#: The reminder for "later" is due two days later. Three days after that, it is dropped.
LATER = 48 * HOUR
LATER_LASTS = 72 * HOUR
#: The question whether the conversation helped is due a day after it, and makes sense for two days.
HELPED_AFTER = 24 * HOUR
HELPED_LASTS = 48 * HOUR
#: An e-mail that replaces a failed push waits this long, until it is known whether the push arrived.
MAIL_AFTER = dt.timedelta(minutes=10)

#: An account alert is still useful on a phone that was off for a week.
ALERT_IS_NEWS = dt.timedelta(days=7)

BACKOFF_FIRST = dt.timedelta(seconds=30)
BACKOFF_LONGEST = HOUR
_ARRIVED: dict[ReminderChannel | None, str] = {"push": "pushed", "email": "mailed"}


@dataclass(frozen=True, slots=True)
class Owed:
    """One reminder that a person should get: its kind, when it is due, and when it would be too late."""

    kind: ReminderKind
    due_at: dt.datetime
    not_after: dt.datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about one reminder just before it is sent. Before the reveal, they say nothing about the partner's answers.

    - `linked`: the person is still a member of the couple, and their account is active.
    - `kinds`: the kinds that the person wants. Empty in a quiet break.
    - `at_most`: the maximum number of reminders that ask for answers to one check-in.
    - `told`: for a reminder that asks for answers, how many other kinds of such reminders were already sent for this
      check-in. Otherwise 0.
    - `channel_on`: the person wants this channel.
    - `reachable`: for a push, the person has a browser that gets pushes. For an e-mail, the person has a working
      e-mail address.
    - `put_off`: the person answered "later" to a topic, and the couple has not talked about the topic yet.
    - `to_say`: the couple has talked about a topic, and the person has not said whether the conversation helped.
    - `newer`: the couple has a newer check-in.
    - `quiet_from`, `quiet_to`: wall-clock times in `zone`. Equal times mean no quiet hours.
    - `zone`: the person's current time zone.
    - `arrived_by`: the other channel, if the reminder arrived there and the person does not want it on both channels.
      Otherwise None.
    - `push_comes_at`: due time of a pending push that this e-mail would replace. None if there is no such push.
    - `snoozed`: the reminder arrived before, and the person put it off.
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
class Send:
    """Decision to send the message now."""


@dataclass(frozen=True, slots=True)
class Move:
    """Decision to wait, and to decide again at `due_at`. `until` names the event that ends the wait."""

    due_at: dt.datetime
    until: Literal["quiet_ends", "push_is_known"] = "quiet_ends"


@dataclass(frozen=True, slots=True)
class Drop:
    """Decision never to send the message. `outcome` is a fixed code for the reason."""

    outcome: str


Decision = Send | Move | Drop


def jitter(user_id: UUID, limit: dt.timedelta) -> dt.timedelta:
    """Return a stable delay in whole seconds, from 0 to `limit`, that depends only on the person's id.

    The delay spreads the load of check-ins that open at the same time, such as on a Sunday evening.
    """
    seconds = int(limit.total_seconds())
    digest = hashlib.sha256(b"reminder-jitter:" + user_id.bytes).digest()
    return dt.timedelta(seconds=int.from_bytes(digest[:8], "big") % (seconds + 1))


def last_call_at(opens_at: dt.datetime, closes_at: dt.datetime) -> dt.datetime:
    """Return when the "last call" reminder is due: a day before the check-in closes.

    If the window is shorter than four days, the reminder is due when a quarter of the window is left.
    """
    return closes_at - min(LAST_CALL_LEAD, (closes_at - opens_at) / 4)


def repeat_at(opens_at: dt.datetime, closes_at: dt.datetime) -> dt.datetime | None:
    """Return when the "repeat" reminder is due: in the middle of the window.

    None if the window is shorter than `REPEAT_NEEDS` (three days).
    """
    window = closes_at - opens_at
    return opens_at + window / 2 if window >= REPEAT_NEEDS else None


def owed_for_open(opens_at: dt.datetime, closes_at: dt.datetime, *, delay: dt.timedelta) -> list[Owed]:
    """Return one member's reminders for an open check-in. They do not depend on any answer.

    `delay` is the member's own small delay, which spreads the load.
    """
    end = closes_at - CLOSING_MARGIN
    repeat = repeat_at(opens_at, closes_at)
    return [
        Owed("opening", opens_at + delay, end),
        *([Owed("repeat", repeat + delay, end)] if repeat else []),
        Owed("last_call", last_call_at(opens_at, closes_at) + delay, end),
    ]


def owed_for_nudge(nudged_at: dt.datetime, closes_at: dt.datetime) -> Owed | None:
    """Return the reminder for the partner who was nudged. None if at most `CLOSING_MARGIN` (an hour) is left.

    The result does not depend on whether anyone has answered.
    """
    end = closes_at - CLOSING_MARGIN
    return Owed("nudge", nudged_at, end) if nudged_at < end else None


def owed_for_reveal(revealed_at: dt.datetime) -> Owed:
    """Return the reminder about a reveal. It goes to the partner who submitted first, and is due at once."""
    return Owed("revealed", revealed_at, revealed_at + REVEAL_IS_NEWS)


def owed_for_later(said_at: dt.datetime) -> Owed:
    """Return the reminder for a person who answered "later" to a topic. It is due two days after that answer."""
    return Owed("talk_later", said_at + LATER, said_at + LATER + LATER_LASTS)


def owed_for_talk(talked_at: dt.datetime) -> Owed:
    """Return the reminder that privately asks each partner whether a conversation helped. It is due a day later."""
    return Owed("helped", talked_at + HELPED_AFTER, talked_at + HELPED_AFTER + HELPED_LASTS)


def decide(facts: Facts, now: dt.datetime) -> Decision:
    """Decide whether to send, move or drop one reminder, just before it is sent.

    In quiet hours, move the reminder to the end of the quiet hours. If that would be too late, drop the reminder. An
    e-mail is also moved while it waits for a push (see `_wait_for_push`).
    """
    outcome = not_owed(facts, now)
    if outcome:
        return Drop(outcome)
    until = quiet_until(now, facts.zone, facts.quiet_from, facts.quiet_to)
    if until is None:
        return _wait_for_push(facts, now) or Send()
    return Move(until) if until < facts.not_after else Drop("too_late")


def decide_alert(*, not_after: dt.datetime, active: bool, reachable: bool, now: dt.datetime) -> Send | Drop:
    """Decide whether to send or drop one account alert.

    `active`: the person's account is not deactivated.
    `reachable`: for a push, there is a browser that should get this alert and did not get it in an earlier try. For an
    e-mail, always True.

    Quiet hours, limits, pauses and preferences have no influence: an intruder must not be able to silence the alert
    about the intrusion.
    """
    if now >= not_after:
        return Drop("too_late")
    return Send() if active and reachable else Drop("nobody_to_tell")


def _wait_for_push(facts: Facts, now: dt.datetime) -> Move | None:
    """Return a Move if the e-mail should wait until the push that it would replace has arrived or failed.

    Return None if the e-mail replaces no push, or if too little time is left to wait.
    """
    if facts.push_comes_at is None:
        return None
    then = max(now, facts.push_comes_at) + MAIL_AFTER
    return Move(then, "push_is_known") if then < facts.not_after else None


def not_owed(facts: Facts, now: dt.datetime) -> str:
    """Return the code of the first reason to drop a reminder. Empty if the reminder should still be sent."""
    about_answering = facts.kind in ABOUT_ANSWERING
    # A snoozed reminder was counted when it first arrived, and no other reminder replaces it.
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
    """Return the limit for `facts.told`. If the limit is reached, this reminder is dropped.

    The limit is the person's maximum, `facts.at_most`. For a "repeat" reminder, the limit is one less if the person
    also wants the "last call" reminder. So the "last call" can still be sent.
    """
    kept = facts.kind == "repeat" and "last_call" in facts.kinds
    return facts.at_most - kept


def _still_to_come(facts: Facts, now: dt.datetime) -> list[dt.datetime]:
    """Return the due times of the reminders that may replace this reminder.

    - For "opening": the times of "repeat" and "last call".
    - For "repeat": the time of "last call".
    - For "nudge": the time of "last call", or the end of the quiet hours around that time. Left out if that was
      `SPACING` ago or earlier.
    - For any other kind: none.

    Reminders that the person does not want, or for which their maximum leaves no room, are left out. The caller drops
    this reminder if any of the times has passed or is at most `SPACING` ahead. So the person does not get two
    reminders within a few hours.
    """
    found: list[dt.datetime] = []
    repeat = repeat_at(facts.opens_at, facts.closes_at)
    room = facts.at_most - ("last_call" in facts.kinds)
    if facts.kind == "opening" and repeat and "repeat" in facts.kinds and room > 0:
        found.append(repeat)
    if facts.kind in ("opening", "repeat") and "last_call" in facts.kinds:
        found.append(last_call_at(facts.opens_at, facts.closes_at))
    if facts.kind == "nudge" and "last_call" in facts.kinds:
        # A nudge may come before or after the last call. The person should not get both within a few hours.
        due_at = last_call_at(facts.opens_at, facts.closes_at)
        comes_at = quiet_until(due_at, facts.zone, facts.quiet_from, facts.quiet_to) or due_at
        found += [comes_at] if now < comes_at + SPACING else []
    return found


def retry_at(
    *, attempts: int, now: dt.datetime, not_after: dt.datetime, asked: dt.timedelta | None = None
) -> dt.datetime | None:
    """Return when to try again after `attempts` tries (1 or more). None if that is not before `not_after`.

    The wait doubles after each try, from half a minute to an hour. `asked` is the wait that the server asks for
    (Retry-After). The longer of these two waits is used.
    """
    wait = min(BACKOFF_FIRST * 2 ** min(max(attempts, 1) - 1, 10), BACKOFF_LONGEST)
    due = now + max(wait, asked or dt.timedelta(0))
    return due if due < not_after else None
