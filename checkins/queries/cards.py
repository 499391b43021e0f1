"""A short summary of a check-in, for the home screen and for the result of a submission."""

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

__all__ = ["CheckInCard", "card"]

OwnProgress = Literal["not_started", "draft", "submitted"]


@dataclass(frozen=True, slots=True)
class CheckInCard:
    """A short summary of a check-in.

    `mine`: the viewer's own progress.
    `prompts`: the number of prompts. `answered`: the number of these prompts that the viewer has answered.
    `partner_finished`: true if the partner has submitted and lets the viewer know. Otherwise null, never false.
    """

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
    """A database row: a check-in, and the state of the viewer's own response.

    Without a response, `revision`, `answered` and `submitted_at` are None.
    """

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


#: The database columns for the fields of `CardRow`, in the same order. `with_own_response` joins `mine`.
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
    """Add the viewer's own response to each row of a query for check-ins, under the name `mine`."""
    return rows.annotate(mine=FilteredRelation("responses", condition=Q(responses__author=viewer_id)))


def present(
    row: CardRow, *, wants_tender: bool, now: dt.datetime, partner_finished: bool | None = None
) -> CheckInCard:
    """Make the card (short summary) of a check-in. `wants_tender`: whether to count the prompts about tender topics."""
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
    """Return the progress of a response, from its stored columns. A discarded draft counts as not started."""
    return "submitted" if submitted_at else "not_started" if answered is None else "draft"


def card(check_in: CheckIn, *, answered: int, wants_tender: bool, now: dt.datetime) -> CheckInCard:
    """Make the card (short summary) of a check-in to which the viewer has just submitted a response.

    This needs no query, not even to see whether the partner has submitted. If the viewer is the first to submit, the
    partner has not submitted. If the viewer is the second to submit, the check-in is revealed.
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
    """Return True if the partner has submitted and lets the viewer know. Otherwise return None, never False.

    The partner's response is read only if the partner chose to let the viewer know, and only while the check-in is
    open. docs/seal.md calls this rule S8.
    """
    partner = context.partner
    if partner is None or not partner.tells_when_finished or state != visibility.OPEN:
        return None
    submitted = Response.objects.filter(check_in=check_in_id, author=partner.id, submitted_at__isnull=False)
    return visibility.finished_bit(state, partner_tells=True, partner_submitted=submitted.exists())
