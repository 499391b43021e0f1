"""Read a pair's earlier topics: the outcomes of the last year, and the reasons of all. The cost does not grow."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet

from checkins import sealing, topics
from checkins.engine import PastTopic
from checkins.models import TalkingPoint
from checkins.pair import Pair
from checkins.topics import Topic

#: Topics count this long after they were shown, put off or talked about. Every rest and all evidence ends sooner.
TOPICS_COUNT = dt.timedelta(days=365)


def _topics(pair: Pair) -> QuerySet[TalkingPoint]:
    shared = [TalkingPoint.Role.MAIN, TalkingPoint.Role.OPTIONAL]
    return TalkingPoint.objects.filter(check_in__couple=pair.couple_id, role__in=shared)


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
    """A topic with what each partner said about it. Without a word, a partner's columns are None."""

    check_in_id: UUID
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


def past_topics(pair: Pair, *, since: dt.datetime) -> list[PastTopic]:
    """Outcomes of the topics that the couple was shown, put off or talked about since then. One query.

    Leaves out private cards, and all that only one partner knows: neither the outcome nor its day depends on it.
    """
    found = []
    first, second = pair.authors
    lately = Q(created_at__gte=since) | Q(settled_at__gte=since) | Q(talked_at__gte=since)
    rows = (
        _topics(pair)
        .filter(lately)
        .annotate(
            one=FilteredRelation("voices", condition=Q(voices__member=first)),
            other=FilteredRelation("voices", condition=Q(voices__member=second)),
        )
        .order_by("created_at", "position")
        .values_list(
            "check_in_id",
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
        moment = row.created_at
        if outcome != "shown":
            moment = row.talked_at or row.settled_at or row.created_at
        found.append(
            PastTopic(
                topic.reason,
                moment.astimezone(pair.zone).date(),
                outcome,
                dimension=topic.dimension,
                felt_by=topic.felt_by,
                rule=topic.rule,
            )
        )
    return found


def reasons_before(pair: Pair) -> frozenset[str]:
    """Every reason that the couple was ever shown.

    The newest topics contain the reasons before them. Older topics are opened only if the newest were stored before
    that list existed.
    """
    rows = _topics(pair).order_by("-check_in__number").values_list("check_in_id", "position", "envelope")
    # A check-in has at most two topics, which contain the same reasons.
    newest = [_open_topic(pair, *row) for row in rows[:2]]
    before = newest[0].before if newest else frozenset()
    opened = newest if before is not None else [_open_topic(pair, *row) for row in rows]
    return frozenset(topic.reason for topic in opened if topic.reason is not None) | (before or frozenset())
