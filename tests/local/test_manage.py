"""`manage.py` reads settings from the files of the home edition or of `make run`, but never on a server.

An environment variable such as DATABASE_URL shows that the machine is a server.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from project import keys_file
from tests.deploy.fresh_process import Ended, FreshProcesses

pytestmark = pytest.mark.slow


def _manage(processes: FreshProcesses, folder: Path, **variables: str) -> Ended:
    """Print the settings' mode with `manage.py shell` and these variables. `folder` has the files of `make run`."""
    environment = {"PATH": os.environ["PATH"], "LOCAL_DIR": str(folder), "HOME_ENV": "", **variables}
    return processes.manage(
        environment, "shell", "-c", "from django.conf import settings; print(settings.MODE)"
    )


def test_beside_the_one_command_start_it_uses_its_keys_and_says_so(
    processes: FreshProcesses, tmp_path: Path
) -> None:
    keys_file.load_or_make(tmp_path / "keys.env")
    ran = _manage(processes, tmp_path)
    assert (ran.returncode, ran.stdout.splitlines()[-1:]) == (0, ["local"]), ran.stderr
    assert f"using those of `make run` in {tmp_path}" in ran.stderr


def test_with_any_variable_set_it_takes_nothing_from_there(processes: FreshProcesses, tmp_path: Path) -> None:
    """If one environment variable is set and a required one is missing, manage.py stops and names the missing one.

    It does not fall back on the data that `make run` keeps in the same folder.
    """
    keys_file.load_or_make(tmp_path / "keys.env")
    ran = _manage(processes, tmp_path, ORIGIN="https://side-by-side.example.org")
    assert ran.returncode != 0
    assert "SECRET_KEY is not set" in ran.stderr


def test_without_a_one_command_start_it_says_what_is_missing(
    processes: FreshProcesses, tmp_path: Path
) -> None:
    ran = _manage(processes, tmp_path)
    assert ran.returncode != 0
    assert "SECRET_KEY is not set" in ran.stderr


def test_it_takes_the_home_editions_settings_from_its_file(processes: FreshProcesses, tmp_path: Path) -> None:
    kept = tmp_path / "home.env"
    data = tmp_path / "with a space"
    kept.write_text(
        f"# ours\n\nORIGIN=https://side.example.org\nOPERATOR_NAME='Robin Lee'\nDATA_DIR={data}\n"
        "VAPID_SUBJECT=mailto:robin@example.org\n"
    )
    keys_file.load_or_make(data / "keys" / "keys.env")
    ran = _manage(processes, tmp_path, HOME_ENV=str(kept))
    assert (ran.returncode, ran.stdout.splitlines()[-1:]) == (0, ["home"]), ran.stderr
    assert f"Using the settings in {kept}" in ran.stderr


def test_a_server_takes_nothing_from_the_home_editions_file(
    processes: FreshProcesses, tmp_path: Path
) -> None:
    kept = tmp_path / "home.env"
    kept.write_text("ORIGIN=https://side.example.org\nOPERATOR_NAME=Robin\n")
    ran = _manage(processes, tmp_path, HOME_ENV=str(kept), DATABASE_URL="postgres://nowhere/nothing")
    assert ran.returncode != 0
    assert "SECRET_KEY is not set" in ran.stderr


def test_who_forgets_the_mode_of_a_home_edition_hears_which(
    processes: FreshProcesses, tmp_path: Path
) -> None:
    keys_file.load_or_make(tmp_path / "keys" / "keys.env")
    ran = _manage(processes, tmp_path, ORIGIN="https://side.example.org", DATA_DIR=str(tmp_path))
    assert ran.returncode != 0
    assert ran.stderr == (
        "SECRET_KEY is not set. DATA_DIR is the folder of a home edition, and has its keys: set MODE=home.\n"
    )
