"""In the home edition, one command backs up all data to a file. Another command restores them, even to a new folder."""

from __future__ import annotations

import shutil
import sqlite3
import tarfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from project import keys_file
from project.home import first_start
from project.volume import Volume
from tests.deploy.fresh_process import FreshProcesses
from tests.home.edition import environment
from tests.services.migrated import MigratedDatabases

pytestmark = pytest.mark.slow

#: Code that creates Ana and Ben, a couple with a revealed check-in. Ana has a calendar link.
COUPLE = """
from notifications import actions
from tests.checkins.world import HOUR, answer, submit
from tests.factories import START, joined, user
people = [user(name, address=f"{name}@example.org") for name in ("ana", "ben")]
us = joined(*people)
check_in = us.check_in
for person in people:
    words = {"appreciation": answer(None, note=f"{person.display_name} wrote")}
    submit(person, check_in, now=START + HOUR, overrides=words)
actions.make_calendar(people[0], now=START + HOUR)
"""
#: Code that prints the number of calendar links.
CALENDARS = """
from notifications.models import CalendarFeed
print(CalendarFeed.objects.count())
"""
READ = """
from checkins import queries
from checkins.models import CheckIn
from couples.models import User
check_in = CheckIn.objects.order_by("opens_at").first()
print("ben wrote" in str(queries.reveal(User.objects.get(display_name="ana"), check_in.pk)))
"""


#: Code that erases Ben.
ERASE = """
from django.utils import timezone
from couples import actions
from couples.models import User
actions.erase(User.objects.get(display_name="ben"), now=timezone.now())
"""
#: Code that prints the number of people.
COUNT = """
from couples.models import User
print(User.objects.count())
"""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that `manage.py backup` made of the data folder `filled`, and what the command printed."""

    file: Path
    printed: str


class Home:
    """A home edition whose app is not running: its data folder (`volume`) and its management commands."""

    def __init__(self, folder: Path, processes: FreshProcesses) -> None:
        self._processes = processes
        self.volume = Volume(folder / "data")
        self.env = environment(self.volume.root, origin="https://side-by-side.example.org")

    def run(self, *arguments: str) -> str:
        """Run a management command and return its output. Fails if the command fails."""
        done = self._processes.manage(self.env, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def refused(self, *arguments: str) -> str:
        """Run a management command that must fail, and return its error message."""
        done = self._processes.manage(self.env, *arguments)
        assert done.returncode == 1, done.stdout
        return done.stderr

    def shell(self, code: str) -> str:
        """Run Python code in the app by `manage.py shell`, and return its output."""
        return self.run("shell", "--no-imports", "--command", code)

    def everything(self) -> dict[str, bytes]:
        """Return the content of every file in the data folder except the lock file, by the file's path."""
        files = (path for path in self.volume.root.rglob("*") if path.is_file() and path.name != "lock")
        return {str(path.relative_to(self.volume.root)): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def filled(
    tmp_path_factory: pytest.TempPathFactory, processes: FreshProcesses, migrated: MigratedDatabases
) -> Volume:
    """The data folder of a home edition in which Ana and Ben are a couple with a revealed check-in."""
    made = Home(tmp_path_factory.mktemp("filled"), processes)
    first_start.prepare(made.volume)
    migrated.sqlite(made.volume.database)
    made.shell(COUPLE)
    return made.volume


@pytest.fixture
def home(tmp_path: Path, processes: FreshProcesses, filled: Volume) -> Home:
    """A home edition with its own copy of the data folder from the fixture `filled`. The app is not running."""
    made = Home(tmp_path, processes)
    shutil.copytree(filled.root, made.volume.root)
    return made


def _backup(folder: Path, processes: FreshProcesses, filled: Volume, *options: str) -> Backup:
    source, file = Home(folder, processes), folder / "made.backup"
    shutil.copytree(filled.root, source.volume.root)
    return Backup(file, source.run("backup", str(file), *options))


@pytest.fixture(scope="module")
def with_keys(tmp_path_factory: pytest.TempPathFactory, processes: FreshProcesses, filled: Volume) -> Backup:
    """A backup with the server's keys. Several tests read it."""
    return _backup(tmp_path_factory.mktemp("with_keys"), processes, filled, "--with-keys")


@pytest.fixture(scope="module")
def without_keys(
    tmp_path_factory: pytest.TempPathFactory, processes: FreshProcesses, filled: Volume
) -> Backup:
    """A backup without the server's keys. Several tests read it."""
    return _backup(tmp_path_factory.mktemp("without_keys"), processes, filled)


def test_a_lost_volume_comes_back_from_one_file(home: Home, with_keys: Backup) -> None:
    assert "anyone who has this file can read everything" in with_keys.printed
    assert with_keys.file.stat().st_mode & 0o077 == 0
    with tarfile.open(with_keys.file) as tar:
        assert tar.getnames() == ["manifest.json", "database.sqlite3", "tombstones.txt", "keys.env"]
    keys = home.volume.keys.read_text()
    shutil.rmtree(home.volume.root)
    said = home.run("restore", str(with_keys.file))
    assert "Everyone has to sign in again." in said
    assert home.volume.keys.read_text() == keys
    assert home.shell(READ).split()[-1] == "True"


def test_a_calendar_link_that_may_have_been_ended_does_not_come_back(home: Home, with_keys: Backup) -> None:
    assert home.shell(CALENDARS).split()[-1] == "1"
    said = home.run("restore", str(with_keys.file), "--replace")
    assert "Calendars need new links." in said
    assert home.shell(CALENDARS).split()[-1] == "0"


def test_a_backup_without_keys_is_refused_where_nothing_could_open_it(
    home: Home, without_keys: Backup
) -> None:
    backup = str(without_keys.file)
    assert "Without a copy of this server's keys" in without_keys.printed
    keys = home.volume.keys.read_text()
    shutil.rmtree(home.volume.root)
    assert "it needs the wrapping key" in home.refused("restore", backup)
    # With a separate copy of the keys, the restore succeeds.
    home.volume.keys.write_text(keys)
    home.run("restore", backup)
    assert home.shell(READ).split()[-1] == "True"


def test_what_is_refused_changes_nothing(home: Home, without_keys: Backup, tmp_path: Path) -> None:
    backup = Path(shutil.copy(without_keys.file, tmp_path / "a.backup"))
    cut = tmp_path / "cut.backup"
    cut.write_bytes(backup.read_bytes()[:-2000])
    before = home.everything()
    assert "exists already" in home.refused("backup", str(backup))
    assert "There are accounts on this server" in home.refused("restore", str(backup))
    assert "Take another copy" in home.refused("restore", str(cut), "--replace")
    assert "no complete backup" in home.refused("restore", str(home.volume.keys), "--replace")
    assert "No such file" in home.refused("restore", str(tmp_path / "missing"), "--replace")
    assert home.everything() == before
    # A backup of a newer version has a migration that this version does not know.
    with sqlite3.connect(home.volume.database) as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('couples', '9999_later', '2030-01-01')"
        )
    home.run("backup", str(tmp_path / "newer.backup"))
    before = home.everything()
    said = home.refused("restore", str(tmp_path / "newer.backup"), "--replace")
    assert "newer than this one: it has couples.9999_later. Upgrade first" in said
    assert home.everything() == before


