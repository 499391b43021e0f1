"""Telephone help lines are loaded like the library. An operator may replace the lines of a country.

Everyone sees the same help lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from content.catalogue import LIBRARY
from content.checks import library as check
from content.files.library_files import ROOT, LibraryError
from content.help_lines import as_json, help_lines, load_help, own_help_lines
from content.languages import LANGUAGES

WORDS = ROOT / "frontend" / "src" / "words"
DECK = """\
AT:
  name: Austria
  emergency: 133 or 112
  zones: [Europe/Vienna]
  lines:
    - name: Our own house
      phone: 01 234 56 78
      hours: day and night
      languages: [German]
      for: Everybody who lives near us.
      checked: "2026-10-01"
      source: called by us
XK:
  name: Kosovo
  emergency: "112"
  zones: []
  lines:
    - name: A list of lines
      url: https://findahelpline.com
      hours: each its own
      languages: [English]
      for: Everybody.
      checked: "2026-10-01"
      source: its site
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """The path of a file with help lines, such as an operator may add."""
    path = tmp_path / "fixed" / "help.yaml"
    path.parent.mkdir()
    path.write_text(DECK, encoding="utf-8")
    return path


@pytest.fixture
def ours(deck: Path, settings: Settings) -> Iterator[Path]:
    settings.CONTENT_DIRS = [str(deck.parent.parent)]
    for kept in (help_lines, own_help_lines):
        kept.cache_clear()
    yield deck
    for kept in (help_lines, own_help_lines):
        kept.cache_clear()


def test_the_lines_that_ship_are_whole() -> None:
    shipped = load_help((LIBRARY,))
    assert len(shipped) >= 20
    zones = [zone for country in shipped.values() for zone in country.zones]
    assert len(set(zones)) == len(zones)
    assert set(zones) <= available_timezones()
    for country in shipped.values():
        assert re.search(r"\d{2}", country.emergency), country.code
        for line in country.lines:
            assert line.phone or line.url, line
            assert line.source, line


def test_every_country_has_a_line_for_people_in_despair() -> None:
    for country in load_help((LIBRARY,)).values():
        assert any(line.about == "despair" for line in country.lines), country.code


#: Countries where no help line for men who live with violence was found (docs/decisions/0057).
UNTRACED = {"CA", "ES", "IN", "IT"}


def test_men_who_live_with_violence_find_a_line_too() -> None:
    for country in load_help((LIBRARY,)).values():
        lines = [line for line in country.lines if line.about == "violence"]
        for_all = [
            line for line in lines if not re.match(r"(England: women|Women|A map of women's)", line.for_)
        ]
        assert bool(for_all) is (country.code not in UNTRACED), country.code


def test_a_line_names_a_publication_that_it_was_compared_with() -> None:
    for country in load_help((LIBRARY,)).values():
        for line in country.lines:
            assert not re.search(r"public listings|the operator's page|newspapers", line.source), line
            assert re.search(r"page|“|news|notice|of \d|20\d\d|[Rr]elease", line.source), line


def test_the_lines_of_the_uk_say_for_which_nation_they_are() -> None:
    lines = load_help((LIBRARY,))["GB"].lines
    nations = {line.for_.split(":")[0] for line in lines if ":" in line.for_}
    assert nations == {"England", "Scotland", "Wales", "Northern Ireland"}
    assert any("LGBT+" in line.for_ for line in lines)


def test_a_line_of_an_older_deck_is_about_violence(ours: Path) -> None:
    assert {line["about"] for line in as_json(help_lines())["AT"]["lines"]} == {"violence"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_app_brings_exactly_these_along(language: str) -> None:
    bundled = json.loads((WORDS / language / "help.json").read_text("utf-8"))
    assert bundled == as_json(load_help((LIBRARY,)), language), "run: make client"


def test_a_line_is_described_in_the_readers_language_and_keeps_its_name_and_number() -> None:
    english, german = (as_json(load_help((LIBRARY,)), language)["AT"] for language in ("en", "de"))
    assert german["name"] == "Österreich"
    line, described = english["lines"][0], german["lines"][0]
    assert (described["name"], described["phone"]) == (line["name"], line["phone"])
    assert (described["for"], described["hours"]) != (line["for"], line["hours"])
    assert "Deutsch" in described["languages"]


def test_a_house_replaces_a_country_and_adds_another(ours: Path) -> None:
    merged = help_lines()
    assert [line.name for line in merged["AT"].lines] == ["Our own house"]
    assert "XK" in merged
    assert merged["DE"] == load_help((LIBRARY,))["DE"]


def test_everybody_is_given_the_same_without_a_session_or_a_query(ours: Path, client: Client) -> None:
    # This test has no database mark, so a query would fail.
    answer = client.get("/help.json")
    assert answer.json() == as_json(own_help_lines())
    assert sorted(answer.json()) == ["AT", "XK"]
    assert not answer.cookies


def test_where_a_house_adds_nothing_there_is_nothing(client: Client) -> None:
    assert client.get("/help.json").json() == {}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'checked: "2026-10-01"\n      source: called',
            'checked: "2026-02-30"\n      source: called',
            "there is no day",
        ),
        ("phone: 01 234", "phone: call 234", "does not match"),
        ("    - name: Our own house\n", "    - name: Our own house\n      about: fire\n", "is not one of"),
        ("      phone: 01 234 56 78\n", "", "is not valid under any of the given schemas"),
        ("url: https://findahelpline.com", "url: http://findahelpline.com", "does not match"),
        ("[Europe/Vienna]", "[Europe/Wien]", "there is no time zone 'Europe/Wien'"),
        ("zones: []", "zones: [Europe/Vienna]", "'Europe/Vienna' is named under AT already"),
        ("XK:", "Kosovo:", "does not match"),
        ("XK:", "NO:", "a key must be text: put 'NO' in quotes"),
        ("      source: its site\n", "", "'source' is a required property"),
    ],
)
def test_a_mistake_stops_the_start_with_file_and_line(ours: Path, old: str, new: str, says: str) -> None:
    text = ours.read_text("utf-8")
    assert text.count(old) == 1
    ours.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(LibraryError) as broken:
        help_lines()
    assert says in str(broken.value)
    assert re.match(rf"{re.escape(str(ours.resolve()))}:\d+: ", str(broken.value))
    assert [message.id for message in check(None)] == ["content.E001"]


def test_the_command_says_how_old_they_are() -> None:
    out = StringIO()
    call_command("library", stdout=out)
    assert re.search(r"\d\d help lines in \d\d countries, .* since 20\d\d-\d\d-\d\d\.", out.getvalue())
