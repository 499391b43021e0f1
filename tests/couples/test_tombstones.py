"""An erasure leaves a tombstone (a hash of the erased id, and the day) in the database and in a separate file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from couples import actions
from couples.erasure import tombstones
from couples.models import Tombstone, User
from tests.checkins.world import HOUR
from tests.factories import START, user

pytestmark = pytest.mark.django_db
NOW = START + HOUR


def erase(person: User) -> None:
    actions.erase(person, now=NOW)


def test_a_tombstone_holds_a_hash_and_a_day() -> None:
    alex = user("Alex")
    alex_id = alex.pk
    erase(alex)
    [stone] = Tombstone.objects.filter(kind="person")
    assert bytes(stone.fingerprint) == tombstones.fingerprint("person", alex_id)
    assert {field.name for field in Tombstone._meta.concrete_fields} == {"id", "kind", "fingerprint", "day"}


@pytest.mark.django_db(transaction=True)
def test_tombstones_are_kept_outside_the_database_too(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "out" / "tombstones.txt"
    settings.TOMBSTONES_FILE = str(file)
    first, second = user("Ana"), user("Ben")
    ids = first.pk, second.pk
    erase(first)  # succeeds although the folder of the file is missing
    assert not file.exists()
    file.parent.mkdir()
    erase(second)
    marks = tombstones.read(file.read_text().splitlines())
    assert marks == {tombstones.mark("person", pk) for pk in ids}
    erase(user("Kit"))
    assert len(file.read_text().splitlines()) == 3
    call_command("tombstones")
    assert sorted(capsys.readouterr().out.splitlines()) == sorted(file.read_text().splitlines())


@pytest.mark.django_db(transaction=True)
def test_a_damaged_file_stops_no_erasure_and_gets_the_tombstone(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "tombstones.txt"
    settings.TOMBSTONES_FILE = str(file)
    file.write_bytes(b"\xff\xfe damaged\n")
    alex = user("Alex")
    erased = tombstones.mark("person", alex.pk)
    erase(alex)
    damaged, added = file.read_bytes().splitlines()
    assert damaged == b"\xff\xfe damaged"
    assert tombstones.read([added.decode()]) == {erased}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("missing", [1, 20], ids=["only the newline", "half of the line"])
def test_a_line_that_a_full_disk_cut_off_is_written_again(
    missing: int, settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "tombstones.txt"
    settings.TOMBSTONES_FILE = str(file)
    people = user("Ana"), user("Ben"), user("Kit")
    marks = {tombstones.mark("person", person.pk) for person in people}
    erase(people[0])
    erase(people[1])
    file.write_bytes(file.read_bytes()[:-missing])
    assert len(tombstones.lines_of(file)) == (2 if missing == 1 else 1), "as a backup reads the file"
    erase(people[2])
    assert tombstones.read(file.read_text().splitlines()) == marks
    assert len(file.read_text().splitlines()) == 3
    call_command("reapply_erasures")


@pytest.mark.django_db(transaction=True)
def test_an_old_line_that_was_cut_off_is_written_again_by_the_next_erasure(
    settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "tombstones.txt"
    settings.TOMBSTONES_FILE = str(file)
    people = user("Ana"), user("Ben")
    marks = {tombstones.mark("person", person.pk) for person in people}
    erase(people[0])
    file.write_bytes(file.read_bytes()[:-20])
    actions.erase(people[1], now=NOW + timedelta(days=3 * tombstones.CATCH_UP))
    assert tombstones.read(file.read_text().splitlines()) == marks


def test_erasing_again_passes_over_a_line_that_was_cut_off(settings: Settings, tmp_path: Path) -> None:
    alex, file = user("Alex"), tmp_path / "tombstones.txt"
    settings.TOMBSTONES_FILE = str(file)
    whole = f"person 2026-03-01 {tombstones.fingerprint('person', alex.pk).hex()}"
    file.write_text(f"{whole}\n{whole[:-20]}")
    call_command("reapply_erasures")
    assert not User.objects.filter(pk=alex.pk).exists()


@pytest.mark.parametrize(
    "text", ["person 2026-03-01", "person yesterday " + "0" * 64, "pet 2026-03-01 " + "0" * 64]
)
def test_a_file_that_is_something_else_erases_no_one(text: str, tmp_path: Path) -> None:
    alex, file = user("Alex"), tmp_path / "notes.txt"
    file.write_text(f"{text}\n")
    with pytest.raises(CommandError, match="line 1 is no tombstone"):
        call_command("reapply_erasures", str(file))
    assert User.objects.filter(pk=alex.pk).exists()
