"""Save a draft of a response, and submit a response.

Saving a draft writes only the row of the author's own response. A submission locks the check-in first. If both
partners submit at the same moment, the second submission waits for the first, and then reveals both responses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import FilteredRelation, Q

from checkins import signals, visibility
from checkins.actions.agreements import keep_or_rest
from checkins.actions.stored_response import (
    ConcurrentSave,
    StoredResponse,
    count_answered,
    refuse_another_author,
    refuse_closed,
    refuse_submitted,
)
from checkins.answering import writing
from checkins.answering.answers import complete_answers, parse_answers, parse_partial_answers, without_tender
from checkins.asking.prompts import AskedPrompt
from checkins.models import CheckIn
from checkins.pair import Pair
from checkins.revealing import reveal
from checkins.viewer_context import not_found
from couples.compiled import Compiled
from couples.encryption import keys
from couples.models import Membership, User

__all__ = ["SavedDraft", "Submitted", "save_draft", "submit"]


class _OwnRow(NamedTuple):
    """A database row: a check-in, and the revision and submission time of the actor's response.

    If the actor has no response yet, `revision` and `submitted_at` are None.
    """

    couple_id: UUID
    opens_at: dt.datetime
    closes_at: dt.datetime
    state: str
    prompts: list[AskedPrompt]
    revision: int | None
    submitted_at: dt.datetime | None


_OWN = Compiled(
    lambda check_in, actor: (
        CheckIn.objects.filter(
            pk=check_in, couple__memberships__user=actor, couple__memberships__ended_at=None
        )
        .annotate(mine=FilteredRelation("responses", condition=Q(responses__author=actor)))
        .values_list(
            "couple_id", "opens_at", "closes_at", "state", "prompts", "mine__revision", "mine__submitted_at"
        )
    )
)
_CHECK_IN = tuple(field.attname for field in CheckIn._meta.concrete_fields)
#: `no_key=True`, because the partner's first draft must not wait for this lock.
_LOCKED = Compiled(
    lambda check_in: (
        CheckIn.objects.select_for_update(no_key=True).filter(pk=check_in).values_list(*_CHECK_IN)
    )
)


class _Member(NamedTuple):
    """A member of the couple, the state of their response, and two encrypted keys: the member's own and the couple's.

    `tender_starts`, `zone`: from the couple's schedule. `tender_starts` is the number of the first check-in that may
    ask about tender topics, or None.
    `revision`, `submission_id`, `submitted_at` and `answered` are None if the member has no response yet.
    """

    user_id: UUID
    wants_tender: bool
    tender_starts: int | None
    zone: ZoneInfo
    revision: int | None
    submission_id: UUID | None
    submitted_at: dt.datetime | None
    answered: int | None
    key: bytes | None
    shared_key: bytes | None


#: The couple's members in seat order. The columns are the fields of `_Member`.
_MEMBERS = Compiled(
    lambda couple, check_in: (
        Membership.objects.filter(couple_id=couple, ended_at=None)
        .annotate(
            response=FilteredRelation("user__responses", condition=Q(user__responses__check_in=check_in)),
            key=FilteredRelation("user__data_keys", condition=Q(user__data_keys__couple=couple)),
            shared_key=FilteredRelation("couple__data_keys", condition=Q(couple__data_keys__author=None)),
        )
        .order_by("seat")
        .values_list(
            "user_id",
            "tender_topics",
            "couple__schedule__tender_starts",
            "couple__schedule__time_zone",
            "response__revision",
            "response__submission_id",
            "response__submitted_at",
            "response__answered",
            "key__wrapped",
            "shared_key__wrapped",
        )
    )
)


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """Result of `save_draft`. The client's next save must send this `revision` as its `base_revision`."""

    revision: int
    saved_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Submitted:
    """Result of `submit`.

    `check_in`: the check-in as it is after the call. It is revealed if both partners have submitted.
    `answered`: number of prompts that the author answered.
    `wants_tender`: whether the author wants questions about tender topics.
    """

    check_in: CheckIn
    answered: int
    wants_tender: bool


def save_draft(
    actor: User,
    *,
    check_in_id: UUID,
    base_revision: int,
    answers: object,
    author_id: UUID | None = None,
    part: bool = False,
    now: dt.datetime,
) -> SavedDraft:
    """Replace the actor's draft, unless another device has saved the draft since this client read it.

    `base_revision`: the revision that the client started from (0: no draft yet).
    `answers`: the answers by prompt id, as the client sent them.
    `part`: replace only the answers to the prompts that `answers` names, and keep all other answers. A prompt for which
    `answers` has None loses its answer.
    `author_id`: who wrote these answers, as far as the client knows (None: unknown). On a shared device, it may be the
    actor's partner.

    Raises NotFound if the actor's couple has no such check-in.
    Raises Invalid, with an error per field, if the answers don't fit the prompts.
    Raises Conflict: `not_your_draft` if another person wrote the answers, `already_submitted` if the actor has
    submitted, `check_in_closed` if the check-in is not open, `draft_conflict` if another device has saved the draft
    meanwhile. `draft_conflict` carries the stored `revision` and `answers`.
    """
    refuse_another_author(actor, author_id)
    row = _OWN.first(check_in=check_in_id, actor=actor.pk)
    if row is None:
        raise not_found()
    own = _OwnRow._make(row)
    refuse_submitted(own.submitted_at)
    refuse_closed(own.state, own.opens_at, own.closes_at, now)
    response = StoredResponse(actor.pk, check_in_id, own.couple_id, keys.data_key(own.couple_id, actor.pk))
    if part:
        given = parse_partial_answers(answers, own.prompts, response.draft().answers)
    else:
        given = parse_answers(answers, own.prompts)
    if base_revision != (own.revision or 0):
        raise response.conflict()
    try:
        with transaction.atomic():
            return SavedDraft(response.write(given, base_revision, now=now), now)
    except ConcurrentSave as error:
        raise response.conflict() from error


