"""One check-in as its viewer may answer it. Nothing here reads the partner's half."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet

from checkins import prompts, sealing, visibility
from checkins.answers import SKIPPED, as_json
from checkins.models import CheckIn, Response
from checkins.standing import Standing, nothing_here, required, standing
from couples import keys
from couples.compiled import Compiled
from couples.models import Couple, User

#: The columns of a card, in the order that `render` takes them.
CARD = (
    "id",
    "number",
    "opens_at",
    "closes_at",
    "state",
    "asked",
    "tender_asked",
    "mine__revision",
    "mine__answered",
    "mine__submitted_at",
)


#: Answers from before linking count for the first check-in together if their own opened at most this long before it.
RECENT = dt.timedelta(days=7)


def with_own_half(rows: QuerySet[CheckIn], viewer_id: UUID) -> QuerySet[CheckIn]:
    """Join the viewer's own response as `mine`."""
    return rows.annotate(mine=FilteredRelation("responses", condition=Q(responses__author=viewer_id)))


def wrote_to(viewer_id: UUID) -> Q:
    """Of check-ins: those with words of the viewer's."""
    return Q(
        Exists(Response.objects.filter(check_in=OuterRef("pk"), author=viewer_id, envelope__isnull=False))
    )


_IN_COUPLE = Compiled(
    lambda check_in, couple, viewer: with_own_half(
        CheckIn.objects.filter(pk=check_in, couple_id=couple), viewer
    ).values_list(*CARD, "prompts", "mine__envelope")
)


def render(
    row: tuple[Any, ...], *, wants_tender: bool, now: dt.datetime, partner_finished: bool | None = None
) -> dict[str, Any]:
    """The CheckInCard of the API from the columns of `CARD`. `wants_tender`: as the viewer has it now."""
    (
        check_in_id,
        number,
        opens_at,
        closes_at,
        state,
        asked,
        tender_asked,
        _revision,
        answered,
        submitted_at,
    ) = row
    shown = asked if wants_tender else asked - tender_asked
    return {
        "id": check_in_id,
        "number": number,
        "opens_at": opens_at,
        "closes_at": closes_at,
        "state": visibility.state_at(state, closes_at=closes_at, now=now),
        "mine": progress(answered, submitted_at),
        "prompts": shown,
        "answered": min(answered or 0, shown),
        "partner_finished": partner_finished,
    }


def progress(answered: int | None, submitted_at: object) -> str:
    """How far a half is, by these columns of it. What was thrown away is as if it had never been begun."""
    return "submitted" if submitted_at else "not_started" if answered is None else "draft"


def card(check_in: CheckIn, *, answered: int, wants_tender: bool, now: dt.datetime) -> dict[str, Any]:
    """The card of a check-in just submitted. Without a query: the one bit of S8 is moot, for whoever is first
    waits and whoever is second sees it revealed."""
    return render(
        (
            check_in.pk,
            check_in.number,
            check_in.opens_at,
            check_in.closes_at,
            check_in.state,
            check_in.asked,
            check_in.tender_asked,
            1,
            answered,
            True,
        ),
        wants_tender=wants_tender,
        now=now,
    )


def partner_finished(here: Standing, check_in_id: UUID, state: str) -> bool | None:
    """S8's one bit. The partner's half is asked about only if the partner chose to tell, and only while it is open."""
    if here.partner is None or not here.partner.tells_when_finished or state != visibility.OPEN:
        return None
    submitted = Response.objects.filter(
        check_in=check_in_id, author=here.partner.id, submitted_at__isnull=False
    )
    return visibility.finished_bit(state, partner_tells=True, partner_submitted=submitted.exists())


def check_in(viewer: User, check_in_id: UUID, *, now: dt.datetime) -> dict[str, Any]:
    """A check-in of the viewer's present couple with their own answers. Raises NotFound."""
    here = required(viewer)
    row = _IN_COUPLE.first(check_in=check_in_id, couple=here.couple_id, viewer=viewer.pk)
    if row is None:
        raise nothing_here()
    finished = partner_finished(here, check_in_id, visibility.state_at(row[4], closes_at=row[3], now=now))
    start_from = _answered_alone(here, row, now=now)
    body = _full(
        viewer.pk, here.couple_id, row, wants_tender=here.wants_tender, past=False, now=now, finished=finished
    )
    return body | {"start_from": start_from}


