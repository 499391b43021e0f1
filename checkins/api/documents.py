"""The two bodies that hold answers, taken apart by hand: they are the hot path, and a serializer costs as much as
sealing them ten times over. What is in `answers` is checked by `checkins.answers`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from couples.errors import Invalid

#: Points that one request may ask for.
MOST_POINTS = 40
_MOST_REVISIONS = 2**31 - 2


@dataclass(frozen=True, slots=True)
class DraftBody:
    """A draft as sent. `answers` is unchecked; `author` is whose words the client says they are."""

    base_revision: int
    answers: object
    author: UUID | None


@dataclass(frozen=True, slots=True)
class SubmissionBody:
    """A submission as sent. `answers` is unchecked; `author` is whose words the client says they are."""

    submission_id: UUID
    base_revision: int
    answers: object
    author: UUID | None


def draft(data: Any) -> DraftBody:
    """Raises Invalid naming the fields that are wrong."""
    body = _object(data)
    revision, errors = _revision(body)
    author = _author(body, errors)
    _refuse(errors)
    return DraftBody(revision, body.get("answers"), author)


def submission(data: Any) -> SubmissionBody:
    """Raises Invalid naming the fields that are wrong."""
    body = _object(data)
    revision, errors = _revision(body)
    try:
        submission_id = UUID(str(body.get("submission_id")))
    except ValueError:
        errors["submission_id"] = [{"code": "invalid", "message": _("A UUID made by the client.")}]
        submission_id = UUID(int=0)
    author = _author(body, errors)
    _refuse(errors)
    return SubmissionBody(submission_id, revision, body.get("answers"), author)


def before(query: Mapping[str, str]) -> int | None:
    """The page mark of a list. Raises Invalid if it is none of ours."""
    mark = query.get("before")
    if mark is None:
        return None
    if not mark.isascii() or not mark.isdigit() or len(mark) > 9:
        _refuse({"before": [{"code": "invalid", "message": _("The `next` of an earlier page.")}]})
    return int(mark)


def before_check_in(query: Mapping[str, str]) -> UUID | None:
    """The page mark of the history. Raises Invalid if it is not the id of a check-in."""
    mark = query.get("before")
    if mark is None:
        return None
    try:
        return UUID(mark)
    except ValueError:
        _refuse({"before": [{"code": "invalid", "message": _("The `next` of an earlier page.")}]})
        raise


def own_check_in(query: Mapping[str, str]) -> UUID | None:
    """The check-in whose topics one asks for, for oneself alone. Raises Invalid if it is not an id."""
    mark = query.get("own")
    if mark is None:
        return None
    try:
        return UUID(mark)
    except ValueError:
        _refuse({"own": [{"code": "invalid", "message": _("The id of a check-in.")}]})
        raise


def point_ids(query: QueryDict) -> list[UUID]:
    """The points whose voices one asks for, by repeated `id`. Raises Invalid for other things, and for too many."""
    given = query.getlist("id")
    try:
        if len(given) <= MOST_POINTS:
            return [UUID(each) for each in given]
    except ValueError:
        pass
    _refuse({"id": [{"code": "invalid", "message": _("The ids of at most 40 topics.")}]})
    return []


def _object(data: Any) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        _refuse({"": [{"code": "wrong_type", "message": _("Send one JSON object.")}]})
    return data if isinstance(data, dict) else {}


def _revision(body: Mapping[str, Any]) -> tuple[int, dict[str, list[dict[str, str]]]]:
    revision = body.get("base_revision")
    if isinstance(revision, int) and not isinstance(revision, bool) and 0 <= revision <= _MOST_REVISIONS:
        return revision, {}
    message = _("The revision that these answers started from, 0 for none.")
    return 0, {"base_revision": [{"code": "invalid", "message": message}]}


def _author(body: Mapping[str, Any], errors: dict[str, list[dict[str, str]]]) -> UUID | None:
    if body.get("author") is None:
        return None
    try:
        return UUID(str(body["author"]))
    except ValueError:
        errors["author"] = [{"code": "invalid", "message": _("The id of who wrote this, or leave it out.")}]
        return None


def _refuse(errors: Mapping[str, list[dict[str, str]]]) -> None:
    if errors:
        raise Invalid(_("Some of it needs another look."), fields=errors)
