"""Property tests of the reminder policy: quiet hours, late reminders and clock changes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from itertools import pairwise
from typing import Any, get_args
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notifications.planning import policy, quiet_hours
from notifications.planning.kinds import ReminderKind
from notifications.planning.policy import Drop, Facts, Move, Send

UTC = dt.UTC
HOUR = dt.timedelta(hours=1)
OPENS = dt.datetime(2026, 3, 1, 18, tzinfo=UTC)

zones = st.sampled_from(sorted(available_timezones() - {"localtime", "posixrules", "Factory"})).map(ZoneInfo)
times = st.times().map(lambda time: time.replace(second=0, microsecond=0))
#: Moments in whole seconds from 2009 to 2032: many time zones changed their rules in these years.
moments = st.integers(int(dt.datetime(2009, 1, 1, tzinfo=UTC).timestamp()), 1_956_528_000).map(
    lambda seconds: dt.datetime.fromtimestamp(seconds, UTC)
)
windows = st.integers(24, 144).map(lambda hours: hours * HOUR)


def facts(**changes: Any) -> Facts:
    plain = Facts(
        kind="opening",
        not_after=OPENS + 95 * HOUR,
        opens_at=OPENS,
        closes_at=OPENS + 96 * HOUR,
        state="open",
        linked=True,
        paused=False,
        submitted=False,
        kinds=frozenset(get_args(ReminderKind)),
        at_most=3,
        told=0,
        channel_on=True,
        reachable=True,
        put_off=True,
        to_say=True,
        newer=False,
        zone=ZoneInfo("Europe/Madrid"),
        quiet_from=dt.time(22),
        quiet_to=dt.time(8),
    )
    return dataclasses.replace(plain, **changes)


@given(moments, zones, times, times)
@example(dt.datetime(2026, 10, 25, 1, 15, tzinfo=UTC), ZoneInfo("Europe/Madrid"), dt.time(22), dt.time(2, 30))
@example(dt.datetime(2026, 3, 29, 0, 30, tzinfo=UTC), ZoneInfo("Europe/Madrid"), dt.time(22), dt.time(2, 30))
@example(dt.datetime(2011, 12, 30, 9, 0, tzinfo=UTC), ZoneInfo("Pacific/Apia"), dt.time(22), dt.time(21, 59))
def test_the_end_of_quiet_hours_is_later_and_not_quiet(
    moment: dt.datetime, zone: ZoneInfo, start: dt.time, end: dt.time
) -> None:
    until = quiet_hours.quiet_until(moment, zone, start, end)
    if until is None:
        assert not quiet_hours.is_quiet(moment, zone, start, end)
    else:
        assert moment < until <= moment + 49 * HOUR
        assert not quiet_hours.is_quiet(until, zone, start, end)


@given(st.integers(-300, 6_000), st.integers(-300, 6_000))
def test_a_mail_waits_for_the_push_and_not_beyond_its_own_end(push_in: int, now_in: int) -> None:
    """Delay an e-mail that may replace a push, until the outcome of the push is known.

    If the e-mail expires before the outcome can be known, it is sent now. If it has already expired, it is dropped.
    `push_in` is the time of the push and `now_in` is the current time, in minutes after the opening.
    """
    push_at, now = (OPENS + dt.timedelta(minutes=minutes) for minutes in (push_in, now_in))
    waiting = facts(
        push_comes_at=push_at, quiet_from=dt.time(0), quiet_to=dt.time(0), kinds=frozenset(["opening"])
    )
    match policy.decide(waiting, now):
        case Move(due_at, until):
            assert until == "push_is_known"
            assert max(now, push_at) < due_at < waiting.not_after
        case Send():
            assert max(now, push_at) + policy.MAIL_AFTER >= waiting.not_after
        case Drop(outcome):
            assert outcome == "too_late"
            assert now >= waiting.not_after


@pytest.mark.parametrize(("by", "outcome"), [("push", "pushed"), ("email", "mailed")])
def test_what_has_come_the_other_way_is_not_sent_again(by: policy.ReminderChannel, outcome: str) -> None:
    assert policy.decide(facts(arrived_by=by), OPENS + HOUR) == Drop(outcome)
    # If the person has turned the channel off, the outcome says so.
    assert policy.decide(facts(arrived_by=by, channel_on=False), OPENS + HOUR) == Drop("not_wanted")


MADRID = ZoneInfo("Europe/Madrid")


@given(moments, zones, times, times)
# The hour from 02:00 to 03:00 happens twice. In the second one, quiet hours end at 02:30 and not a day later.
@example(dt.datetime(2026, 10, 25, 1, 15, tzinfo=UTC), MADRID, dt.time(22), dt.time(2, 30))
# Quiet hours begin in the first of the two hours. They are not interrupted in the second one.
@example(dt.datetime(2026, 10, 25, 0, 45, tzinfo=UTC), MADRID, dt.time(2, 30), dt.time(8))
# The hour from 02:00 to 03:00 is skipped, and the end of the quiet hours with it.
@example(dt.datetime(2026, 3, 29, 0, 30, tzinfo=UTC), MADRID, dt.time(22), dt.time(2, 30))
# The second of the two hours is longer than the quiet hours in the first one.
@example(
    dt.datetime(2014, 4, 5, 13, 52, tzinfo=UTC), ZoneInfo("Pacific/Apia"), dt.time(3, 36), dt.time(4, 20)
)
# The skipped hour ends at midnight.
@example(
    dt.datetime(2026, 3, 29, 0, 30, tzinfo=UTC),
    ZoneInfo("America/Scoresbysund"),
    dt.time(20),
    dt.time(23, 30),
)
def test_quiet_hours_end_at_the_first_minute_that_is_not_quiet(
    moment: dt.datetime, zone: ZoneInfo, start: dt.time, end: dt.time
) -> None:
    """Check, in steps of 15 minutes, that quiet hours have no gap before their computed end."""
    until = quiet_hours.quiet_until(moment, zone, start, end)
    if until is None:
        return
    step = dt.timedelta(minutes=15)
    between = [moment + n * step for n in range((until - moment) // step + 1)]
    assert {quiet_hours.quiet_until(each, zone, start, end) for each in between if each < until} == {until}


@pytest.mark.parametrize(
    ("date", "quiet_from", "quiet_to", "asked", "ends"),
    [
        # Clocks go forward from 02:00 to 03:00 (01:00 UTC).
        ("2026-03-29", "22:00", "02:30", "01:10", "01:30"),
        ("2026-03-29", "22:00", "02:30", "01:30", None),
        # No longer than that: an end that is not skipped stays as it is.
        ("2026-03-29", "22:00", "03:00", "01:10", None),
        ("2026-03-29", "02:30", "08:00", "06:10", None),
        # Short quiet hours whose beginning is skipped are over when their end comes.
        ("2026-03-29", "02:50", "03:05", "02:00", None),
        ("2026-03-29", "02:50", "03:05", "01:03", "01:05"),
        # Clocks go back from 03:00 to 02:00 (01:00 UTC).
        ("2026-10-25", "02:30", "08:00", "01:10", "07:00"),
        ("2026-10-25", "22:00", "02:30", "00:40", None),
    ],
)
def test_a_clock_change_at_night_does_not_let_a_message_into_the_quiet_hours(
    date: str, quiet_from: str, quiet_to: str, asked: str, ends: str | None
) -> None:
    """Ask for the end of the quiet hours in Madrid at the time `asked`. `asked` and `ends` are in UTC."""
    moment, until = (time and dt.datetime.fromisoformat(f"{date}T{time}Z") for time in (asked, ends))
    assert moment
    hours = (dt.time.fromisoformat(quiet_from), dt.time.fromisoformat(quiet_to))
    assert quiet_hours.quiet_until(moment, MADRID, *hours) == until
    assert quiet_hours.is_quiet(moment, MADRID, *hours) == (until is not None)


@given(times, zones, moments)
def test_equal_times_mean_no_quiet_hours(time: dt.time, zone: ZoneInfo, moment: dt.datetime) -> None:
    assert quiet_hours.quiet_until(moment, zone, time, time) is None


@given(
    moments, windows, st.sampled_from(["opening", "last_call"]), zones, times, times, st.integers(0, 150 * 60)
)
def test_nothing_is_sent_in_quiet_hours_or_too_late_and_a_move_is_never_a_drop(
    opens: dt.datetime,
    window: dt.timedelta,
    kind: ReminderKind,
    zone: ZoneInfo,
    start: dt.time,
    end: dt.time,
    minutes: int,
) -> None:
    closes, now = opens + window, opens + dt.timedelta(minutes=minutes)
    asked = facts(
        kind=kind, opens_at=opens, closes_at=closes, not_after=closes - HOUR, zone=zone, quiet_from=start,
        quiet_to=end, kinds=frozenset({kind}),
    )  # fmt: skip
    decision = policy.decide(asked, now)
    until = quiet_hours.quiet_until(now, zone, start, end)
    if now >= asked.not_after:
        assert decision == Drop("too_late")
    elif until is None:
        assert decision == Send()
    elif until < asked.not_after:
        assert decision == Move(until)
        assert policy.decide(asked, until) == Send()
    else:
        assert decision == Drop("too_late")


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({"linked": False}, "left"),
        ({"paused": True}, "paused"),
        ({"submitted": True}, "answered"),
        ({"state": "lapsed"}, "closed"),
        ({"kinds": frozenset()}, "not_wanted"),
        ({"channel_on": False}, "not_wanted"),
        ({"reachable": False}, "unreachable"),
        ({"kind": "talk_later", "state": "revealed", "put_off": False}, "settled"),
        ({"kind": "helped", "state": "revealed", "to_say": False}, "said"),
        ({"kind": "helped", "state": "revealed", "newer": True}, "overtaken"),
        ({"kind": "talk_later", "state": "revealed", "paused": True}, "paused"),
        ({"kind": "revealed"}, "not_revealed"),
        ({"kind": "revealed", "state": "lapsed"}, "not_revealed"),
    ],
)
def test_what_ends_a_reminder(changes: dict[str, object], outcome: str) -> None:
    assert policy.decide(facts(), OPENS) == Send()
    assert policy.decide(facts(**changes), OPENS) == Drop(outcome)


def test_a_reveal_is_told_to_those_who_have_submitted() -> None:
    assert policy.decide(facts(kind="revealed", state="revealed", submitted=True), OPENS) == Send()


def test_an_opening_that_comes_late_leaves_it_to_the_last_call() -> None:
    late = policy.last_call_at(OPENS, OPENS + 96 * HOUR) - 2 * HOUR
    assert policy.decide(facts(), late) == Drop("overtaken")
    assert policy.decide(facts(kind="repeat"), late) == Drop("overtaken")
    assert policy.decide(facts(kinds=frozenset({"opening"})), late) == Send()
    assert policy.decide(facts(kind="last_call"), late) == Send()


def test_an_opening_that_comes_late_leaves_it_to_the_repeat_if_there_will_be_one() -> None:
    late = OPENS + 46 * HOUR
    assert policy.decide(facts(), late) == Drop("overtaken")
    assert policy.decide(facts(kinds=frozenset({"opening", "last_call"})), late) == Send()
    # With at most one reminder, and the last call wanted, no repeat will follow. So the opening is sent.
    assert policy.decide(facts(at_most=1), late) == Send()


@pytest.mark.parametrize(
    ("at_most", "kinds", "sent"),
    [
        (3, {"opening", "repeat", "last_call"}, ["opening", "repeat", "last_call"]),
        (2, {"opening", "repeat", "last_call"}, ["opening", "last_call"]),
        (1, {"opening", "repeat", "last_call"}, ["opening"]),
        (1, {"repeat", "last_call"}, ["last_call"]),
        (2, {"opening", "repeat"}, ["opening", "repeat"]),
        (1, {"repeat"}, ["repeat"]),
    ],
)
def test_no_more_are_sent_than_the_person_allows_and_the_last_call_goes_before_the_repeat(
    at_most: int, kinds: set[ReminderKind], sent: list[ReminderKind]
) -> None:
    got: list[ReminderKind] = []
    for owed in policy.owed_for_open(OPENS, OPENS + 96 * HOUR, delay=dt.timedelta(0)):
        asked = facts(kind=owed.kind, at_most=at_most, kinds=frozenset(kinds), told=len(got))
        if policy.decide(asked, owed.due_at) == Send():
            got.append(owed.kind)
    assert got == sent


@given(moments, windows, st.integers(0, 300))
def test_they_are_due_in_order_and_before_it_is_too_late(
    opens: dt.datetime, window: dt.timedelta, seconds: int
) -> None:
    owed = policy.owed_for_open(opens, opens + window, delay=dt.timedelta(seconds=seconds))
    opening, last_call = owed[0], owed[-1]
    assert opens <= opening.due_at < last_call.due_at < last_call.not_after < opens + window
    assert last_call.due_at - opening.due_at >= 18 * HOUR
    assert (len(owed) == 3) == (window >= policy.REPEAT_NEEDS)
    assert all(later.due_at - each.due_at >= 12 * HOUR for each, later in pairwise(owed))


@given(st.uuids(), st.integers(0, 600))
def test_jitter_is_stable_and_bounded(user_id: uuid.UUID, limit: int) -> None:
    spread = dt.timedelta(seconds=limit)
    assert policy.jitter(user_id, spread) == policy.jitter(user_id, spread)
    assert dt.timedelta(0) <= policy.jitter(user_id, spread) <= spread


def test_jitter_spreads() -> None:
    delays = {policy.jitter(uuid.UUID(int=n), dt.timedelta(minutes=3)) for n in range(1000)}
    assert len(delays) > 150


@given(st.integers(1, 200), st.integers(0, 7200))
def test_a_retry_waits_as_long_as_asked_and_never_beyond_the_end(attempts: int, asked: int) -> None:
    end = OPENS + 2 * HOUR
    due = policy.retry_at(attempts=attempts, now=OPENS, not_after=end, asked=dt.timedelta(seconds=asked))
    if due is None:
        assert asked >= 7200
    else:
        assert OPENS + max(dt.timedelta(seconds=asked), policy.BACKOFF_FIRST) <= due < end
