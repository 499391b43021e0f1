"""Read the jar: the kind words that were revealed to the viewer in the present couple."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import FilteredRelation, Q

from checkins import sealing, visibility
from checkins.asking.prompts import AskedPrompt
from checkins.models import CheckIn
from checkins.talking.wishes import words as shared_words
from checkins.viewer_context import viewer_context
from couples.encryption import keys
from couples.models import User
from couples.queries import PersonName

__all__ = ["Jar", "jar"]

#: Number of check-ins that one page reads. So a page has at most this many kind words.
PAGE = 50


@dataclass(frozen=True, slots=True)
class KindWords:
    """The partner's kind words in one check-in, and the day on which they were revealed."""

    check_in_id: UUID
    revealed_on: dt.date
    text: str


@dataclass(frozen=True, slots=True)
class Jar:
    """A page of the partner's kind words, newest first. Pass `next` as `before` for the next page, which may be empty.

    `partner`: the partner who wrote the words. For a person without a partner, `partner` is null and the jar is
    empty.
    """

    partner: PersonName | None
    words: Sequence[KindWords]
    next: int | None


def jar(viewer: User, *, before: int | None = None, size: int = PAGE) -> Jar:
    """Read a page of the jar, from at most `size` check-ins. `before`: the `next` of an earlier page.

    Only the partner's responses to the present couple's revealed check-ins are decrypted. A private text is left out,
    just like a missing text.
    """
    context = viewer_context(viewer)
    if context is None or context.partner is None:
        return Jar(None, [], None)
    author_id = context.partner.id
    found = CheckIn.objects.filter(couple_id=context.couple_id, state=visibility.REVEALED)
    if before is not None:
        found = found.filter(number__lt=before)
    rows = list(
        found.annotate(theirs=FilteredRelation("responses", condition=Q(responses__author=author_id)))
        .order_by("-number")
        .values_list("id", "number", "revealed_at", "prompts", "theirs__envelope", named=True)[: size + 1]
    )
    page = rows[:size]
    key = keys.data_key(context.couple_id, author_id) if page else b""
    words = []
    for row in page:
        answers = sealing.open_answers(
            key, row.theirs__envelope, couple_id=context.couple_id, author_id=author_id, check_in_id=row.id
        )
        prompts: list[AskedPrompt] = row.prompts
        words += [
            KindWords(row.id, context.day(row.revealed_at), text)
            for asked in prompts
            if row.revealed_at is not None
            and asked["kind"] == "appreciation"
            and (text := shared_words(answers.get(asked["id"])))
        ]
    return Jar(
        partner=PersonName(context.partner.name),
        words=words,
        next=page[-1].number if len(rows) > size else None,
    )
