"""Parse the bodies that hold answers, and the query parameters.

These two bodies are taken apart by hand: a serializer would cost ten times as much as sealing them.
`checkins.answers` checks what is in their `answers`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, cast
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _
from rest_framework.request import Request

from checkins.answers import CollectedErrors
from couples.errors import Conflict, Invalid

#: Most points that one request may ask for.
MOST_POINTS = 40
_MOST_REVISIONS = 2**31 - 2


@dataclass(frozen=True, slots=True)
class DraftBody:
    """A draft as sent. `answers` is unchecked. `author` is the author of the words, as the client knows it."""

    base_revision: int
    answers: object
    author: UUID | None


@dataclass(frozen=True, slots=True)
class SubmissionBody:
    """A submission as sent. `answers` is unchecked. `author` is the author of the words, as the client knows it."""

    submission_id: UUID
    base_revision: int
    answers: object
    author: UUID | None


def draft_body(request: Request) -> DraftBody:
    """Parse a draft. Raises Invalid naming the wrong fields, Conflict (`person_missing`)."""
    body = _json_object(request.data)
    errors: CollectedErrors = {}
    revision, author = _revision(body, errors), _author(body, errors)
    _raise_for(errors)
    return DraftBody(revision, body.get("answers"), _named(author, request))


def submission_body(request: Request) -> SubmissionBody:
    """Parse a submission. Raises Invalid naming the wrong fields, Conflict (`person_missing`)."""
    body = _json_object(request.data)
    errors: CollectedErrors = {}
    revision = _revision(body, errors)
    submission_id = _uuid(body.get("submission_id"))
    if submission_id is None:
        errors |= _error("submission_id", "invalid", _("A UUID made by the client."))
    author = _author(body, errors)
    _raise_for(errors)
    return SubmissionBody(
        submission_id or UUID(int=0), revision, body.get("answers"), _named(author, request)
    )


def page_number(query: Mapping[str, str]) -> int | None:
    """The `before` of a list that counts its pages. Raises Invalid unless an earlier page gave it as `next`."""
    mark = query.get("before")
    if mark is not None and (not mark.isascii() or not mark.isdigit() or len(mark) > 9):
        _refuse("before", _("The `next` of an earlier page."))
    return None if mark is None else int(mark)


def page_check_in(query: Mapping[str, str]) -> UUID | None:
    """The `before` of the history. Raises Invalid unless it is an id."""
    return _uuid_or_refuse(query, "before", _("The `next` of an earlier page."))


def own_check_in(query: Mapping[str, str]) -> UUID | None:
    """The check-in whose topics the viewer asks for, for themselves alone. Raises Invalid unless it is an id."""
    return _uuid_or_refuse(query, "own", _("The id of a check-in."))


def point_ids(query: QueryDict) -> list[UUID]:
    """The points given by repeated `id`. Raises Invalid for anything but ids, and for too many."""
    given = query.getlist("id")
    found = [point_id for each in given[:MOST_POINTS] if (point_id := _uuid(each)) is not None]
    if len(found) != len(given):
        _refuse("id", _("The ids of at most 40 topics."))
    return found


def _named(author: UUID | None, request: Request) -> UUID | None:
    """Raise Conflict (`person_missing`) if neither the body nor a header names the author.

    A page that was open before the header existed names the author of its words in the body alone.
    """
    if author is None and "X-Person" not in request.headers:
        raise Conflict(_("Reload the page, then try again."), code="person_missing")
    return author


def _json_object(data: Any) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        _raise_for(_error("", "wrong_type", _("Send one JSON object.")))
    return cast(Mapping[str, Any], data)


def _revision(body: Mapping[str, Any], errors: CollectedErrors) -> int:
    revision = body.get("base_revision")
    if isinstance(revision, int) and not isinstance(revision, bool) and 0 <= revision <= _MOST_REVISIONS:
        return revision
    errors |= _error(
        "base_revision", "invalid", _("The revision that these answers started from, 0 for none.")
    )
    return 0


def _author(body: Mapping[str, Any], errors: CollectedErrors) -> UUID | None:
    given = body.get("author")
    author = None if given is None else _uuid(given)
    if given is not None and author is None:
        errors |= _error("author", "invalid", _("The id of the person who wrote this, or leave it out."))
    return author


def _uuid_or_refuse(query: Mapping[str, str], name: str, message: str) -> UUID | None:
    given = query.get(name)
    found = None if given is None else _uuid(given)
    if given is not None and found is None:
        _refuse(name, message)
    return found


def _uuid(given: object) -> UUID | None:
    try:
        return UUID(str(given))
    except ValueError:
        return None


def _error(field: str, code: str, message: str) -> CollectedErrors:
    return {field: [{"code": code, "message": message}]}


def _refuse(field: str, message: str) -> NoReturn:
    raise Invalid(_("Please check what you entered."), fields=_error(field, "invalid", message))


def _raise_for(errors: CollectedErrors) -> None:
    if errors:
        raise Invalid(_("Please check what you entered."), fields=errors)
