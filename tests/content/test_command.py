"""`manage.py library` and Django's system check report mistakes in the library.

They also report mistakes in decks (content that an operator adds).
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from content.catalogue import catalogue
from content.checks import library as check
from content.coverage import coverage
from tests.content.decks import DECK, change, line_of

pytestmark = pytest.mark.slow


@pytest.fixture
def with_deck(deck: Path, settings: Settings) -> Iterator[Path]:
    """Load the library with the additional content of `deck` during the test, and yield the folder of the deck."""
    settings.CONTENT_DIRS = [str(deck)]
    catalogue.cache_clear()
    yield deck
    catalogue.cache_clear()


def test_the_library_that_ships_passes() -> None:
    out = StringIO()
    call_command("library", "--check", stdout=out)
    assert "0 findings" in out.getvalue()
    assert "unheard" in out.getvalue()


def test_coverage_is_printed_by_reason_and_side_with_the_weeks_to_reach_it() -> None:
    out = StringIO()
    call_command("library", stdout=out)
    lines = out.getvalue().splitlines()
    header, unheard = lines[0].split("  "), next(line for line in lines if "unheard" in line).split()
    names = [name.strip() for name in header if name]
    assert names == [
        *("reason", "received", "own", "given", "reverse", "feels", "listens", "experiments"),
        *("first by", "again"),
    ]
    assert unheard[:2] == ["A4", "unheard"]
    [row] = [row for row in coverage(catalogue()) if row.reason.key == "unheard"]
    assert unheard[2:9] == [str(getattr(row, name)) for name in names[1:8]]
    assert all(1 <= int(weeks) <= 9 for weeks in unheard[9:])
    prompts = sum(len(reason.prompts) for reason in catalogue().reasons.values())
    assert f"{prompts} prompts, " in out.getvalue()


def test_a_library_of_too_many_reasons_to_reach_is_a_finding(with_deck: Path) -> None:
    for name in (f"shared-{n}" for n in range(20)):
        path = with_deck / f"{name}.yaml"
        path.write_text(DECK.replace("shared-laughter", name).replace("A99", "A98"), encoding="utf-8")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("library", "--check", stdout=out)
    assert "reach: 'shared-" in out.getvalue()


def test_a_deck_from_the_settings_is_read(with_deck: Path) -> None:
    assert "shared-laughter" in catalogue().reasons
    assert check(None) == []


def test_without_the_setting_only_the_library_is_read(settings: Settings) -> None:
    del settings.CONTENT_DIRS  # the setting is optional
    catalogue.cache_clear()
    assert len(catalogue().reasons) == 25


def test_a_finding_is_printed_and_fails_only_the_check(with_deck: Path) -> None:
    change(with_deck / "shared-laughter.yaml", "I let myself be silly.", "I was always silly.")
    out = StringIO()
    call_command("library", stdout=out)
    assert "no_absolutes: “always”" in out.getvalue()
    with pytest.raises(CommandError, match="Mend the findings"):
        call_command("library", "--check", stdout=StringIO())
    assert [message.id for message in check(None)] == ["content.W001"]


def test_a_broken_library_stops_the_start_with_file_and_line(with_deck: Path) -> None:
    change(with_deck / "shared-laughter.yaml", "minutes: 5", "minutes: 50")
    line = line_of(with_deck / "shared-laughter.yaml", "minutes: 50")
    [message] = check(None)
    assert message.id == "content.E001"
    assert message.is_serious()
    assert f"shared-laughter.yaml:{line}: " in message.msg
    with pytest.raises(CommandError, match=rf"shared-laughter\.yaml:{line}: "):
        call_command("library", stdout=StringIO())
