"""Help lines by country, read once: `help_lines()`. Who reads them is nobody's business, so nobody is told.

`fixed/help.yaml` of the library holds them; the same file in a deck of one's own replaces the countries that it names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings

from content.catalogue import LIBRARY
from content.documents import Document, LibraryError, Problem, read


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Somebody to turn to. `phone`, `url`: at least one is not empty. `checked`: when it was last compared with
    what `source` names."""

    name: str
    hours: str
    languages: tuple[str, ...]
    for_: str
    checked: dt.date
    source: str
    phone: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """One country's emergency numbers and lines. `zones`: where it is suggested first."""

    code: str
    name: str
    emergency: str
    zones: tuple[str, ...]
    lines: tuple[HelpLine, ...]


def load_help(folders: Sequence[Path]) -> Mapping[str, Country]:
    """The countries of these folders by code; a later folder's take the place of an earlier one's.

    Raises LibraryError with every problem found, each with file and line.
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
    """All countries. Raises LibraryError with file and line of each problem."""
    return load_help((LIBRARY, *_decks()))


@cache
def own_help_lines() -> Mapping[str, Country]:
    """What this house's own decks add or replace; the app brings the rest along."""
    return load_help(_decks())


def as_json(countries: Mapping[str, Country]) -> dict[str, Any]:
    """The countries as the app reads them."""
    return {
        code: {
            "name": country.name,
            "emergency": country.emergency,
            "zones": list(country.zones),
            "lines": [_line_as_json(line) for line in country.lines],
        }
        for code, country in countries.items()
    }


def _line_as_json(line: HelpLine) -> dict[str, Any]:
    known = {**asdict(line), "checked": line.checked.isoformat(), "languages": list(line.languages)}
    # Where an entry was compared is for whoever keeps the list.
    return {name.rstrip("_"): value for name, value in known.items() if value and name != "source"}


def _decks() -> tuple[Path, ...]:
    decks = getattr(settings, "CONTENT_DIRS", []) if settings.configured else []
    return tuple(map(Path, decks))


def _wrong(document: Document) -> list[Problem]:
    """What the schema cannot see: days and zones that there are not, a zone that is named twice."""
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
