"""Read the topics that a couple was shown: those of the last year with their outcomes, and the reasons of all topics.

The cost of reading does not grow with the number of past check-ins. The query for the topics also reads the past light
conversations. A past light conversation influences only the next light conversation, never the engine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import FilteredRelation, Q

from checkins import sealing
from checkins.engine import PastTopic, TopicOutcome
from checkins.light import REST_DAYS_DISMISSED, LightSubject, PastLight
from checkins.models import TalkingPoint
from checkins.pair import Pair
from checkins.talking import topics
from checkins.talking.topics import Topic

#: How long a topic counts after it was shown, put off or talked about. Every rest and all evidence ends sooner.
TOPICS_COUNT = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ShownBefore:
    """The topics and light conversations that a couple was offered before."""

    topics: Sequence[PastTopic] = ()
    lights: Sequence[PastLight] = ()


_PROBLEM_ROLES = (TalkingPoint.Role.MAIN, TalkingPoint.Role.OPTIONAL)


def _open_topic(pair: Pair, check_in_id: UUID, position: int, envelope: bytes | memoryview) -> Topic:
    return sealing.open_topic(
        pair.keys[None],
        envelope,
        couple_id=pair.couple_id,
        audience_id=None,
        check_in_id=check_in_id,
        position=position,
    )


class _TopicRow(NamedTuple):
    """A stored topic, and what each partner chose about it (`one_…` for seat 0, `other_…` for seat 1).

    The three columns of a partner are None if this partner has chosen nothing.
    """

    check_in_id: UUID
    role: str
    position: int
    envelope: bytes | memoryview
    created_at: dt.datetime
    settled_at: dt.datetime | None
    talked_at: dt.datetime | None
    one_choice: str | None
    one_helped: str | None
    one_shared: bool | None
    other_choice: str | None
    other_helped: str | None
    other_shared: bool | None


def shown_before(pair: Pair, *, now: dt.datetime) -> ShownBefore:
    """Read the topics and light conversations that a couple was offered lately, with their outcomes, in one query.

    A topic is read if it was shown or talked about in the last 365 days (`TOPICS_COUNT`), or if the partners' joint
    choice about it changed in that time. A light conversation is read if it was offered in the last
    `REST_DAYS_DISMISSED` days. Older topics and light conversations no longer keep their subject from coming up again.
    Strengths, wishes to talk and private cards are left out. The outcomes and their days depend only on facts that
    both partners know.
    """
    since = now - TOPICS_COUNT
    topics_found: list[PastTopic] = []
    lights: list[PastLight] = []
    first, second = pair.authors
    shown_lately = Q(created_at__gte=since) | Q(settled_at__gte=since) | Q(talked_at__gte=since)
    light_lately = Q(
        role=TalkingPoint.Role.LIGHT, created_at__gte=now - dt.timedelta(days=REST_DAYS_DISMISSED)
    )
    rows = (
        TalkingPoint.objects.filter(
            Q(role__in=_PROBLEM_ROLES) & shown_lately | light_lately, check_in__couple=pair.couple_id
        )
        .annotate(
            one=FilteredRelation("voices", condition=Q(voices__member=first)),
            other=FilteredRelation("voices", condition=Q(voices__member=second)),
        )
        .order_by("created_at", "position")
        .values_list(
            "check_in_id",
            "role",
            "position",
            "envelope",
            "created_at",
            "settled_at",
            "talked_at",
            "one__choice",
            "one__helped",
            "one__helped_shared",
            "other__choice",
            "other__helped",
            "other__helped_shared",
        )
    )
    for row in map(_TopicRow._make, rows):
        topic = _open_topic(pair, row.check_in_id, row.position, row.envelope)
        outcome = topics.outcome(
            choices=(row.one_choice or "", row.other_choice or ""),
            talked=row.talked_at is not None,
            helped=(
                topics.shared_helped(row.one_helped or "", shared=bool(row.one_shared)),
                topics.shared_helped(row.other_helped or "", shared=bool(row.other_shared)),
            ),
        )
        if row.role == TalkingPoint.Role.LIGHT:
            if topic.questions is not None:
                lights.append(_past_light(topic, row.created_at.astimezone(pair.zone).date(), outcome))
            continue
        moment = row.created_at
        if outcome != "shown":
            moment = row.talked_at or row.settled_at or row.created_at
        topics_found.append(
            PastTopic(
                topic.reason,
                moment.astimezone(pair.zone).date(),
                outcome,
                dimension=topic.dimension,
                felt_by=topic.felt_by,
                rule=topic.rule,
            )
        )
    return ShownBefore(topics_found, lights)


def _past_light(topic: Topic, day: dt.date, outcome: TopicOutcome) -> PastLight:
    subject = LightSubject(topic.reason, topic.dimension) if topic.dimension else None
    return PastLight(subject, topic.questions or "", day, dismissed=outcome == "not_for_us")


def reasons_before(pair: Pair) -> frozenset[str]:
    """Return the reasons of all topics that the couple was ever shown.

    Each topic stores a list of the reasons of all earlier topics, so reading the newest topics is enough. Topics that
    an old version of the app stored have no such list. If even the newest topics have no list, all topics are
    decrypted.
    """
    found = TalkingPoint.objects.filter(check_in__couple=pair.couple_id, role__in=_PROBLEM_ROLES)
    rows = found.order_by("-check_in__number").values_list("check_in_id", "position", "envelope")
    # A check-in has at most two topics, and both store the same earlier reasons.
    newest = [_open_topic(pair, *row) for row in rows[:2]]
    before = newest[0].before if newest else frozenset()
    opened = newest if before is not None else [_open_topic(pair, *row) for row in rows]
    return frozenset(topic.reason for topic in opened if topic.reason is not None) | (before or frozenset())
