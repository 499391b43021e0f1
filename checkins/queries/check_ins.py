"""Read one check-in with the viewer's own answers. The partner's answers are never read here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from checkins import sealing, visibility
from checkins.answering.answers import SKIPPED, Answer, Answers
from checkins.asking import prompts
from checkins.asking.prompts import AskedPrompt, ShownPrompt
from checkins.models import CheckIn, Response
from checkins.queries import cards
from checkins.queries.agreements import worded
from checkins.queries.cards import CARD, CardRow, OwnProgress, partner_finished, with_own_response
from checkins.viewer_context import ViewerContext, not_found, required_context, viewer_context
from checkins.visibility import CheckInState
from couples.compiled import Compiled
from couples.encryption import keys
from couples.models import Couple, Membership, User

__all__ = ["CheckInPage", "check_in", "own_and_present", "own_past"]

#: A check-in that the viewer answered alone may prefill the first check-in together, if it opened at most this long
#: before.
RECENT = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CheckInPage:
    """A check-in with its prompts, and the viewer's own answers by prompt id.

    `start_from`: the id of a check-in that the viewer answered shortly before linking with the partner, if its
    answers can prefill the present check-in. Otherwise null.
    """

    id: UUID
    number: int
    opens_at: dt.datetime
    closes_at: dt.datetime
    state: CheckInState
    mine: OwnProgress
    prompts: Sequence[ShownPrompt]
    answered: int
    partner_finished: bool | None
    revision: int
    answers: Mapping[str, Answer]
    start_from: UUID | None


class _FullRow(NamedTuple):
    """A check-in with its prompts, and the encrypted answers of the viewer (`envelope`, None if nothing is stored)."""

    card: CardRow
    couple_id: UUID
    prompts: list[AskedPrompt]
    envelope: bytes | memoryview | None


_FULL = (*CARD, "couple_id", "prompts", "mine__envelope")


def _full_row(row: tuple[Any, ...]) -> _FullRow:
    return _FullRow(CardRow._make(row[: len(CARD)]), *row[len(CARD) :])


_IN_COUPLE = Compiled(
    lambda check_in, couple, viewer: with_own_response(
        CheckIn.objects.filter(pk=check_in, couple_id=couple), viewer
    ).values_list(*_FULL)
)


def check_in(viewer: User, check_in_id: UUID, *, now: dt.datetime) -> CheckInPage:
    """Read a check-in with the viewer's own answers.

    Raises NotFound if the check-in does not belong to the viewer's present couple.
    """
    context = required_context(viewer)
    found = _IN_COUPLE.first(check_in=check_in_id, couple=context.couple_id, viewer=viewer.pk)
    if found is None:
        raise not_found()
    row = _full_row(found)
    state = visibility.state_at(row.card.state, closes_at=row.card.closes_at, now=now)
    finished = partner_finished(context, check_in_id, state)
    return _page(
        viewer.pk,
        row,
        wants_tender=context.wants_tender,
        past=False,
        now=now,
        finished=finished,
        start_from=_answered_alone(context, row.card, now=now),
        partner=context.partner.name if context.partner else "",
    )


def _answered_alone(context: ViewerContext, row: CardRow, *, now: dt.datetime) -> UUID | None:
    """Return the id of a check-in whose answers can prefill the couple's first check-in (`row`), or None.

    The result is the latest check-in that the viewer answered alone, and that opened in the week before `row` opened.
    Return None unless `row` is the first check-in, is still open, and has no answers of the viewer. Only the viewer's
    own responses are read.
    """
    is_open = visibility.state_at(row.state, closes_at=row.closes_at, now=now) == visibility.OPEN
    if context.solo or row.number != 1 or row.answered or not is_open:
        return None
    alone = Response.objects.filter(
        author=context.viewer_id,
        answered__gt=0,
        check_in__couple__kind=Couple.Kind.SOLO,
        check_in__opens_at__range=(row.opens_at - RECENT, row.opens_at),
    )
    return alone.order_by("-check_in__opens_at").values_list("check_in_id", flat=True).first()


def own_past(viewer: User, check_in_id: UUID, *, now: dt.datetime, named: bool = False) -> CheckInPage:
    """Read the viewer's own response to a past check-in, even if the viewer has left that couple.

    `named`: whether prompts may contain the partner's name. Pass True only for a page that the viewer reads alone.

    Prompts about tender topics are left out unless the viewer answered them, because the viewer may never have seen
    them. Raises NotFound if the viewer neither answered the check-in nor belongs to its couple.
    """
    wrote = Exists(Response.objects.filter(check_in=OuterRef("pk"), author=viewer.pk, envelope__isnull=False))
    rows = with_own_response(
        CheckIn.objects.filter(
            Q(wrote) | Q(couple__memberships__user=viewer.pk, couple__memberships__ended_at=None),
            pk=check_in_id,
        ),
        viewer.pk,
    )
    if named:
        rows = rows.annotate(partner=Subquery(_partners_name(OuterRef("couple_id"), viewer.pk)))
    found = rows.values_list(*_FULL, *(["partner"] if named else [])).first()
    if found is None:
        raise not_found()
    partner = found[len(_FULL)] if named else None
    return _page(
        viewer.pk,
        _full_row(found[: len(_FULL)]),
        wants_tender=False,
        past=True,
        now=now,
        partner=partner or "",
    )


def _partners_name(couple: Any, viewer_id: UUID) -> QuerySet[Membership, tuple[str]]:
    """Return a query for the name of the viewer's partner in this couple. Empty if the viewer has left the couple."""
    live = Membership.objects.filter(
        couple=couple, couple__memberships__user=viewer_id, couple__memberships__ended_at=None, ended_at=None
    )
    return live.exclude(user=viewer_id).values_list("user__display_name")[:1]


