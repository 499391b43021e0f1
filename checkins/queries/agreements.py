"""Read a couple's agreements, and insert the agreements' words into the prompts that ask whether to keep them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from checkins import sealing
from checkins.asking.prompts import AGREEMENT, AGREEMENT_PREFIX, AskedPrompt
from checkins.models import Agreement
from checkins.talking import agreements
from checkins.viewer_context import required_context
from couples.encryption import keys
from couples.models import User

__all__ = ["AgreementList", "agreement_list"]


@dataclass(frozen=True, slots=True)
class AgreedWords:
    """An agreement to which both partners said yes.

    `agreed_on`: the day of the second yes, in the couple's time zone.
    """

    id: UUID
    text: str
    agreed_on: dt.date


@dataclass(frozen=True, slots=True)
class ProposedAgreement:
    """A proposed agreement that waits for the other partner's yes. `mine`: whether the viewer proposed it."""

    id: UUID
    text: str
    mine: bool


@dataclass(frozen=True, slots=True)
class AgreementResult:
    """An agreement that a revealed check-in asked about. `kept`: whether the agreement is still in force."""

    text: str
    kept: bool


@dataclass(frozen=True, slots=True)
class AgreementList:
    """The couple's agreements, oldest first. Both partners see the same list, except `mine` of proposed agreements.

    `standing`: agreements in force. `waiting`: proposed agreements.
    `resting`: agreements for which at least one partner did not answer yes to "Keep it?". They end when the next
    check-in opens.
    `room`: whether another agreement may be proposed.
    """

    standing: Sequence[AgreedWords]
    waiting: Sequence[ProposedAgreement]
    resting: Sequence[AgreedWords]
    room: bool


def agreement_list(viewer: User) -> AgreementList:
    """Return the agreements of the viewer's present couple. Raises NotFound if the viewer belongs to no couple."""
    context = required_context(viewer)
    found = list(_with_words(context.couple_id).order_by("agreed_on", "created_at", "pk"))
    opened = _opened(context.couple_id, found)

    def agreed(state: Agreement.State) -> list[AgreedWords]:
        return [
            AgreedWords(row.pk, opened[row.pk], row.agreed_on)
            for row in found
            if row.state == state and row.agreed_on is not None
        ]

    standing, resting = agreed(Agreement.State.STANDING), agreed(Agreement.State.RESTING)
    waiting = [
        ProposedAgreement(row.pk, opened[row.pk], row.proposed_by_id == viewer.pk)
        for row in found
        if row.state == Agreement.State.WAITING
    ]
    room = len(standing) < agreements.MOST_STANDING and len(waiting) < agreements.MOST_WAITING
    return AgreementList(standing, waiting, resting, room=room and context.partner is not None)


def results(couple_id: UUID, asked: Sequence[AskedPrompt]) -> list[AgreementResult]:
    """Return the agreements that a revealed check-in asked about, in the order of its prompts.

    Agreements that have ended are left out. The partners' sealed answers are not read, because the reveal has already
    stored their result as the state of each agreement.
    """
    if not (ids := agreements.asked_about(asked)):
        return []
    found = {row.pk: row for row in _with_words(couple_id).filter(pk__in=ids)}
    opened = _opened(couple_id, list(found.values()))
    return [
        AgreementResult(opened[each], kept=found[each].state == Agreement.State.STANDING)
        for each in ids
        if each in found
    ]


def worded(viewer_id: UUID, couple_id: UUID, asked: Sequence[AskedPrompt]) -> Sequence[AskedPrompt]:
    """Return the prompts in `asked`, with the words of agreements inserted.

    A stored prompt that asks whether to keep an agreement has only the agreement's id. The returned prompt has the
    agreement's words as its text, or a placeholder if the agreement has ended or the viewer has left the couple.
    """
    if not (ids := agreements.asked_about(asked)):
        return asked
    found = _with_words(couple_id).filter(
        pk__in=ids, couple__memberships__user=viewer_id, couple__memberships__ended_at=None
    )
    opened = _opened(couple_id, list(found))
    return [
        {**prompt, "text": opened.get(_agreement_id(prompt)) or _("An agreement that has ended.")}
        if prompt["kind"] == AGREEMENT
        else prompt
        for prompt in asked
    ]


def _agreement_id(prompt: AskedPrompt) -> UUID:
    return UUID(prompt["id"].removeprefix(AGREEMENT_PREFIX))


def _with_words(couple_id: UUID) -> QuerySet[Agreement]:
    return Agreement.objects.filter(couple_id=couple_id, envelope__isnull=False)


def _opened(couple_id: UUID, rows: Sequence[Agreement]) -> dict[UUID, str]:
    """Decrypt agreements. Return the words of each agreement by its id."""
    if not rows:
        return {}
    key = keys.data_key(couple_id, None)
    return {
        row.pk: sealing.open_agreement(key, row.envelope, couple_id=couple_id, agreement_id=row.pk)
        for row in rows
        if row.envelope is not None
    }
