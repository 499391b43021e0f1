"""Read and write one person's sealed response to a check-in, and refuse writes that come too late."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from checkins import sealing, visibility
from checkins.answering import writing
from checkins.answering.answers import Answers
from checkins.models import Response
from content.languages import readers_language
from couples.errors import Conflict
from couples.models import User


class ConcurrentSave(Exception):
    """Raised if another request changed or submitted the same response between this request's read and write."""


class Draft(NamedTuple):
    """The stored answers of a draft. `revision` grows with each change, and is 0 before the first save."""

    revision: int
    answers: Answers


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """One person's response to one check-in in the database, and the key that encrypts it."""

    author_id: UUID
    check_in_id: UUID
    couple_id: UUID
    key: bytes

    def write(
        self, given: Answers, base_revision: int, *, now: dt.datetime, submission_id: UUID | None = None
    ) -> int:
        """Store the answers as the next revision, inside the caller's transaction. Return the new revision.

        `base_revision`: the revision that the answers replace. `submission_id`: None for a draft.
        The active language is stored with the answers, because the author reads the prompts in that language.

        Raises ConcurrentSave if the stored response no longer has `base_revision`, or has been submitted.
        """
        envelope = sealing.seal_answers(
            self.key,
            given,
            couple_id=self.couple_id,
            author_id=self.author_id,
            check_in_id=self.check_in_id,
            language=readers_language(),
        )
        if not writing.save_response(
            check_in_id=self.check_in_id,
            author_id=self.author_id,
            revision=base_revision + 1,
            envelope=envelope,
            answered=count_answered(given),
            submission_id=submission_id,
            now=now,
        ):
            raise ConcurrentSave
        return base_revision + 1

    def draft(self) -> Draft:
        """Read and decrypt the stored draft. If the author has saved nothing yet, return an empty draft.

        Raises Conflict (`already_submitted`) if the response is submitted.
        """
        row = (
            Response.objects.filter(check_in_id=self.check_in_id, author_id=self.author_id)
            .values_list("revision", "envelope", "submitted_at", named=True)
            .first()
        )
        if row is None:
            return Draft(0, {})
        refuse_submitted(row.submitted_at)
        answers = sealing.open_answers(
            self.key,
            row.envelope,
            couple_id=self.couple_id,
            author_id=self.author_id,
            check_in_id=self.check_in_id,
        )
        return Draft(row.revision, answers)

    def conflict(self) -> Conflict:
        """Return the error `draft_conflict` with the stored answers, so that the client can show both versions.

        Raises Conflict (`already_submitted`) if the response has been submitted meanwhile.
        """
        draft = self.draft()
        return Conflict(
            _("Your answers were also changed on another device. Compare both versions, then save again."),
            code="draft_conflict",
            extra={"revision": draft.revision, "answers": draft.answers},
        )


def count_answered(given: Answers) -> int:
    """Return the number of prompts with an answer. A skip does not count."""
    return sum(answer.status != "skipped" for answer in given.values())


def refuse_another_author(actor: User, author_id: UUID | None) -> None:
    """Raise Conflict (`not_your_draft`) if the client sends answers that another person wrote on the same device.

    On a shared phone, answers that one person has not sent yet must never be sent as another person's answers.
    `author_id`: who wrote the answers. If it is None, the client does not say, and nothing is raised.
    """
    if author_id is not None and author_id != actor.pk:
        raise Conflict(
            _("Someone else wrote this on this device. It is kept until that person signs in."),
            code="not_your_draft",
        )


def refuse_submitted(submitted_at: dt.datetime | None) -> None:
    """Raise Conflict (`already_submitted`) if the response has been submitted (`submitted_at` is set)."""
    if submitted_at is not None:
        raise Conflict(
            _("You have already submitted this check-in, so it stays as it is."), code="already_submitted"
        )


def refuse_closed(state: str, opens_at: dt.datetime, closes_at: dt.datetime, now: dt.datetime) -> None:
    """Raise Conflict (`check_in_closed`) if the check-in is not open or `now` is outside its window."""
    if not visibility.may_write(state, opens_at=opens_at, closes_at=closes_at, now=now):
        raise Conflict(
            _("This check-in has closed."),
            code="check_in_closed",
        )
