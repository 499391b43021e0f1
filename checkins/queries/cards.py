"""A check-in in brief, as the first screen and the answer to a submission show it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast
from uuid import UUID

from django.db.models import FilteredRelation, Q, QuerySet

from checkins import visibility
from checkins.models import CheckIn, Response
from checkins.viewer_context import ViewerContext
from checkins.visibility import CheckInState

OwnProgress = Literal["not_started", "draft", "submitted"]


@dataclass(frozen=True, slots=True)
class CheckInCard:
    """A check-in in brief. `partner_finished` is true or null, never false, and only if the partner chose to tell."""

    id: UUID
    number: int
    opens_at: dt.datetime
    closes_at: dt.datetime
    state: CheckInState
    mine: OwnProgress
    prompts: int
    answered: int
    partner_finished: bool | None


class CardRow(NamedTuple):
    """A check-in with the state of the viewer's own response. Without a response, its last three fields are None."""

    id: UUID
    number: int
    opens_at: dt.datetime
    closes_at: dt.datetime
    state: CheckInState
    asked: int
    tender_asked: int
    revision: int | None
    answered: int | None
    submitted_at: dt.datetime | None


#: Column by field of `CardRow`, in the same order. `mine` comes from `with_own_response`.
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


def with_own_response(rows: QuerySet[CheckIn], viewer_id: UUID) -> QuerySet[CheckIn]:
    """Join the viewer's own response as `mine`."""
    return rows.annotate(mine=FilteredRelation("responses", condition=Q(responses__author=viewer_id)))


def present(
    row: CardRow, *, wants_tender: bool, now: dt.datetime, partner_finished: bool | None = None
) -> CheckInCard:
    """The card of a check-in. `wants_tender`: the viewer's present choice."""
    asked = row.asked if wants_tender else row.asked - row.tender_asked
    return CheckInCard(
        id=row.id,
        number=row.number,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        state=visibility.state_at(row.state, closes_at=row.closes_at, now=now),
        mine=progress(row.answered, row.submitted_at),
        prompts=asked,
        answered=min(row.answered or 0, asked),
        partner_finished=partner_finished,
    )


def progress(answered: int | None, submitted_at: object) -> OwnProgress:
    """Progress of a response, from its stored columns. A discarded draft counts as not started."""
    return "submitted" if submitted_at else "not_started" if answered is None else "draft"


def card(check_in: CheckIn, *, answered: int, wants_tender: bool, now: dt.datetime) -> CheckInCard:
    """The card of a check-in that the viewer has just submitted.

    Needs no query, not even for the bit of S8: the first to submit has to wait, and the second sees the reveal.
    """
    row = CardRow(
        id=check_in.pk,
        number=check_in.number,
        opens_at=check_in.opens_at,
        closes_at=check_in.closes_at,
        state=cast(CheckInState, check_in.state),
        asked=check_in.asked,
        tender_asked=check_in.tender_asked,
        revision=1,
        answered=answered,
        submitted_at=now,
    )
    return present(row, wants_tender=wants_tender, now=now)


def partner_finished(context: ViewerContext, check_in_id: UUID, state: str) -> bool | None:
    """The one bit of S8. Reads the partner's response only if the partner chose to tell, and only while it is open."""
    partner = context.partner
    if partner is None or not partner.tells_when_finished or state != visibility.OPEN:
        return None
    submitted = Response.objects.filter(check_in=check_in_id, author=partner.id, submitted_at__isnull=False)
    return visibility.finished_bit(state, partner_tells=True, partner_submitted=submitted.exists())
