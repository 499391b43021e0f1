"""A restore brings a backup's keys to where this server reads its keys from, or says how its operator does that."""

from __future__ import annotations

import base64
import re
import secrets
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from project import keys_file
from project.backups import archive
from project.backups.server_keys import wrapping_keys
from tests.deploy.fresh_process import FreshProcesses
from tests.home.edition import environment
from tests.home.test_backup_at_home import READ, Backup, Home, filled, with_keys
from tests.local.one_command import newcomers_environment

__all__ = ["filled", "with_keys"]

pytestmark = pytest.mark.slow


def _new_wrapping_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


class Server(Home):
    """A production server that is not running. Its keys come from environment variables, its data are in SQLite."""

    def __init__(self, folder: Path, processes: FreshProcesses, keys: Mapping[str, str]) -> None:
        super().__init__(folder, processes)
        self.env = environment(
            self.volume.root,
            origin="https://side-by-side.example.org",
            MODE="production",
            LOCAL_DIR=str(self.volume.root),
            DATABASE_URL=f"sqlite:///{self.volume.database}",
            REDIS_URL=f"unix://{folder / 'no-redis'}",
            EMAIL_URL="smtp+tls://user:password@mail.example.org:587",
            DEFAULT_FROM_EMAIL="hello@example.org",
            **keys,
        )
        del self.env["DATA_DIR"]
        self.volume.database.parent.mkdir(parents=True)


def _keys_in(backup: Backup, folder: Path) -> dict[str, str]:
    """Unpack the backup into `folder`, and return the keys in it."""
    folder.mkdir()
    with backup.file.open("rb") as source:
        archive.unpack(source, folder)
    return keys_file.read(folder / archive.KEYS)


@pytest.mark.parametrize(
    "variable",
    ["DATA_WRAPPING_KEY", pytest.param("DATA_WRAPPING_KEYS_PREVIOUS", marks=pytest.mark.long)],
)
def test_a_server_whose_environment_has_the_backups_wrapping_key_restores_it_and_writes_no_key_file(
    tmp_path: Path, processes: FreshProcesses, with_keys: Backup, variable: str
) -> None:
    theirs = _keys_in(with_keys, tmp_path / "unpacked")["DATA_WRAPPING_KEY"]
    ours = keys_file.new_keys() | {variable: theirs}
    server = Server(tmp_path, processes, ours)
    server.run("restore", str(with_keys.file))
    assert server.shell(READ).split()[-1] == "True"
    assert list(server.volume.root.rglob("keys*")) == []


def test_a_server_whose_environment_lacks_the_backups_wrapping_key_is_told_steps_that_work(
    tmp_path: Path, processes: FreshProcesses, with_keys: Backup
) -> None:
    server = Server(tmp_path, processes, keys_file.new_keys())
    said = server.refused("restore", str(with_keys.file))
    # Do what the message says.
    command = re.search(r"`(tar [^`]+)`", said)
    variables = re.search(r"set (.+) to the values", said)
    assert command
    assert variables
    printed = subprocess.run(
        command[1].replace("BACKUP", str(with_keys.file)).split(), check=True, capture_output=True, text=True
    ).stdout
    values = dict(line.split("=", 1) for line in printed.splitlines())
    server.env |= {name: values[name] for name in variables[1].split(", ")}
    server.run("restore", str(with_keys.file))
    assert server.shell(READ).split()[-1] == "True"


@pytest.mark.long
def test_a_home_edition_with_its_wrapping_key_in_the_environment_neither_backs_up_nor_replaces_its_key_file(
    tmp_path: Path, processes: FreshProcesses, with_keys: Backup
) -> None:
    home = Home(tmp_path, processes)
    home.env["DATA_WRAPPING_KEY"] = _new_wrapping_key()
    assert "This server's keys come from its environment" in home.refused("restore", str(with_keys.file))
    home.run("migrate", "--verbosity", "0")
    said = home.refused("backup", str(tmp_path / "ours.backup"), "--with-keys")
    assert "This server's keys come from its environment" in said
    # With the backup's key in the environment, the restore succeeds, and the key file stays as it is.
    made = home.volume.keys.read_text()
    home.env["DATA_WRAPPING_KEY"] = _keys_in(with_keys, tmp_path / "unpacked")["DATA_WRAPPING_KEY"]
    home.run("restore", str(with_keys.file))
    assert home.shell(READ).split()[-1] == "True"
    assert home.volume.keys.read_text() == made


def test_a_key_that_is_in_the_environment_and_in_the_file_counts_as_the_environments(
    tmp_path: Path, processes: FreshProcesses, with_keys: Backup
) -> None:
    home = Home(tmp_path, processes)
    keys_file.make(home.volume.keys)
    home.env["DATA_WRAPPING_KEY"] = keys_file.read(home.volume.keys)["DATA_WRAPPING_KEY"]
    assert "This server's keys come from its environment" in home.refused("restore", str(with_keys.file))
    # An empty variable counts as not set, as in the settings.
    home.env["DATA_WRAPPING_KEY"] = ""
    home.run("restore", str(with_keys.file))
    assert keys_file.read(home.volume.keys) == _keys_in(with_keys, tmp_path / "unpacked")


def test_with_the_one_command_start_the_backups_keys_replace_those_of_the_folder(
    tmp_path: Path, processes: FreshProcesses, with_keys: Backup
) -> None:
    folder = tmp_path / "local"
    keys_file.make(folder / "keys.env")
    local = Home(tmp_path, processes)
    local.env = {**newcomers_environment(), "LOCAL_DIR": str(folder)}
    said = local.run("restore", str(with_keys.file))
    assert "Everyone has to sign in again." in said
    assert keys_file.read(folder / "keys.env") == _keys_in(with_keys, tmp_path / "unpacked")
    assert "True" in local.shell(READ).split()


def test_previous_wrapping_keys_may_be_separated_as_in_the_settings() -> None:
    one, two, three = (_new_wrapping_key() for _ in range(3))
    separately = set().union(*(wrapping_keys({"DATA_WRAPPING_KEY": key}) for key in (one, two, three)))
    for previous in (f"{two},{three}", f"{two}, {three}", f"{two} {three}"):
        found = wrapping_keys({"DATA_WRAPPING_KEY": one, "DATA_WRAPPING_KEYS_PREVIOUS": previous})
        assert found == separately
