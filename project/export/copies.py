"""Write the two files of a person's export in pieces: JSON for programs and HTML for people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone, translation

from checkins import queries
from couples.models import User
from project.export import gathering, reading
from project.http.rendering import encode_json

NAME = "side-by-side"
FORMAT = "side-by-side/1"


def files(viewer: User, *, now: dt.datetime) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the export's two files, JSON and HTML: each file's name with the pieces of its text.

    The texts are in the viewer's language. Times on the HTML page are in the viewer's time zone.
    """
    yield f"{NAME}/{NAME}.json", _spoken(viewer, as_json(viewer, now=now))
    yield f"{NAME}/{NAME}.html", _spoken(viewer, as_page(viewer, now=now))


def as_json(viewer: User, *, now: dt.datetime) -> Iterator[str]:
    """Yield the viewer's export as the pieces of one JSON document. Only a few check-ins are in memory at a time."""
    head = {"format": FORMAT, "made_at": now, **gathering.account(viewer, now=now)}
    yield _json(head)[:-1]
    yield ',"check_ins":'
    yield from _list(found for _, found in _check_ins(viewer, now))
    yield ',"talking_points":'
    yield from _list(gathering.talking_points(viewer))
    yield ',"kind_words":'
    yield from _list(gathering.kind_words(viewer))
    yield "}\n"


def as_page(viewer: User, *, now: dt.datetime) -> Iterator[str]:
    """Yield the viewer's export as the pieces of one HTML page. The page works offline, because it loads no files."""
    about = gathering.account(viewer, now=now)
    yield _render(viewer, "head", {"about": about, "now": now})
    for place, found in _check_ins(viewer, now):
        yield _render(
            viewer, "check_in", {"place": place, "week": reading.week(found["mine"], found["revealed"])}
        )
    yield _render(viewer, "between", {"kind_words": gathering.kind_words(viewer)})
    for point in gathering.talking_points(viewer):
        yield _render(viewer, "point", {"point": point})
    yield _render(viewer, "tail", {"about": about})


def _check_ins(viewer: User, now: dt.datetime) -> Iterator[tuple[int, dict[str, Any]]]:
    for place, (check_in_id, can_read_reveal) in enumerate(queries.own_and_present(viewer), start=1):
        found = gathering.check_in(viewer, check_in_id, can_read_reveal=can_read_reveal, now=now)
        if found is not None:
            yield place, found


def _spoken(viewer: User, pieces: Iterator[str]) -> Iterator[str]:
    """Yield the given pieces of text, with the viewer's language active while each piece is made.

    The language is reset after each piece, because the thread may serve another person before the next piece.
    """
    while True:
        with translation.override(viewer.language):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


def _render(viewer: User, part: str, context: dict[str, Any]) -> str:
    with timezone.override(viewer.time_zone):
        return render_to_string(f"project/export/{part}.html", context)


def _list(items: Iterable[Any]) -> Iterator[str]:
    yield "["
    for number, item in enumerate(items):
        yield ("," if number else "") + _json(item)
    yield "]"


def _json(value: Any) -> str:
    return encode_json(value).decode()
