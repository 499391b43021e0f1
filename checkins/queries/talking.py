"""Talking points and the library of starters, as one viewer sees them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from checkins import presenting, sealing, visibility
from checkins.models import SavedStarter, TalkingPoint
from checkins.presenting import Saved, Shown, Voices
from checkins.standing import Standing, nothing_here, required, standing
from checkins.topics import told
from checkins.wording import Reader
from content.catalogue import catalogue
from couples import keys
from couples.models import User

PAGE = 20


def visible_points(here: Standing) -> QuerySet[TalkingPoint]:
    """The couple's points, and the private cards of the viewer alone."""
    mine = Q(audience=None) | Q(audience=here.viewer_id)
    return TalkingPoint.objects.filter(mine, check_in__couple_id=here.couple_id)


def shared_points(here: Standing) -> QuerySet[TalkingPoint]:
    """The points that both may see: what a page for two is made of."""
    return TalkingPoint.objects.filter(audience=None, check_in__couple_id=here.couple_id)


def shown(here: Standing, *, point_ids: Collection[UUID]) -> list[dict[str, Any]]:
    """These points as the API shows them, in their order of display."""
    return present(here, visible_points(here).filter(pk__in=point_ids).order_by("position"))


def present(here: Standing, rows: QuerySet[TalkingPoint]) -> list[dict[str, Any]]:
    """Open and render points: four queries, however many there are."""
    found = list(rows.prefetch_related("voices"))
    if not found:
        return []
    all_keys = keys.data_keys(here.couple_id)
    reader = Reader(here.seat, here.partner.name if here.partner else "")
    saved = _saved(here, all_keys[None])
    return [
        presenting.point(_opened(here, row, all_keys[row.audience_id]), reader, saved=saved) for row in found
    ]


def present_for_two(here: Standing, rows: QuerySet[TalkingPoint]) -> list[dict[str, Any]]:
    """Render shared points for a page that two people look at together."""
    return [visibility.point_for_two(point) for point in present(here, rows)]


def _opened(here: Standing, row: TalkingPoint, key: bytes) -> Shown:
    return Shown(
        id=row.pk,
        role=row.role,
        talked_on=here.day(row.talked_at) if row.talked_at else None,
        tried_on=row.tried_on,
        topic=sealing.open_topic(
            key,
            row.envelope,
            couple_id=here.couple_id,
            audience_id=row.audience_id,
            check_in_id=row.check_in_id,
            position=row.position,
        ),
        voices=_voices(here, row),
    )


def _voices(here: Standing, row: TalkingPoint) -> Voices:
    voices = {voice.member_id: voice for voice in row.voices.all()}
    mine = voices.get(here.viewer_id)
    theirs = voices.get(here.partner.id) if here.partner else None
    return Voices(
        choices=(mine.choice if mine else "", theirs.choice if theirs else ""),
        helped=mine.helped if mine else "",
        told=mine.helped_shared if mine else False,
        partner_told=told(theirs.helped, shared=theirs.helped_shared) if theirs else "",
    )


def _saved(here: Standing, couple_key: bytes) -> presenting.List:
    rows = SavedStarter.objects.filter(couple_id=here.couple_id).values_list("starter_index", "talked_on")
    places = {bytes(index): Saved(talked_on) for index, talked_on in rows}
    return lambda key: places.get(keys.blind_index(couple_key, key)) if places else None


def point(viewer: User, point_id: UUID) -> dict[str, Any]:
    """One point. Raises NotFound."""
    for found in shown(required(viewer), point_ids=[point_id]):
        return found
    raise nothing_here()


def point_for_two(viewer: User, point_id: UUID) -> dict[str, Any]:
    """One point as it stands on a page for two. Raises NotFound."""
    return visibility.point_for_two(point(viewer, point_id))


