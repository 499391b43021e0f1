"""Load the help lines by country: `help_lines()`. The app never records that someone looked at the help lines.

A help line is a phone number or website for people in need. The library's help lines are in its file
`fixed/help.yaml`. Each folder in `settings.CONTENT_DIRS` may have a `fixed/help.yaml` of its own. The countries in such
a file are added to the library's countries. If a country is in both, the installation's entry replaces the library's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from zoneinfo import available_timezones

from django.conf import settings

from content.catalogue import LIBRARY
from content.files.library_files import LibraryError, LibraryFile, Problem, read
from content.languages import said
from content.values import SOURCE_LANGUAGE

LineTopic = Literal["violence", "despair", "own-behaviour"]


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A phone number or website for people in need. At least one of `phone` and `url` is not empty.

    `about`: "violence" (for people who live with violence), "despair", or "own-behaviour" (for people who hurt
    someone, or are afraid that they will).
    `for_`: a sentence that tells people whom the line helps.
    `source`: where the facts about the line come from. `checked`: the day on which the facts were last compared with
    the source.
    """

    name: str
    about: LineTopic
    hours: str
    languages: tuple[str, ...]
    for_: str
    checked: dt.date
    source: str
    phone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """A country's emergency numbers and help lines.

    `zones`: the time zones of people to whom the app suggests this country first.
    """

    code: str
    name: str
    emergency: str
    zones: tuple[str, ...]
    lines: tuple[HelpLine, ...]


def load_help(folders: Sequence[Path]) -> Mapping[str, Country]:
    """Load the countries' help lines from these folders, by country code.

    If two folders have the same country, the later folder's country counts. Raises LibraryError with the file and
    line of each problem.
    """
    found: dict[str, Country] = {}
    problems: list[Problem] = []
    for folder in folders:
        path = folder / "fixed" / "help.yaml"
        if not path.exists():
            continue
        try:
            document = read(path, "help")
        except LibraryError as broken:
            problems += broken.problems
            continue
        problems += _wrong(document)
        if not problems:
            found |= {code: _country(code, raw) for code, raw in document.data.items()}
    if problems:
        raise LibraryError(problems)
    return MappingProxyType(dict(sorted(found.items())))


@cache
def help_lines() -> Mapping[str, Country]:
    """Load the help lines of all countries, by country code, and cache them.

    Raises LibraryError with the file and line of each problem.
    """
    return load_help((LIBRARY, *_decks()))


@cache
def own_help_lines() -> Mapping[str, Country]:
    """Return the help lines of the countries that this installation adds or replaces, by country code.

    The phone app already contains the help lines of all other countries.
    """
    return load_help(_decks())


def as_json(countries: Mapping[str, Country], language: str = SOURCE_LANGUAGE) -> dict[str, Any]:
    """Convert countries to the JSON data that the phone app reads, by country code.

    Texts that have no translation to `language` stay English. A help line's source and its empty fields are left out.
    """
    return {
        code: {
            "name": said("help.country", country.name, language).text,
            "emergency": said("help.emergency", country.emergency, language).text,
            "zones": list(country.zones),
            "lines": [_line_as_json(line, language) for line in country.lines],
        }
        for code, country in countries.items()
    }


def _line_as_json(line: HelpLine, language: str) -> dict[str, Any]:
    known = {
        **asdict(line),
        "checked": line.checked.isoformat(),
        "hours": said("help.hours", line.hours, language).text,
        "for_": said("help.for", line.for_, language).text,
        "languages": [said("help.language", spoken, language).text for spoken in line.languages],
    }
    # `source` is only for the people who maintain the list.
    return {name.rstrip("_"): value for name, value in known.items() if value and name != "source"}


def _decks() -> tuple[Path, ...]:
    decks = getattr(settings, "CONTENT_DIRS", []) if settings.configured else []
    return tuple(map(Path, decks))


def _wrong(document: LibraryFile) -> list[Problem]:
    """Return problems that the schema can't find: invalid dates, unknown time zones, a time zone in two countries."""
    problems = []
    claimed: dict[str, str] = {}
    known = available_timezones()
    for code, raw in document.data.items():
        for at, zone in enumerate(raw["zones"]):
            place = document.place(code, "zones", at)
            if zone not in known:
                problems.append(Problem(place, f"there is no time zone '{zone}'"))
            elif claimed.setdefault(zone, code) != code:
                problems.append(Problem(place, f"'{zone}' is named under {claimed[zone]} already"))
        for at, line in enumerate(raw["lines"]):
            try:
                dt.date.fromisoformat(line["checked"])
            except ValueError:
                place = document.place(code, "lines", at, "checked")
                problems.append(Problem(place, f"there is no day '{line['checked']}'"))
    return problems


def _country(code: str, raw: Mapping[str, Any]) -> Country:
    return Country(
        code=code,
        name=raw["name"],
        emergency=raw["emergency"],
        zones=tuple(raw["zones"]),
        lines=tuple(
            HelpLine(
                name=line["name"],
                about=line.get("about", "violence"),
                hours=line["hours"],
                languages=tuple(line["languages"]),
                for_=line["for"],
                checked=dt.date.fromisoformat(line["checked"]),
                source=line["source"],
                phone=line.get("phone", ""),
                url=line.get("url", ""),
            )
            for line in raw["lines"]
        ),
    )
