"""An earlier tree of this project, taken from its history and made ready to run."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from scripts.bootstrap import FRONTEND, ROOT, node_environment

#: The tree that people have in use: every later one has to take over what they have there.
IN_USE = "da1d33f"


def check_out(commit: str, folder: Path) -> Path:
    """Write the tree of `commit` into `folder` and build its front end. Returns `folder`.

    Raises RuntimeError if the commit is not in this clone's history, with what to do about it.
    """
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True)
    if packed.returncode:
        raise RuntimeError(
            f"The tree of {commit} is not in this clone. If it is a shallow one: git fetch --unshallow"
        )
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as files:
        files.extractall(folder, filter="data")
    (folder / "frontend" / "node_modules").symlink_to(FRONTEND / "node_modules")
    built = subprocess.run(
        ["npm", "run", "build"],
        cwd=folder / "frontend",
        env=node_environment(),
        capture_output=True,
        text=True,
    )
    if built.returncode:
        raise RuntimeError(f"The front end of {commit} could not be built:\n{built.stdout}{built.stderr}")
    return folder
