"""Simulation of many people's weeks, to test the reminder policy without a database.

Random numbers decide who answers, pauses, leaves or travels, and when the server is down. The checks for faults
compute all times and facts without the policy's code, so that they can find errors there.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import get_args
from zoneinfo import ZoneInfo, available_timezones

from checkins.asking import schedule
from notifications.planning import policy
from notifications.planning.kinds import ABOUT_ANSWERING, ReminderKind
from notifications.planning.policy import Drop, Facts, Move, Send

HOUR = dt.timedelta(hours=1)
DAY = 24 * HOUR
JITTER = dt.timedelta(seconds=180)
#: The simulated weeks lie in three years, so that they contain all kinds of clock changes.
BEGIN = dt.datetime(2023, 12, 25, tzinfo=dt.UTC)
WEEKS = 3 * 52
ZONES = [ZoneInfo(name) for name in sorted(available_timezones() - {"localtime", "posixrules", "Factory"})]
KINDS: tuple[ReminderKind, ...] = get_args(ReminderKind)
NEVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


@dataclass(slots=True)
class Week:
    """All events of one person's simulated week. The reminder policy does not know future events."""

    user_id: uuid.UUID
    opens_at: dt.datetime
    closes_at: dt.datetime
    quiet: tuple[dt.time, dt.time]
    kinds: frozenset[ReminderKind]
    at_most: int
    #: Time zones of the person: the first until `travels_at`, then the second.
    zones: tuple[ZoneInfo, ZoneInfo]
    travels_at: dt.datetime
    submits_at: dt.datetime = NEVER
    nudged_at: dt.datetime = NEVER
    revealed_at: dt.datetime = NEVER
    put_off_at: dt.datetime = NEVER
    talked_at: dt.datetime = NEVER
    said_at: dt.datetime = NEVER
    pause: tuple[dt.datetime, dt.datetime] = (NEVER, NEVER)
    leaves_at: dt.datetime = NEVER
    outage: tuple[dt.datetime, dt.datetime] = (NEVER, NEVER)

    def zone(self, at: dt.datetime) -> ZoneInfo:
        return self.zones[at >= self.travels_at]

    def is_quiet(self, at: dt.datetime) -> bool:
        """Return whether `at` is in the person's quiet hours.

        This check counts minutes since midnight, unlike the policy, so that it can find errors in the policy.
        """
        clock = at.astimezone(self.zone(at))
        minute = clock.hour * 60 + clock.minute
        start, end = (time.hour * 60 + time.minute for time in self.quiet)
        return start != end and (minute - start) % 1440 < (end - start) % 1440

    def paused(self, at: dt.datetime) -> bool:
        return self.pause[0] <= at < self.pause[1]

    def runs_at(self, at: dt.datetime) -> dt.datetime:
        """Return the first moment at or after `at` when the server is running."""
        return self.outage[1] if self.outage[0] <= at < self.outage[1] else at

    def wrong(self, kind: ReminderKind, at: dt.datetime, not_after: dt.datetime) -> set[str]:
        """Return the names of all rules that are broken if this person gets this kind of reminder at `at`.

        `not_after` is the time at which the reminder expires.
        """
        about_answering = kind in ("opening", "repeat", "last_call", "nudge")
        faults = {
            "quiet": self.is_quiet(at),
            "stale": at >= not_after or (about_answering and at >= self.closes_at - HOUR),
            "finished": about_answering and at >= self.submits_at,
            "paused": self.paused(at),
            "left": at >= self.leaves_at,
            "unwanted": kind not in self.kinds,
            "too early": at < (self.nudged_at if kind == "nudge" else self.opens_at),
            "sealed": not about_answering and at < self.revealed_at,
            "talked": kind == "talk_later" and at >= self.talked_at,
            "said": kind == "helped" and at >= self.said_at,
        }
        return {name for name, holds in faults.items() if holds}


@dataclass(slots=True)
class Totals:
    """Counts of what happened in a simulation. `wrong` counts broken rules, and must stay empty."""

    weeks: int = 0
    sent: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    moved: int = 0
    wrong: Counter[str] = field(default_factory=Counter)

    def __iadd__(self, other: Totals) -> Totals:
        self.weeks += other.weeks
        self.moved += other.moved
        self.sent += other.sent
        self.dropped += other.dropped
        self.wrong += other.wrong
        return self


