"""Update the lists of exact package versions, `requirements/*.lock`, from pyproject.toml.

A version in a lock file stays as long as pyproject.toml permits it, unless `--upgrade` is given. The lock files contain
no URLs, so that they work with any package mirror. uv's own lock format, and that of PEP 751, would contain URLs.
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
    """Write the lock file of each set of packages, valid for every operating system. Return the exit code of uv."""
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