def _answered_alone(here: Standing, row: tuple[Any, ...], *, now: dt.datetime) -> UUID | None:
    """The viewer's newest check-in with answers from just before the two linked, to start the first one from.

    None unless the first one is open and the viewer has no answers in it. Looks at the viewer's own responses only.
    """
    _id, number, opens_at, closes_at, state, _asked, _tender, _revision, answered, *_rest = row
    is_open = visibility.state_at(state, closes_at=closes_at, now=now) == visibility.OPEN
    if here.solo or number != 1 or answered or not is_open:
        return None
    alone = Response.objects.filter(
        author=here.viewer_id,
        answered__gt=0,
        check_in__couple__kind=Couple.Kind.SOLO,
        check_in__opens_at__range=(opens_at - RECENT, opens_at),
    )
    return alone.order_by("-check_in__opens_at").values_list("check_in_id", flat=True).first()


def own_past(viewer: User, check_in_id: UUID, *, now: dt.datetime) -> dict[str, Any]:
    """One's own half of any check-in one ever answered, also of a couple one has left: one's own words alone.

    Of the tender prompts those alone that one answered: the others may never have been shown to the viewer.
    Raises NotFound, also when the check-in exists but one never wrote to it and does not live there.
    """
    rows = with_own_half(
        CheckIn.objects.filter(
            wrote_to(viewer.pk) | Q(couple__memberships__user=viewer.pk, couple__memberships__ended_at=None),
            pk=check_in_id,
        ),
        viewer.pk,
    )
    row = rows.values_list(*CARD, "prompts", "mine__envelope", "couple_id").first()
    if row is None:
        raise nothing_here()
    return _full(viewer.pk, row[-1], row[:-1], wants_tender=False, past=True, now=now, finished=None)


def own_and_present(viewer: User) -> list[tuple[UUID, bool]]:
    """The check-ins of the viewer's history, oldest first, each with whether both halves are open to them now.

    Ids alone: whoever needs all of somebody's years can take them one at a time.
    """
    here = standing(viewer)
    ids = Response.objects.filter(author=viewer.pk, envelope__isnull=False).values("check_in")
    if here:
        # As two looks at two indexes: `OR` between a column and EXISTS reads everybody's check-ins.
        ids = ids.union(CheckIn.objects.filter(couple=here.couple_id).values("pk"))
    rows = CheckIn.objects.filter(pk__in=ids).order_by("opens_at", "pk")
    return [
        (
            pk,
            here is not None
            and couple_id == here.couple_id
            and visibility.is_revealed(state, live_member=True),
        )
        for pk, couple_id, state in rows.values_list("pk", "couple_id", "state")
    ]


def _full(
    viewer_id: UUID,
    couple_id: UUID,
    row: tuple[Any, ...],
    *,
    wants_tender: bool,
    past: bool,
    now: dt.datetime,
    finished: bool | None,
) -> dict[str, Any]:
    *columns, every, envelope = row
    answers = {}
    if envelope is not None:
        try:
            key = keys.data_key(couple_id, viewer_id)
        except keys.KeyMissing:
            raise nothing_here() from None
        answers = sealing.open_answers(
            key, envelope, couple_id=couple_id, author_id=viewer_id, check_in_id=columns[0]
        )
    said = {prompt_id for prompt_id, answer in answers.items() if past and answer != SKIPPED}
    shown = [asked for asked in every if wants_tender or asked["id"] in said or not prompts.is_tender(asked)]
    body = render(tuple(columns), wants_tender=wants_tender, now=now, partner_finished=finished)
    return {
        **body,
        "prompts": [prompts.public(prompt) for prompt in shown],
        "revision": columns[7] or 0,
        "answers": {prompt_id: as_json(answer) for prompt_id, answer in answers.items()},
        "start_from": None,
    }