def simulate(weeks: int, seed: int, *, enough: Callable[[Totals], bool] = lambda _totals: False) -> Totals:
    """Simulate this number of weeks, each of a different person, and return the counts.

    Stop early, after any week, if `enough` returns True for the counts until then.
    """
    chance, totals = random.Random(seed), Totals()
    for number in range(weeks):
        if enough(totals):
            break
        _live(_week(chance, ZONES[(seed * weeks + number) % len(ZONES)]), chance, totals)
    return totals


def _week(chance: random.Random, zone: ZoneInfo) -> Week:
    rule = schedule.ScheduleRule(
        1,
        chance.randrange(7),
        dt.time(chance.choice((7, 12, 18, 19, 20, 21, 23)), chance.choice((0, 0, 30))),
        zone,
        chance.choice((24, 48, 96, 96, 96, 144)) * HOUR,
    )
    opens_at = schedule.next_opening(rule, after=BEGIN + chance.randrange(WEEKS * 7) * DAY)
    closes_at = opens_at + rule.window

    def moment(likely: float, start: dt.datetime = opens_at, end: dt.datetime = closes_at) -> dt.datetime:
        return start + chance.random() * (end - start) if chance.random() < likely else NEVER

    week = Week(
        user_id=uuid.UUID(int=chance.getrandbits(128)),
        opens_at=opens_at,
        closes_at=closes_at,
        quiet=chance.choice(
            [
                (dt.time(22), dt.time(8)),
                (dt.time(22), dt.time(8)),
                (dt.time(0), dt.time(0)),
                (dt.time(chance.randrange(24), chance.choice((0, 30))), dt.time(chance.randrange(24))),
                (dt.time(20), dt.time(19, 30)),
            ]
        ),
        kinds=frozenset(kind for kind in KINDS if chance.random() < 0.9),
        at_most=chance.choice((1, 2, 3, 3)),
        zones=(zone, chance.choice(ZONES)),
        travels_at=moment(0.1),
        submits_at=moment(0.6),
        leaves_at=moment(0.03, end=closes_at + 3 * DAY),
        nudged_at=moment(0.3),
    )
    if week.submits_at < NEVER and (partner := moment(0.7)) < NEVER:
        week.revealed_at = max(week.submits_at, partner)
        week.put_off_at = moment(0.3, week.revealed_at, week.revealed_at + DAY)
        week.talked_at = moment(0.6, week.revealed_at, week.revealed_at + 4 * DAY)
        if week.talked_at < NEVER:
            week.said_at = moment(0.5, week.talked_at, week.talked_at + 2 * DAY)
    if (paused_at := moment(0.05)) < NEVER:
        week.pause = (paused_at, paused_at + chance.random() * 5 * DAY)
    if chance.random() < 0.1:
        night = (opens_at + chance.randrange(4) * DAY).astimezone(zone).date() + dt.timedelta(days=1)
        until = schedule.at_local(night, dt.time(3), zone)
        week.outage = (until - 6 * HOUR, until)
    return week


def _live(week: Week, chance: random.Random, totals: Totals) -> None:
    totals.weeks += 1
    delay = policy.jitter(week.user_id, JITTER)
    owed = policy.owed_for_open(week.opens_at, week.closes_at, delay=delay)
    if week.nudged_at < NEVER and (nudge := policy.owed_for_nudge(week.nudged_at, week.closes_at)):
        owed.append(nudge)
    if week.revealed_at < NEVER:
        owed.append(policy.owed_for_reveal(week.revealed_at))
    if week.put_off_at < NEVER:
        owed.append(policy.owed_for_later(week.put_off_at))
    if week.talked_at < NEVER:
        owed.append(policy.owed_for_talk(week.talked_at))
    sent: dict[ReminderKind, dt.datetime] = {}
    for each in sorted(owed, key=lambda one: one.due_at):
        at = _carry(week, each, sent, chance, totals)
        if at is None:
            continue
        if each.kind in sent:
            totals.wrong["twice"] += 1
        sent[each.kind] = at
        totals.sent[each.kind] += 1
        totals.wrong.update(week.wrong(each.kind, at, each.not_after))
    if sum(kind in ABOUT_ANSWERING for kind in sent) > week.at_most:
        totals.wrong["too many"] += 1


