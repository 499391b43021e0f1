"""`manage.py` uses the data of `make run`, but only if no variable is set."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from project import keys_file
from tests.deploy.compose import ROOT

pytestmark = pytest.mark.slow


def _manage(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "manage.py",
            "shell",
            "-c",
            "from django.conf import settings; print(settings.MODE)",
        ],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LOCAL_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_beside_the_one_command_start_it_uses_its_keys_and_says_so(tmp_path: Path) -> None:
    keys_file.load_or_make(tmp_path / "keys.env")
    ran = _manage(tmp_path)
    assert (ran.returncode, ran.stdout.splitlines()[-1:]) == (0, ["local"]), ran.stderr
    assert f"using those of `make run` in {tmp_path}" in ran.stderr


def test_with_any_variable_set_it_takes_nothing_from_there(tmp_path: Path) -> None:
    """A server with a missing variable must stop, and never open a trial's database in the same folder."""
    keys_file.load_or_make(tmp_path / "keys.env")
    ran = _manage(tmp_path, ORIGIN="https://side-by-side.example.org")
    assert ran.returncode != 0
    assert "SECRET_KEY is not set" in ran.stderr


def test_without_a_one_command_start_it_says_what_is_missing(tmp_path: Path) -> None:
    ran = _manage(tmp_path)
    assert ran.returncode != 0
    assert "SECRET_KEY is not set" in ran.stderr
