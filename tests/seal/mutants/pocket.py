"""Deliberate leaks from the pocket and the jar."""

from __future__ import annotations

import dataclasses
from contextvars import ContextVar
from typing import Any

from checkins import queries, sealing
from checkins.models import CheckIn, Response
from couples.encryption import keys
from couples.encryption.pocket import open_note
from couples.models import Membership, PocketNote, User
from couples.queries import PersonName
from tests.seal.mutants.workshop import Patch, Theme, added, aside, opened, their_newest
from tests.seal.walk import after_it, one_has_finished, parting, until_the_reveal

mutant = Theme()
_TAKEN: ContextVar[tuple[str, ...]] = ContextVar("taken", default=())


@aside
def _words(owner_id: Any) -> set[str]:
    """Return the texts of all notes in this person's pocket."""
    rows = list(PocketNote.objects.filter(owner=owner_id).values_list("note_id", "envelope"))
    if not rows:
        return set()
    key = keys.person_key(owner_id)
    return {open_note(key, envelope, owner_id=owner_id, note_id=note_id).text for note_id, envelope in rows}


@mutant("a pocket that changes a response's size", since=after_it)
def flagged(patch: Patch) -> None:
    """The stored response says which of its answers were copied from the pocket."""

    def seal(original: Any, key: Any, answers: Any, *, author_id: Any, **given: Any) -> Any:
        kept = _words(author_id)
        token = _TAKEN.set(tuple(prompt for prompt, answer in answers.items() if answer.note in kept))
        try:
            return original(key, answers, author_id=author_id, **given)
        finally:
            _TAKEN.reset(token)

    def dump(original: Any, document: Any) -> Any:
        return original({**document, "pocket": taken} if (taken := _TAKEN.get()) else document)

    patch.around(sealing, "seal_answers", seal)
    patch.around(sealing, "_dump", dump)


@mutant("a count of the partner's pocket notes")
def counted(patch: Patch) -> None:
    """The first screen says how many pocket notes the partner keeps."""

    def home(original: Any, viewer: Any, **given: Any) -> Any:
        others = aside(PocketNote.objects.exclude(owner=viewer.pk).count)()
        return added(original(viewer, **given), partner_notes=others)

    patch.around(queries, "home", home)


def _in_the_jar(body: Any, texts: list[str]) -> Any:
    return added(body, more=texts)


@mutant("a jar that does not wait for the reveal", since=one_has_finished)
def early(patch: Patch) -> None:
    """The jar shows kind words as soon as the partner has submitted them."""

    def jar(original: Any, viewer: Any, **given: Any) -> Any:
        response = their_newest(viewer.pk)
        said = opened(response) if response and response.submitted_at else {}
        return _in_the_jar(original(viewer, **given), [answer.note for answer in said.values()])

    patch.around(queries, "jar", jar)


@mutant("a jar with words that were kept private", since=until_the_reveal)
def private(patch: Patch) -> None:
    """The jar also shows the notes of the partner's private answers."""

    def jar(original: Any, viewer: Any, **given: Any) -> Any:
        body = original(viewer, **given)
        found = aside(list)(
            Response.objects.select_related("check_in")
            .filter(check_in__in=[each.check_in_id for each in body.words])
            .exclude(author=viewer.pk)
            .order_by("check_in__number")
        )
        return _in_the_jar(body, [answer.note for each in found for answer in opened(each).values()])

    patch.around(queries, "jar", jar)


@mutant("a jar that outlives the couple", since=parting)
def outliving(patch: Patch) -> None:
    """Someone whose couple has ended can still read the couple's jar."""

    @aside
    def kept(viewer: User) -> list[str]:
        ended = Membership.objects.filter(user=viewer, ended_at__isnull=False).values("couple")
        past = CheckIn.objects.filter(couple__in=ended, state="revealed")
        theirs = Response.objects.select_related("check_in").filter(check_in__in=past).exclude(author=viewer)
        return [
            answer.note
            for each in theirs.order_by("check_in__number")
            for answer in opened(each).values()
            if answer.sharing == "share"
        ]

    def jar(original: Any, viewer: Any, **given: Any) -> Any:
        body = original(viewer, **given)
        if body.partner is None:
            body = dataclasses.replace(body, partner=PersonName("somebody"))
        return _in_the_jar(body, kept(viewer))

    patch.around(queries, "jar", jar)
