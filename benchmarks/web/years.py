"""Create couples with years of history: many revealed check-ins, sealed as in the app."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from checkins import sealing
from checkins.actions.opening import open_if_due
from checkins.answering.answers import SKIPPED, Answer, Answers
from checkins.asking import prompts, selection
from checkins.asking.prompts import AskedPrompt
from checkins.models import CheckIn, Response, Schedule, TalkingPoint
from checkins.talking.topics import Topic, TopicLine
from content.catalogue import catalogue
from couples.actions import form_pair
from couples.encryption import keys
from couples.models import User

WEEK = dt.timedelta(weeks=1)
#: One in this number of check-ins has a talking point.
TOPIC_EVERY = 4


def pair_after(check_ins: int, *, now: dt.datetime) -> list[User]:
    """Create a couple and return both partners.

    The couple has `check_ins` weekly revealed check-ins, and an open check-in that opened at `now`.
    """
    began = now - check_ins * WEEK
    people = [
        User.objects.create_user(f"{uuid.uuid4().hex}@example.org", display_name=name)
        for name in ("Robin", "Kim")
    ]
    couple = form_pair(*people, now=began)
    CheckIn.objects.filter(couple=couple).delete()
    _fill(couple.pk, [person.pk for person in people], check_ins, began)
    Schedule.objects.filter(pk=couple.pk).update(
        weekday=now.weekday(), local_time=now.time(), time_zone="UTC", next_opens_at=now
    )
    open_if_due(couple.pk, now=now)
    return people


def _fill(couple_id: UUID, authors: Sequence[UUID], count: int, began: dt.datetime) -> None:
    """Insert `count` revealed check-ins with both partners' responses.

    The check-ins are weekly, and the first opened at `began`. Every `TOPIC_EVERY`th check-in has a talking point.
    """
    all_keys = keys.data_keys(couple_id)
    dice = random.Random(str(couple_id))
    reasons = sorted(catalogue().reasons)
    check_ins: list[CheckIn] = []
    responses: list[Response] = []
    points: list[TalkingPoint] = []
    shown: set[str] = set()
    for number, asked in enumerate(sets(count), start=1):
        opens_at = began + (number - 1) * WEEK
        moment = opens_at + dt.timedelta(hours=30)
        check_in = CheckIn(
            couple_id=couple_id,
            number=number,
            opens_at=opens_at,
            closes_at=opens_at + dt.timedelta(hours=96),
            state=CheckIn.State.REVEALED,
            revealed_at=moment,
            prompts=asked,
            asked=len(asked),
        )
        check_ins.append(check_in)
        place: dict[str, Any] = {"couple_id": couple_id, "check_in_id": check_in.pk}
        for author in authors:
            envelope = sealing.seal_answers(
                all_keys[author], good_answers(asked, dice), author_id=author, **place
            )
            responses.append(
                Response(
                    check_in=check_in,
                    author_id=author,
                    envelope=envelope,
                    answered=len(asked) - 2,
                    submission_id=uuid.uuid4(),
                    submitted_at=moment,
                    updated_at=moment,
                )
            )
        if number % TOPIC_EVERY == 0:
            reason = reasons[number // TOPIC_EVERY % len(reasons)]
            topic = topic_of(reason, opens_at.date(), frozenset(shown))
            shown.add(reason)
            envelope = sealing.seal_topic(all_keys[None], topic, audience_id=None, position=10, **place)
            points.append(
                TalkingPoint(
                    check_in=check_in, role="main", position=10, envelope=envelope, created_at=moment
                )
            )
    CheckIn.objects.bulk_create(check_ins, batch_size=500)
    Response.objects.bulk_create(responses, batch_size=500)
    TalkingPoint.objects.bulk_create(points, batch_size=500)


@lru_cache(maxsize=8)
def sets(count: int) -> list[list[AskedPrompt]]:
    """Return the prompts of `count` check-ins, chosen by the app's own function.

    The couple wants tender topics, and the engine suspects nothing. The first check-in is as long as the others.
    """
    library = catalogue()
    past: list[list[str]] = []
    for number in range(count):
        ids = selection.select(
            anchors=library.anchors,
            reason_prompts=prompts.newest_reason_prompts(library),
            past=past[-selection.REMEMBERED :],
            suspicions=(),
            tender=True,
            seed=number,
        )
        past.append(ids)
    return [prompts.freeze(library, ids) for ids in past]


def good_answers(asked: Sequence[AskedPrompt], dice: random.Random) -> Answers:
    """Return good answers to all rated prompts, and skip the prompts that ask for words."""
    return {
        prompt["id"]: SKIPPED
        if prompt["kind"] in prompts.WORDS
        else Answer("answered", dice.choice((2, 3) if prompt["reverse"] else (3, 4, 4, 5)))
        for prompt in asked
    }


def topic_of(reason: str, day: dt.date, before: frozenset[str]) -> Topic:
    lines = tuple(
        TopicLine(day, "A sentence about the week that both have answered.", (2, 5)) for _ in range(3)
    )
    dimension = catalogue().reasons[reason].dimension
    return Topic("gap", reason, dimension, "gap.large", 0, False, lines, before)