def own_and_present(viewer: User) -> list[tuple[UUID, bool]]:
    """Return each check-in in the viewer's history, oldest first: its id, and whether the viewer can read its reveal.

    Only ids are returned, so that a caller can process years of history one check-in at a time.
    """
    context = viewer_context(viewer)
    ids = Response.objects.filter(author=viewer.pk, envelope__isnull=False).values("check_in")
    if context:
        # Two lookups in two indexes. `OR` between a column and EXISTS would read everyone's check-ins.
        ids = ids.union(CheckIn.objects.filter(couple=context.couple_id).values("pk"))
    rows = CheckIn.objects.filter(pk__in=ids).order_by("opens_at", "pk")
    return [
        (
            pk,
            context is not None
            and couple_id == context.couple_id
            and visibility.is_revealed(state, live_member=True),
        )
        for pk, couple_id, state in rows.values_list("pk", "couple_id", "state")
    ]


def _page(
    viewer_id: UUID,
    row: _FullRow,
    *,
    wants_tender: bool,
    past: bool,
    now: dt.datetime,
    finished: bool | None = None,
    start_from: UUID | None = None,
    partner: str = "",
) -> CheckInPage:
    answers: Answers = {}
    language = None
    if row.envelope is not None:
        try:
            key = keys.data_key(row.couple_id, viewer_id)
        except keys.KeyMissing:
            raise not_found() from None
        answers, answered_in = sealing.open_response(
            key, row.envelope, couple_id=row.couple_id, author_id=viewer_id, check_in_id=row.card.id
        )
        # Final answers stay next to the wording that was answered. A draft's prompts are in the reader's language.
        language = answered_in if row.card.submitted_at else None
    said = {prompt_id for prompt_id, answer in answers.items() if past and answer != SKIPPED}
    shown = [
        asked for asked in row.prompts if wants_tender or asked["id"] in said or not prompts.is_tender(asked)
    ]
    card = cards.present(row.card, wants_tender=wants_tender, now=now, partner_finished=finished)
    return CheckInPage(
        id=card.id,
        number=card.number,
        opens_at=card.opens_at,
        closes_at=card.closes_at,
        state=card.state,
        mine=card.mine,
        prompts=[
            prompts.shown(prompt, language, partner=partner)
            for prompt in worded(viewer_id, row.couple_id, shown)
        ],
        answered=card.answered,
        partner_finished=card.partner_finished,
        revision=row.card.revision or 0,
        answers=answers,
        start_from=start_from,
    )
