"""Earlier topics of a pair: their outcomes within a year, and the reasons of all of them. The cost does not grow."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet

from checkins import sealing, topics
from checkins.engine import PastTopic
from checkins.models import TalkingPoint
from checkins.pair import Pair
from checkins.topics import Topic

#: Topics count this long after they were shown, put off or talked about. No rest and no evidence lasts as long.
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


def past(pair: Pair, *, since: dt.datetime) -> list[PastTopic]:
    """Outcomes of the topics that the couple was shown, put off or talked about since then. One query.

    Private cards are not among them. Nothing that one partner alone knows enters: neither the outcome nor its day.
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
    for check_in_id, position, envelope, created_at, settled_at, talked_at, *voices in rows:
        topic = _open_topic(pair, check_in_id, position, envelope)
        if topic.reason is None:
            continue
        choice, helped, shared, other_choice, other_helped, other_shared = voices
        outcome = topics.outcome(
            choices=(choice or "", other_choice or ""),
            talked=talked_at is not None,
            told=(
                topics.told(helped or "", shared=bool(shared)),
                topics.told(other_helped or "", shared=bool(other_shared)),
            ),
        )
        moment = created_at if outcome == "shown" else talked_at or settled_at or created_at
        found.append(PastTopic(topic.reason, moment.astimezone(pair.zone).date(), outcome))
    return found


def reasons_before(pair: Pair) -> frozenset[str]:
    """Every reason that the couple was ever shown.

    The newest topics name those before them, so that nobody has to open the years. Only where they were written
    before that was kept are all opened.
    """
    rows = _topics(pair).order_by("-check_in__number").values_list("check_in_id", "position", "envelope")
    # A check-in has at most two, which name the same reasons.
    newest = [_open_topic(pair, *row) for row in rows[:2]]
    before = newest[0].before if newest else frozenset()
    opened = newest if before is not None else [_open_topic(pair, *row) for row in rows]
    return frozenset(topic.reason for topic in opened if topic.reason is not None) | (before or frozenset())
