"""In a git clone without the whole history, the upgrade tests fail with an explanation instead of being skipped."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.browser.upgrade.released import OLDEST, ORIGINS, require_history


def _git(*arguments: str | Path, cwd: Path) -> None:
    identity = ["-c", "user.name=Robin", "-c", "user.email=robin@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=cwd, check=True, capture_output=True)


def test_a_shallow_clone_and_a_bare_folder_are_refused_with_what_to_do(tmp_path: Path) -> None:
    whole, shallow, folder = (tmp_path / name for name in ("whole", "shallow", "folder"))
    for made in (whole, folder):
        made.mkdir()
    _git("init", "--quiet", cwd=whole)
    for subject in ("One", "Two"):
        _git("commit", "--quiet", "--allow-empty", "--message", subject, cwd=whole)
    _git("clone", "--quiet", "--depth", "1", whole.as_uri(), shallow, cwd=tmp_path)
    require_history(whole)
    with pytest.raises(RuntimeError, match="git fetch --unshallow --tags"):
        require_history(shallow)
    with pytest.raises(RuntimeError, match="Use a clone"):
        require_history(folder)


def test_the_oldest_tree_is_an_origin() -> None:
    assert ORIGINS[0] == OLDEST