def voices_for_two(viewer: User, point_ids: Collection[UUID]) -> dict[str, Any]:
    """What was said of these points, as it stands on a page for two.

    A page asks every few seconds, so nothing is decrypted. Points that the viewer may not see are left out. Raises
    NotFound without a couple.
    """
    here = required(viewer)
    rows = shared_points(here).filter(pk__in=point_ids).only("id", "role", "talked_at", "tried_on")
    return {
        "results": [
            {
                "id": row.pk,
                "voice": visibility.voice_for_two(
                    presenting.voice(
                        _voices(here, row),
                        private=False,
                        talked_on=here.day(row.talked_at) if row.talked_at else None,
                        tried_on=row.tried_on,
                    )
                ),
            }
            for row in rows.prefetch_related("voices")
        ]
    }


def own_points(viewer: User, check_in_id: UUID) -> dict[str, Any]:
    """The topics of one check-in with what the viewer alone may read: private cards, whether talking helped.

    One page, for History. Raises NotFound without a couple.
    """
    here = required(viewer)
    return _page(here, visible_points(here).filter(check_in_id=check_in_id), for_two=False)


def points(viewer: User, *, before: int | None = None, for_two: bool = True) -> dict[str, Any]:
    """Past topics, newest first: as both were shown them, or (not `for_two`) with what the viewer alone may read.

    Pages end between check-ins: `next` is the number to pass as `before`, None at the end.
    """
    here = required(viewer)
    rows = shared_points(here) if for_two else visible_points(here)
    if before is not None:
        rows = rows.filter(check_in__number__lt=before)
    return _page(here, rows, for_two=for_two)


def _page(here: Standing, rows: QuerySet[TalkingPoint], *, for_two: bool) -> dict[str, Any]:
    rows = rows.exclude(role=TalkingPoint.Role.STRENGTH).order_by("-check_in__number", "position")
    about = list(rows.values_list("id", "check_in_id", "check_in__number", "check_in__opens_at")[: PAGE + 1])
    following = None
    if len(about) > PAGE:
        last_number = about[-1][2]
        kept = [row for row in about if row[2] > last_number]
        about, following = (kept, kept[-1][2]) if kept else (about, last_number)
    wanted = visible_points(here).filter(pk__in=[row[0] for row in about]).order_by("position")
    by_id = {found["id"]: found for found in (present_for_two if for_two else present)(here, wanted)}
    results = [
        {**by_id[point_id], "check_in_id": check_in_id, "date": here.day(opens_at)}
        for point_id, check_in_id, _number, opens_at in about
    ]
    return {"results": results, "next": following}


def library(
    viewer: User, *, dimension: str | None = None, search: str = "", saved_only: bool = False
) -> dict[str, Any]:
    """The library's starters by reason, with the couple's list marked. Without a couple nothing is saved."""
    here = standing(viewer)
    saved = _saved(here, keys.data_key(here.couple_id, None)) if here else (lambda _key: None)
    results = []
    for reason in catalogue().reasons.values():
        if dimension and reason.dimension != dimension:
            continue
        starters = [presenting.starter(found, saved=saved) for found in reason.starters]
        if saved_only:
            starters = [found for found in starters if found["saved"]]
        if search and not _matches(search, [reason.title, reason.summary]):
            starters = [found for found in starters if _matches(search, [found["text"]])]
        if starters:
            results.append(
                {
                    "reason": {
                        "key": reason.key,
                        "title": reason.title,
                        "summary": reason.summary,
                        "dimension": reason.dimension,
                        "number": reason.number,
                    },
                    "starters": starters,
                    "experiments": [
                        {"key": found.key, "text": found.text, "minutes": found.minutes}
                        for found in reason.experiments
                    ],
                }
            )
    return {"results": results}


def _matches(search: str, texts: Iterable[str]) -> bool:
    """Whether every word of the search occurs in one of the texts, whatever its case."""
    words = search.casefold().split()
    return any(all(word in text.casefold() for word in words) for text in texts)
