"""Create couples with all rows of a year in the app, including weekly check-ins that are sealed as in the app."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context

from django.db import transaction

from benchmarks.scale import belongings, databases
from benchmarks.scale.rows import Rows
from benchmarks.web.seed import NOTE, session_cookies
from benchmarks.web.years import TOPIC_EVERY, WEEK, good_answers, sets, topic_of
from checkins import sealing
from checkins.answering.answers import Answers
from checkins.asking.prompts import AskedPrompt
from checkins.models import (
    CheckIn,
    Response,
    Schedule,
    TalkingPoint,
    TalkingPointVoice,
)
from checkins.talking.offering import NEUTRAL
from content.catalogue import catalogue
from couples.actions import form_pair
from couples.encryption import keys
from couples.models import User
from notifications.models import Nudge, Reminder
from notifications.retention import KEPT_FOR

CHECK_INS = 52
#: One in this number of responses has notes that need an envelope of the second size.
LONG_EVERY = 4
#: One in this number of couples has a partner who takes a quiet break.
RESTS = 10
_AT_ONCE = 25
PROCESSES = 4


@dataclass(frozen=True, slots=True)
class SampleCouple:
    """A couple whose requests are measured: both people, their Cookie headers, and their open check-in."""

    people: tuple[User, User]
    cookies: tuple[str, str]
    check_in: CheckIn


def couples(count: int, *, now: dt.datetime) -> list[SampleCouple]:
    """Create `count` couples with a year of revealed check-ins, and with an open check-in that opened at `now`.

    In the last tenth of the couples, one partner takes a quiet break. These couples are not returned. Several
    processes share the work.
    """
    resting = count // RESTS
    batches = [range(first, min(first + _AT_ONCE, count)) for first in range(0, count, _AT_ONCE)]
    made: list[SampleCouple] = []
    databases.disconnect()
    with get_context("fork").Pool(PROCESSES) as pool:
        for batch in pool.imap(partial(_batch, first_resting=count - resting, now=now), batches):
            made += batch
            print(f"{len(made)} of {count} couples have lived their year", flush=True)
    return made[: count - resting]


def _batch(numbers: range, *, first_resting: int, now: dt.datetime) -> list[SampleCouple]:
    rows = Rows()
    with transaction.atomic():
        made = [_couple(rows, now, rests=number >= first_resting) for number in numbers]
        rows.insert()
    return made


def _couple(rows: Rows, now: dt.datetime, *, rests: bool) -> SampleCouple:
    began = now - CHECK_INS * WEEK
    people = tuple(
        User.objects.create_user(
            f"{uuid.uuid4().hex}@example.org", display_name=name, time_zone="Europe/Madrid"
        )
        for name in ("Robin", "Kim")
    )
    couple = form_pair(people[0], people[1], now=began)
    CheckIn.objects.filter(couple=couple).delete()
    Schedule.objects.filter(pk=couple.pk).update(
        weekday=now.weekday(),
        local_time=now.time().replace(microsecond=0),
        time_zone="UTC",
        next_opens_at=now.replace(microsecond=0) + WEEK,
    )
    authors = [person.pk for person in people]
    all_keys = keys.data_keys(couple.pk)
    dice = random.Random(str(couple.pk))
    frozen = sets(CHECK_INS + 1)
    for number in range(1, CHECK_INS + 1):
        opens_at = began + (number - 1) * WEEK
        check_in = _check_in(couple.pk, number, frozen[number - 1], opens_at)
        check_in.state = CheckIn.State.REVEALED
        check_in.revealed_at = moment = opens_at + dt.timedelta(hours=30)
        rows.add(check_in)
        _responses(rows, check_in, all_keys, dice, moment)
        _points(rows, check_in, authors, all_keys[None], moment)
        if moment > now - KEPT_FOR:
            _messages(rows, check_in, authors, over=True)
    current = _check_in(couple.pk, CHECK_INS + 1, frozen[CHECK_INS], now)
    rows.add(current)
    _messages(rows, current, authors, over=False)
    belongings.add(rows, couple, people, all_keys[None], now, rests=rests)
    cookies = tuple(session_cookies(person) for person in people)
    return SampleCouple((people[0], people[1]), (cookies[0], cookies[1]), current)


def _check_in(couple_id: uuid.UUID, number: int, asked: list[AskedPrompt], opens_at: dt.datetime) -> CheckIn:
    return CheckIn(
        couple_id=couple_id,
        number=number,
        opens_at=opens_at,
        closes_at=opens_at + dt.timedelta(hours=96),
        prompts=asked,
        asked=len(asked),
    )


def _responses(
    rows: Rows,
    check_in: CheckIn,
    all_keys: Mapping[uuid.UUID | None, bytes],
    dice: random.Random,
    moment: dt.datetime,
) -> None:
    for author, key in all_keys.items():
        if author is None:
            continue
        answers = good_answers(check_in.prompts, dice)
        if dice.randrange(LONG_EVERY) == 0:
            answers = _with_notes(answers)
        envelope = sealing.seal_answers(
            key, answers, couple_id=check_in.couple_id, author_id=author, check_in_id=check_in.pk
        )
        rows.add(
            Response(
                check_in=check_in,
                author_id=author,
                envelope=envelope,
                answered=len(answers) - 2,
                revision=4,
                submission_id=uuid.uuid4(),
                submitted_at=moment,
                updated_at=moment,
            )
        )


def _with_notes(answers: Answers) -> Answers:
    return {
        prompt_id: replace(answer, note=NOTE) if answer.status == "answered" else answer
        for prompt_id, answer in answers.items()
    }


def _points(
    rows: Rows, check_in: CheckIn, authors: Sequence[uuid.UUID], key: bytes, moment: dt.datetime
) -> None:
    """Add the talking points of a reveal: two strengths, and one to which both partners say "now".

    A strength is something that goes well for the couple. In every `TOPIC_EVERY`th check-in, the third talking point is
    a problem. In all other check-ins, it is what the app stores if it offers no conversation. The talking points are
    sealed with `key`, and `moment` is the time of the reveal.
    """
    reasons = sorted(catalogue().reasons)
    finding = check_in.number % TOPIC_EVERY == 0
    conversation = (TalkingPoint.Role.MAIN, 10) if finding else (TalkingPoint.Role.LIGHT, 12)
    for role, position in ((TalkingPoint.Role.STRENGTH, 0), (TalkingPoint.Role.STRENGTH, 1), conversation):
        topic = topic_of(reasons[check_in.number % len(reasons)], check_in.opens_at.date(), frozenset())
        if role == TalkingPoint.Role.STRENGTH:
            topic = replace(topic, kind="strength")
        elif role == TalkingPoint.Role.LIGHT:
            topic = NEUTRAL
        envelope = sealing.seal_topic(
            key,
            topic,
            couple_id=check_in.couple_id,
            audience_id=None,
            check_in_id=check_in.pk,
            position=position,
        )
        point = TalkingPoint(
            check_in=check_in, role=role, position=position, envelope=envelope, created_at=moment
        )
        rows.add(point)
    for author in authors:
        rows.add(TalkingPointVoice(talking_point=point, member_id=author, choice="now", updated_at=moment))


def _messages(rows: Rows, check_in: CheckIn, authors: Iterable[uuid.UUID], *, over: bool) -> None:
    """Add both partners' reminders of one check-in. Every twentieth check-in also gets a nudge.

    If the check-in is `over`, its reminders were sent, or were dropped because both partners had submitted.
    Otherwise, only the first reminder was sent, and the others are still pending.
    """
    for author in authors:
        for kind, hours, state in (
            ("opening", 0, "sent"),
            ("repeat", 24, "sent"),
            ("last_call", 84, "dropped"),
            ("revealed", 30, "sent"),
        ):
            due_at = check_in.opens_at + dt.timedelta(hours=hours, minutes=1)
            waits = not over and kind != "opening"
            if kind == "revealed" and not over:
                continue
            rows.add(
                Reminder(
                    user_id=author,
                    check_in=check_in,
                    kind=kind,
                    channel="push",
                    due_at=due_at,
                    not_after=due_at + dt.timedelta(hours=12),
                    state="pending" if waits else state,
                    settled_at=None if waits else due_at,
                    attempts=0 if waits else 1,
                )
            )
    if check_in.number % 20 == 0:
        rows.add(Nudge(check_in=check_in, sender_id=next(iter(authors))))