def submit(
    actor: User,
    *,
    check_in_id: UUID,
    submission_id: UUID,
    base_revision: int,
    answers: object,
    author_id: UUID | None = None,
    now: dt.datetime,
) -> Submitted:
    """Submit the actor's response. If the partner has already submitted, reveal both responses in the same transaction.

    A second call with the same `submission_id` changes nothing. It returns the check-in as it is now, which may have
    been revealed or have lapsed since the first call. If the actor does not want tender topics, the answers about such
    topics become private.

    `base_revision`: the revision that the client started from (0: no draft yet).
    `answers`: the answers by prompt id, as the client sent them.
    `author_id`: who wrote these answers, as far as the client knows (None: unknown). On a shared device, it may be the
    actor's partner.

    Raises NotFound if the actor's couple has no such check-in.
    Raises Invalid, with an error per field, if the answers don't fit the prompts, or if there is no answer.
    Raises Conflict: `not_your_draft` if another person wrote the answers, `already_submitted` if the actor has
    submitted, `check_in_closed` if the check-in is not open, `draft_conflict` if another device has saved the draft
    meanwhile. `draft_conflict` carries the stored `revision` and `answers`.
    """
    refuse_another_author(actor, author_id)
    try:
        with transaction.atomic():
            # Lock before reading anything else, so that no other response, lapse or departure comes in between.
            return _submit(actor, locked(check_in_id), submission_id, base_revision, answers, now)
    except ConcurrentSave as error:
        # The actor saved a first draft from another tab at the same moment. Nothing was written here: read again.
        couple_id = CheckIn.objects.values_list("couple_id", flat=True).get(pk=check_in_id)
        response = StoredResponse(actor.pk, check_in_id, couple_id, keys.data_key(couple_id, actor.pk))
        raise response.conflict() from error


def locked(check_in_id: UUID) -> CheckIn:
    """Read a check-in and lock its row until the transaction ends. Raises NotFound if the check-in does not exist."""
    row = _LOCKED.first(check_in=check_in_id)
    if row is None:
        raise not_found()
    return CheckIn.from_db(DEFAULT_DB_ALIAS, [*_CHECK_IN], row)


def _submit(
    actor: User, check_in: CheckIn, submission_id: UUID, base_revision: int, answers: object, now: dt.datetime
) -> Submitted:
    members = [_Member._make(row) for row in _MEMBERS.rows(couple=check_in.couple_id, check_in=check_in.pk)]
    mine = next((member for member in members if member.user_id == actor.pk), None)
    if mine is None:
        raise not_found()
    if mine.submission_id == submission_id:
        return Submitted(check_in, mine.answered or 0, mine.wants_tender)
    refuse_submitted(mine.submitted_at)
    refuse_closed(check_in.state, check_in.opens_at, check_in.closes_at, now)
    asked: Sequence[AskedPrompt] = check_in.prompts
    parsed = parse_answers(answers, asked)
    if not mine.wants_tender:
        parsed = without_tender(parsed, asked)
    given = complete_answers(parsed, asked)
    own_key = keys.unwrapped(check_in.couple_id, [(actor.pk, mine.key)])[actor.pk]
    response = StoredResponse(actor.pk, check_in.pk, check_in.couple_id, own_key)
    if base_revision != (mine.revision or 0):
        raise response.conflict()
    response.write(given, base_revision, now=now, submission_id=submission_id)
    signals.response_submitted.send(CheckIn, check_in=check_in, author=actor, now=now)
    others = [member for member in members if member is not mine]
    submitted = 1 + sum(other.submitted_at is not None for other in others)
    if visibility.may_reveal(solo=not others, submitted=submitted):
        _reveal(check_in, members, actor, now)
    return Submitted(check_in, count_answered(given), mine.wants_tender)


def _reveal(check_in: CheckIn, members: Sequence[_Member], actor: User, now: dt.datetime) -> None:
    writing.mark_revealed(check_in, now=now)
    first, second = members
    wrapped = [(first.user_id, first.key), (second.user_id, second.key), (None, first.shared_key)]
    all_keys = keys.unwrapped(check_in.couple_id, wrapped)
    pair = Pair(check_in.couple_id, (first.user_id, second.user_id), first.zone, all_keys)
    begun = first.tender_starts is not None and first.tender_starts <= check_in.number
    both = first.wants_tender and second.wants_tender
    alone = (begun and first.wants_tender, begun and second.wants_tender)
    reveal.write_points(check_in, pair, tender=begun and both, tender_alone=alone, now=now)
    keep_or_rest(check_in, pair)
    signals.check_in_revealed.send(
        CheckIn, check_in=check_in, last_author=actor, members=pair.authors, now=now
    )
