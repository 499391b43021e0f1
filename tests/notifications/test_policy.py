"""The policy, by properties: quiet hours move and never drop, nobody is told too late, the clock may jump."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from notifications import policy
from notifications.policy import Drop, Facts, Move, Send

UTC = dt.UTC
HOUR = dt.timedelta(hours=1)
OPENS = dt.datetime(2026, 3, 1, 18, tzinfo=UTC)

zones = st.sampled_from(sorted(available_timezones() - {"localtime", "posixrules", "Factory"})).map(ZoneInfo)
times = st.times().map(lambda time: time.replace(second=0, microsecond=0))
#: In whole seconds, over many years of zones changing their minds.
moments = st.integers(int(dt.datetime(2009, 1, 1, tzinfo=UTC).timestamp()), 1_956_528_000).map(
    lambda seconds: dt.datetime.fromtimestamp(seconds, UTC)
)
windows = st.integers(24, 144).map(lambda hours: hours * HOUR)


def facts(**changes: object) -> Facts:
    plain = Facts(
        kind="opening",
        not_after=OPENS + 95 * HOUR,
        opens_at=OPENS,
        closes_at=OPENS + 96 * HOUR,
        state="open",
        linked=True,
        paused=False,
        submitted=False,
        wanted=True,
        last_call_wanted=True,
        channel_on=True,
        reachable=True,
        zone=ZoneInfo("Europe/Madrid"),
        quiet_from=dt.time(22),
        quiet_to=dt.time(8),
    )
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]  # a test says which


@given(moments, zones, times, times)
@example(dt.datetime(2026, 10, 25, 1, 15, tzinfo=UTC), ZoneInfo("Europe/Madrid"), dt.time(22), dt.time(2, 30))
@example(dt.datetime(2026, 3, 29, 0, 30, tzinfo=UTC), ZoneInfo("Europe/Madrid"), dt.time(22), dt.time(2, 30))
@example(dt.datetime(2011, 12, 30, 9, 0, tzinfo=UTC), ZoneInfo("Pacific/Apia"), dt.time(22), dt.time(21, 59))
def test_the_end_of_quiet_hours_is_later_and_not_quiet(
    moment: dt.datetime, zone: ZoneInfo, start: dt.time, end: dt.time
) -> None:
    until = policy.quiet_until(moment, zone, start, end)
    if until is None:
        assert not policy.is_quiet(moment, zone, start, end)
    else:
        assert moment < until <= moment + 49 * HOUR
        assert not policy.is_quiet(until, zone, start, end)


@given(moments, zones, times, times)
# In the second of two hours from two to three: the quiet ends within it and not a day later.
@example(dt.datetime(2026, 10, 25, 1, 15, tzinfo=UTC), ZoneInfo("Europe/Madrid"), dt.time(22), dt.time(2, 30))
def test_quiet_hours_end_at_the_first_minute_that_is_not_quiet(
    moment: dt.datetime, zone: ZoneInfo, start: dt.time, end: dt.time
) -> None:
    """Between now and the end every quarter of an hour is quiet, unless the clock jumps in between."""
    until = policy.quiet_until(moment, zone, start, end)
    if until is None or moment.astimezone(zone).utcoffset() != until.astimezone(zone).utcoffset():
        return
    step = dt.timedelta(minutes=15)
    between = (moment + n * step for n in range((until - moment) // step + 1))
    assert all(policy.is_quiet(each, zone, start, end) for each in between if each < until)


@given(times, zones, moments)
def test_equal_times_mean_no_quiet_hours(time: dt.time, zone: ZoneInfo, moment: dt.datetime) -> None:
    assert policy.quiet_until(moment, zone, time, time) is None


@given(
    moments, windows, st.sampled_from(["opening", "last_call"]), zones, times, times, st.integers(0, 150 * 60)
)
def test_nothing_is_sent_in_quiet_hours_or_too_late_and_a_move_is_never_a_drop(
    opens: dt.datetime,
    window: dt.timedelta,
    kind: policy.Kind,
    zone: ZoneInfo,
    start: dt.time,
    end: dt.time,
    minutes: int,
) -> None:
    closes, now = opens + window, opens + dt.timedelta(minutes=minutes)
    asked = facts(
        kind=kind, opens_at=opens, closes_at=closes, not_after=closes - HOUR, zone=zone, quiet_from=start,
        quiet_to=end, last_call_wanted=False,
    )  # fmt: skip
    decision = policy.decide(asked, now)
    until = policy.quiet_until(now, zone, start, end)
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
        ({"wanted": False}, "not_wanted"),
        ({"channel_on": False}, "not_wanted"),
        ({"reachable": False}, "unreachable"),
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
    assert policy.decide(facts(last_call_wanted=False), late) == Send()
    assert policy.decide(facts(kind="last_call"), late) == Send()


@given(moments, windows, st.integers(0, 300))
def test_both_are_due_in_order_and_before_it_is_too_late(
    opens: dt.datetime, window: dt.timedelta, seconds: int
) -> None:
    opening, last_call = policy.owed_for_open(opens, opens + window, delay=dt.timedelta(seconds=seconds))
    assert opens <= opening.due_at < last_call.due_at < last_call.not_after < opens + window
    assert last_call.due_at - opening.due_at >= 18 * HOUR


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
