"""Read talking points, as one viewer sees them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, cast
from uuid import UUID

from django.db.models import F, Q, QuerySet

from checkins import sealing, visibility
from checkins.models import CheckIn, Response, TalkingPoint
from checkins.queries import presenting
from checkins.queries.library import saved_starters
from checkins.queries.presenting import OpenedPoint, Voices
from checkins.talking.points import Point, PointRole, Voice
from checkins.talking.topics import shared_helped
from checkins.talking.wishes import words as wish_words
from checkins.talking.wording import Reader
from checkins.viewer_context import ViewerContext, not_found, required_context
from couples.encryption import keys
from couples.models import User

__all__ = [
    "PastPoint",
    "PointList",
    "PointVoices",
    "own_points",
    "point",
    "point_for_two",
    "points",
    "voices_for_two",
]

PAGE = 20
#: The roles that a reveal offers to talk about.
CONVERSATIONS: Final[Collection[PointRole]] = ("wish", "main", "optional", "light")


@dataclass(frozen=True)
class PastPoint(Point):
    """A talking point, with the id and date of its check-in."""

    check_in_id: UUID
    date: dt.date


@dataclass(frozen=True, slots=True)
class PointList:
    """A page of past talking points, newest first. Pass `next` as `before` for the next page."""

    results: Sequence[PastPoint]
    next: int | None


@dataclass(frozen=True, slots=True)
class PointVoice:
    """The partners' choices about one talking point."""

    id: UUID
    voice: Voice


@dataclass(frozen=True, slots=True)
class PointVoices:
    """The partners' choices about the requested talking points, without points that only one partner may see."""

    results: Sequence[PointVoice]


def visible_points(context: ViewerContext) -> QuerySet[TalkingPoint]:
    """Return a query for the couple's shared talking points and the viewer's own private cards."""
    mine = Q(audience=None) | Q(audience=context.viewer_id)
    return TalkingPoint.objects.filter(mine, check_in__couple_id=context.couple_id)


def shared_points(context: ViewerContext) -> QuerySet[TalkingPoint]:
    """Return a query for the talking points that both partners may see.

    A page that both partners read together shows only such points.
    """
    return TalkingPoint.objects.filter(audience=None, check_in__couple_id=context.couple_id)


def present(context: ViewerContext, rows: QuerySet[TalkingPoint]) -> list[Point]:
    """Decrypt talking points, and convert them to what the viewer sees.

    This takes four queries for any number of points, and a fifth query if a point is a wish to talk.
    """
    found = list(rows.annotate(number=F("check_in__number")).prefetch_related("voices"))
    if not found:
        return []
    all_keys = keys.data_keys(context.couple_id)
    reader = Reader(context.seat, context.partner.name if context.partner else "")
    saved = saved_starters(context, all_keys[None])
    opened = [_opened(context, row, all_keys[row.audience_id], check_in_number=row.number) for row in found]
    words = _wish_words(context, opened, all_keys)
    return [presenting.point(each, reader, saved=saved, words=words.get(each.id, "")) for each in opened]


def present_for_two(context: ViewerContext, rows: QuerySet[TalkingPoint]) -> list[Point]:
    """Convert shared talking points to the content of a page that both partners read together."""
    return [visibility.point_for_two(point) for point in present(context, rows)]


def _opened(context: ViewerContext, row: TalkingPoint, key: bytes, *, check_in_number: int) -> OpenedPoint:
    return OpenedPoint(
        id=row.pk,
        check_in_id=row.check_in_id,
        check_in_number=check_in_number,
        position=row.position,
        role=cast(PointRole, row.role),
        talked_on=context.day(row.talked_at) if row.talked_at else None,
        tried_on=row.tried_on,
        topic=sealing.open_topic(
            key,
            row.envelope,
            couple_id=context.couple_id,
            audience_id=row.audience_id,
            check_in_id=row.check_in_id,
            position=row.position,
        ),
        voices=_voices(context, row),
    )


def _wish_words(
    context: ViewerContext, points: Sequence[OpenedPoint], all_keys: Mapping[UUID | None, bytes]
) -> dict[UUID, str]:
    """Return the words of each talking point that is a wish to talk, by the id of the talking point.

    The words are read from the response of the partner who wrote them. They are "" if they are private.
    `all_keys`: each partner's encryption key by the partner's id, and the couple's key under None.
    """
    if context.partner is None:
        return {}
    authors = {context.seat: context.viewer_id, 1 - context.seat: context.partner.id}
    wishes = {
        (point.check_in_id, authors[point.topic.felt_by or 0]): point
        for point in points
        if point.topic.prompt is not None
    }
    if not wishes:
        return {}
    rows = Response.objects.filter(
        check_in_id__in={point.check_in_id for point in wishes.values()},
        check_in__state=CheckIn.State.REVEALED,
        author_id__in=authors.values(),
        submitted_at__isnull=False,
    )
    found = {}
    # Fetch one response at a time: each is long, and only one of its answers is needed.
    for check_in_id, author_id, envelope in rows.values_list("check_in_id", "author_id", "envelope").iterator(
        chunk_size=1
    ):
        if point := wishes.get((check_in_id, author_id)):
            answers = sealing.open_answers(
                all_keys[author_id],
                envelope,
                couple_id=context.couple_id,
                author_id=author_id,
                check_in_id=check_in_id,
            )
            found[point.id] = wish_words(answers.get(point.topic.prompt or ""))
    return found


