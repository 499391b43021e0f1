"""Update `requirements/*.lock` from pyproject.toml. Locked versions that still fit are kept, unless `--upgrade`.

A lock contains no URL, so that it works with any mirror. That is why the format is not uv's own or that of PEP 751.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from scripts.bootstrap import REQUIREMENTS, ROOT, TOOLS

GROUPS: dict[str, tuple[str, ...]] = {
    "run": (),
    "home": ("home",),
    "mail": ("home", "mail"),
    "local": ("home", "mail", "local"),
    "test": ("home", "mail", "local", "test"),
}
#: The set that contains all others. It is resolved first, and its versions constrain the other sets.
WHOLE = "test"
#: The version of uv, the installer. `--upgrade` does not change it.
UV = "uv==0.13.8"


def main() -> int:
    """Write the lock of each set, resolved for every platform. Return uv's exit code."""
    options = ["--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
    options += ["--no-emit-index-url", "--no-header", "--no-annotate", *sys.argv[1:]]
    compile_: list[str | Path] = [TOOLS / "bin" / "uv", "pip", "compile", *options]
    for name, groups in reversed(GROUPS.items()):
        chosen: list[str | Path] = [part for group in groups for part in ("--group", group)]
        target = REQUIREMENTS / f"{name}.lock"
        if name != WHOLE:
            # A server runs with the same versions as the tests.
            chosen += ["--constraint", REQUIREMENTS / f"{WHOLE}.lock"]
        done = subprocess.run([*compile_, "pyproject.toml", *chosen, "--output-file", target], cwd=ROOT)
        if done.returncode != 0:
            return done.returncode
    target = REQUIREMENTS / "uv.lock"
    return subprocess.run([*compile_, "-", "--output-file", target], cwd=ROOT, input=UV.encode()).returncode


if __name__ == "__main__":
    sys.exit(main())
