"""Check out an earlier version of this project from the git history, and build it."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from pathlib import Path

from scripts.bootstrap import FRONTEND, ROOT, node_environment

#: The commit of the first version that people used, from 2026-11-22. Every later version must keep their data.
OLDEST = "da1d33f"


def _tags() -> list[str]:
    """Return the names of this clone's release tags, or an empty list if the folder is not a git clone."""
    listed = subprocess.run(["git", "tag", "--list", "v*"], cwd=ROOT, capture_output=True, text=True)
    return listed.stdout.split()


#: The commits from which upgrades are tested: the oldest version and each release. HEAD is tested as well, so that the
#: steps in `before` are known to work when it becomes a release.
ORIGINS = [OLDEST, *_tags(), "HEAD"]


def require_history(clone: Path) -> None:
    """Raise RuntimeError if the folder `clone` is no git clone, or is a shallow clone, which lacks older commits."""
    asked = subprocess.run(
        ["git", "rev-parse", "--is-shallow-repository"], cwd=clone, capture_output=True, text=True
    )
    if asked.returncode:
        raise RuntimeError(
            "Upgrades are tested from earlier trees in the git history, and this folder has none. Use a clone."
        )
    if asked.stdout.strip() != "false":
        raise RuntimeError(
            "Upgrades are tested from earlier trees in the git history, and this clone is shallow. Run: "
            "git fetch --unshallow --tags"
        )


def check_out(commit: str, folder: Path) -> Path:
    """Write the files of `commit` into `folder`, and build its front end and translations. Return `folder`.

    Raise RuntimeError, with advice, if the commit can't be found or built, or if this clone is shallow. A shallow
    clone may lack the tags of earlier releases. The tests would then leave out these releases without a warning.
    """
    require_history(ROOT)
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True)
    if packed.returncode:
        raise RuntimeError(f"The tree of {commit} is not in this clone. Fetch it: git fetch --tags")
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
        files.extractall(folder, filter="data")
    (folder / "frontend" / "node_modules").symlink_to(FRONTEND / "node_modules")
    _build(commit, ["npm", "run", "build"], folder / "frontend")
    if (folder / "scripts" / "translations.py").exists():
        _build(commit, [sys.executable, "-m", "scripts.translations", "compile"], folder)
    return folder


def _build(commit: str, command: list[str], cwd: Path) -> None:
    built = subprocess.run(command, cwd=cwd, env=node_environment(), capture_output=True, text=True)
    if built.returncode:
        raise RuntimeError(f"The tree of {commit} could not be built:\n{built.stdout}{built.stderr}")