def test_a_restore_keeps_the_keys_that_it_replaces(home: Home, with_keys: Backup) -> None:
    theirs = keys_file.read(home.volume.keys)
    keys_file.make(home.volume.keys)
    ours = keys_file.read(home.volume.keys)
    home.run("restore", str(with_keys.file), "--replace")
    assert keys_file.read(home.volume.keys) == theirs
    assert keys_file.read(home.volume.keys.with_suffix(".before-restore")) == ours


def test_a_restore_that_could_not_load_the_data_leaves_the_keys(home: Home, with_keys: Backup) -> None:
    keys_file.write(home.volume.keys, keys_file.new_keys())
    ours = home.volume.keys.read_text()
    home.volume.database.with_suffix(".restored").mkdir()
    assert "Is a directory" in home.refused("restore", str(with_keys.file), "--replace")
    assert home.volume.keys.read_text() == ours
    assert not home.volume.keys.with_suffix(".before-restore").exists()


def test_a_restore_that_could_not_write_the_keys_leaves_the_data(home: Home, with_keys: Backup) -> None:
    home.shell(ERASE)
    keys_file.write(home.volume.keys, keys_file.new_keys())
    ours = home.volume.keys.read_text()
    # A folder in the place of the file that is written first fails as a full or read-only disk does.
    home.volume.keys.with_suffix(".restored").mkdir()
    assert "Is a directory" in home.refused("restore", str(with_keys.file), "--replace")
    assert home.volume.keys.read_text() == ours
    with closing(sqlite3.connect(home.volume.database)) as database:
        assert database.execute("SELECT count(*) FROM couples_user").fetchone() == (1,)


def test_a_restore_erases_again_whose_tombstone_reached_only_the_database(
    home: Home, with_keys: Backup
) -> None:
    home.shell(ERASE)
    home.volume.tombstones.write_text("person 2026-0")
    home.run("restore", str(with_keys.file), "--replace")
    assert home.shell(COUNT).split()[-1] == "1"


def test_a_restore_does_not_begin_if_it_could_not_erase_again(home: Home, with_keys: Backup) -> None:
    home.volume.tombstones.write_text("person 2026-0person 2026-01-01\n")
    said = home.refused("restore", str(with_keys.file), "--replace")
    assert "line 1 is no tombstone. Correct the file, then restore again." in said
    assert home.shell(CALENDARS).split()[-1] == "1"


def test_a_damaged_record_of_erasures_in_a_backup_stops_no_restore(home: Home, tmp_path: Path) -> None:
    home.volume.tombstones.write_text("person 2026-0person 2026-01-01\n")
    backup = str(tmp_path / "damaged.backup")
    home.run("backup", backup, "--with-keys")
    shutil.rmtree(home.volume.root)
    assert "Damaged lines in the backup's record of erasures: 1." in home.run("restore", backup)
    assert home.shell(READ).split()[-1] == "True"
