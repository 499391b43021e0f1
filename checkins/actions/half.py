"""One person's half of a check-in as it is stored, and what keeps it from being written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from checkins import answers as documents
from checkins import sealing, visibility, writing
from checkins.answers import Answers
from checkins.models import Response
from couples.errors import Conflict
from couples.models import User


class Raced(Exception):
    """Another save of the same person came between reading and writing."""


@dataclass(frozen=True, slots=True)
class Half:
    """One person's half of one check-in, with the key that seals it."""

    author_id: UUID
    check_in_id: UUID
    couple_id: UUID
    key: bytes

    def write(
        self, given: Answers, base_revision: int, *, now: dt.datetime, submission_id: UUID | None = None
    ) -> int:
        """Store the document as the next revision, inside the caller's transaction.

        Raises Raced if another write came first.
        """
        envelope = sealing.seal_answers(
            self.key, given, couple_id=self.couple_id, author_id=self.author_id, check_in_id=self.check_in_id
        )
        if not writing.save_half(
            check_in_id=self.check_in_id,
            author_id=self.author_id,
            revision=base_revision + 1,
            envelope=envelope,
            answered=count(given),
            submission_id=submission_id,
            now=now,
        ):
            raise Raced
        return base_revision + 1

    def stored(self) -> tuple[int, Answers]:
        """The revision and the answers that are stored; 0 and none if there are none.

        Raises Conflict (`already_submitted`) if they are final.
        """
        row = (
            Response.objects.filter(check_in_id=self.check_in_id, author_id=self.author_id)
            .values_list("revision", "envelope", "submitted_at")
            .first()
        )
        revision, answers = 0, Answers()
        if row is not None:
            refuse_final(row[2])
            revision = row[0]
            answers = sealing.open_answers(
                self.key,
                row[1],
                couple_id=self.couple_id,
                author_id=self.author_id,
                check_in_id=self.check_in_id,
            )
        return revision, answers

    def conflict(self) -> Conflict:
        """The refusal that carries what the server has, so that no words are lost on either side."""
        revision, answers = self.stored()
        return Conflict(
            _("These answers were changed on another device. Compare, then save again."),
            code="draft_conflict",
            extra={"revision": revision, "answers": _as_json(answers)},
        )


def _as_json(answers: Mapping[str, documents.Answer]) -> dict[str, Any]:
    """A document as the API shows it to its author."""
    return {prompt_id: documents.as_json(answer) for prompt_id, answer in answers.items()}


def count(given: Answers) -> int:
    """How many prompts have an answer: a skip is none."""
    return sum(answer.status != "skipped" for answer in given.values())


def refuse_anothers(actor: User, author_id: UUID | None) -> None:
    """Raise Conflict (`not_your_draft`) for words that the client kept for somebody else.

    On a phone that two share, what one wrote and could not send must never go out as the other's.
    """
    if author_id is not None and author_id != actor.pk:
        raise Conflict(
            _(
                "These words were written by somebody else on this device. They wait until that person signs in."
            ),
            code="not_your_draft",
        )


def refuse_final(submitted_at: dt.datetime | None) -> None:
    """Raise Conflict (`already_submitted`) for a half that is final."""
    if submitted_at is not None:
        raise Conflict(
            _("You have finished this check-in. What you submitted stays as it is."), code="already_submitted"
        )


def refuse_closed(state: str, opens_at: dt.datetime, closes_at: dt.datetime, now: dt.datetime) -> None:
    """Raise Conflict (`check_in_closed`) outside the window."""
    if not visibility.may_write(state, opens_at=opens_at, closes_at=closes_at, now=now):
        raise Conflict(
            _("This check-in has closed. The next one opens soon."),
            code="check_in_closed",
        )