def _voices(context: ViewerContext, row: TalkingPoint) -> Voices:
    voices = {voice.member_id: voice for voice in row.voices.all()}
    mine = voices.get(context.viewer_id)
    theirs = voices.get(context.partner.id) if context.partner else None
    return Voices(
        choices=(mine.choice if mine else "", theirs.choice if theirs else ""),
        helped=mine.helped if mine else "",
        told=mine.helped_shared if mine else False,
        partner_told=shared_helped(theirs.helped, shared=theirs.helped_shared) if theirs else "",
    )


def point(viewer: User, point_id: UUID) -> Point:
    """Read one talking point, with the viewer's private answers about it.

    Raises NotFound if the viewer may not see the point.
    """
    context = required_context(viewer)
    for found in present(context, visible_points(context).filter(pk=point_id)):
        return found
    raise not_found()


def point_for_two(viewer: User, point_id: UUID) -> Point:
    """Read one talking point without the viewer's private answers, for a page that both partners read together.

    The viewer's own private card can also be read. Raises NotFound if the viewer may not see the point.
    """
    return visibility.point_for_two(point(viewer, point_id))


def voices_for_two(viewer: User, point_ids: Collection[UUID]) -> PointVoices:
    """Read both partners' choices about these talking points, without the viewer's private answers.

    Pages poll this every few seconds, so nothing is decrypted. Points that only one partner may see are left out.
    Raises NotFound if the viewer belongs to no couple.
    """
    context = required_context(viewer)
    rows = shared_points(context).filter(pk__in=point_ids).only("id", "role", "talked_at", "tried_on")
    return PointVoices(
        [
            PointVoice(
                row.pk,
                visibility.voice_for_two(
                    presenting.voice(
                        _voices(context, row),
                        private=False,
                        talked_on=context.day(row.talked_at) if row.talked_at else None,
                        tried_on=row.tried_on,
                    )
                ),
            )
            for row in rows.prefetch_related("voices")
        ]
    )


def own_points(viewer: User, check_in_id: UUID) -> PointList:
    """Read the topics of one check-in for the History page, including the viewer's private cards and private answers.

    The result is a single page. Raises NotFound if the viewer belongs to no couple.
    """
    context = required_context(viewer)
    return _page(context, visible_points(context).filter(check_in_id=check_in_id), for_two=False)


def points(viewer: User, *, before: int | None = None, for_two: bool = True) -> PointList:
    """Read a page of past topics, newest first. `before`: the `next` of an earlier page.

    `for_two`: return only what both partners see. Otherwise include the viewer's private cards and private answers.
    Strengths are left out, and so are light conversations that the couple has not marked as talked about. All topics
    of a check-in are on the same page. The result's `next` is None on the last page. Raises NotFound if the viewer
    belongs to no couple.
    """
    context = required_context(viewer)
    rows = shared_points(context) if for_two else visible_points(context)
    if before is not None:
        rows = rows.filter(check_in__number__lt=before)
    return _page(context, rows, for_two=for_two)


class _PageRow(NamedTuple):
    """A row of the list of past topics: the talking point, and its check-in."""

    point_id: UUID
    check_in_id: UUID
    number: int
    opens_at: dt.datetime


def _page(context: ViewerContext, rows: QuerySet[TalkingPoint], *, for_two: bool) -> PointList:
    # A light conversation is worth finding again only if the partners had it.
    unspoken = Q(role=TalkingPoint.Role.LIGHT, talked_at=None)
    rows = rows.exclude(Q(role=TalkingPoint.Role.STRENGTH) | unspoken)
    rows = rows.order_by("-check_in__number", "position")
    columns = rows.values_list("id", "check_in_id", "check_in__number", "check_in__opens_at")
    page = [_PageRow._make(row) for row in columns[: PAGE + 1]]
    following = None
    if len(page) > PAGE:
        last_number = page[-1].number
        kept = [row for row in page if row.number > last_number]
        page, following = (kept, kept[-1].number) if kept else (page, last_number)
    wanted = visible_points(context).filter(pk__in=[row.point_id for row in page]).order_by("position")
    by_id = {found.id: found for found in (present_for_two if for_two else present)(context, wanted)}
    results = [
        PastPoint(**vars(by_id[row.point_id]), check_in_id=row.check_in_id, date=context.day(row.opens_at))
        for row in page
    ]
    return PointList(results, following)