def _carry(
    week: Week,
    owed: policy.Owed,
    sent: dict[ReminderKind, dt.datetime],
    chance: random.Random,
    totals: Totals,
) -> dt.datetime | None:
    """Apply the reminder policy to the reminder `owed` until the reminder is sent or dropped.

    Return the time of sending, or None if the reminder was dropped or delayed 50 times. `sent` maps each kind of
    reminder that this person already got in this week to its time. `chance` provides random numbers. Faults, delays
    and dropped reminders are counted in `totals`.
    """
    due_at = owed.due_at
    for _ in range(50):
        # The sender runs every twenty seconds, but not during an outage.
        now = week.runs_at(due_at + dt.timedelta(seconds=chance.random() * 20))
        match policy.decide(_facts(week, owed, sent, now), now):
            case Send():
                return now
            case Move(later):
                if not now < later < owed.not_after:
                    totals.wrong["moved out of its time"] += 1
                totals.moved += 1
                due_at = later
            case Drop(outcome):
                totals.dropped[outcome] += 1
                if _lost(week, owed, sent, now):
                    totals.wrong["lost"] += 1
                return None
    totals.wrong["moved for ever"] += 1
    return None


def _facts(week: Week, owed: policy.Owed, sent: dict[ReminderKind, dt.datetime], now: dt.datetime) -> Facts:
    return Facts(
        kind=owed.kind,
        not_after=owed.not_after,
        opens_at=week.opens_at,
        closes_at=week.closes_at,
        state="revealed" if now >= week.revealed_at else "lapsed" if now >= week.closes_at else "open",
        linked=now < week.leaves_at,
        paused=week.paused(now),
        submitted=now >= week.submits_at,
        kinds=week.kinds,
        at_most=week.at_most,
        told=sum(kind in ABOUT_ANSWERING for kind in sent),
        channel_on=True,
        reachable=True,
        put_off=now < week.talked_at,
        to_say=now < week.said_at,
        newer=False,
        zone=week.zone(now),
        quiet_from=week.quiet[0],
        quiet_to=week.quiet[1],
    )


def _lost(week: Week, owed: policy.Owed, sent: dict[ReminderKind, dt.datetime], now: dt.datetime) -> bool:
    """Return whether the reminder policy was wrong to drop the reminder `owed` at `now`.

    The drop was wrong if all of this is true:

    - at `now`, the reminder would break no rule of `Week.wrong`, apart from the rule about quiet hours.
    - a moment outside quiet hours remains before the reminder expires.
    - if the reminder asks for answers: the person's limit of such reminders is not used up, and no other reminder
      that asks for answers, such as the last call, replaces it at about the same time.

    Otherwise the drop was right, and the result is False. `sent` maps each kind of reminder that this person already
    got in this week to its time.
    """
    if week.wrong(owed.kind, now, owed.not_after) - {"quiet"}:
        return False
    if owed.kind in ABOUT_ANSWERING:
        others = sum(kind in ABOUT_ANSWERING for kind in sent)
        if others + (owed.kind == "repeat" and "last_call" in week.kinds) >= week.at_most:
            return False
        middle = week.opens_at + (week.closes_at - week.opens_at) / 2
        last = week.closes_at - min(24 * HOUR, (week.closes_at - week.opens_at) / 4)
        if owed.kind == "nudge" and "last_call" in week.kinds:
            comes = next(at for at in _minutes(last) if not _quiet_in(week, at, week.zone(now)))
            return not comes - 3 * HOUR <= now <= comes + 3 * HOUR and _decent_ahead(week, owed, now)
        to_come = [middle] * (owed.kind == "opening" and "repeat" in week.kinds)
        to_come += [last] * (owed.kind in ("opening", "repeat") and "last_call" in week.kinds)
        if any(now >= each - 3 * HOUR for each in to_come):
            return False
    return _decent_ahead(week, owed, now)


def _decent_ahead(week: Week, owed: policy.Owed, now: dt.datetime) -> bool:
    """Return whether a moment outside quiet hours remains between `now` and the expiry of the reminder `owed`."""
    # Use the time zone at `now`. The policy can't know whether the person travels later.
    zone = week.zone(now)
    ahead = itertools.takewhile(lambda minute: minute < owed.not_after, _minutes(now))
    return any(not _quiet_in(week, minute, zone) for minute in ahead)


def _minutes(start: dt.datetime) -> Iterator[dt.datetime]:
    """Return an endless iterator of moments, ten minutes apart, that begins with `start`."""
    return (start + number * dt.timedelta(minutes=10) for number in itertools.count())


def _quiet_in(week: Week, at: dt.datetime, zone: ZoneInfo) -> bool:
    here, week_zones = week.travels_at, week.zones
    try:
        week.travels_at, week.zones = NEVER, (zone, zone)
        return week.is_quiet(at)
    finally:
        week.travels_at, week.zones = here, week_zones
