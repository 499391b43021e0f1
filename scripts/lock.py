"""Write `requirements/*.lock` again from pyproject.toml. Versions that still fit are kept, except with `--upgrade`.

A lock contains no address, so that it works with any mirror; uv.lock and PEP 751 files would contain one.
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
#: The set that contains all others. It is resolved first.
WHOLE = "test"
#: The installer itself; `--upgrade` does not touch it.
UV = "uv==0.13.8"


def main() -> int:
    """Resolve each set for every platform. Returns uv's exit code if it fails."""
    options = ["--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
    options += ["--no-emit-index-url", "--no-header", "--no-annotate", *sys.argv[1:]]
    compile_: list[str | Path] = [TOOLS / "bin" / "uv", "pip", "compile", *options]
    for name, groups in reversed(GROUPS.items()):
        chosen: list[str | Path] = [part for group in groups for part in ("--group", group)]
        target = REQUIREMENTS / f"{name}.lock"
        if name != WHOLE:
            # What runs on a server is what the tests ran with.
            chosen += ["--constraint", REQUIREMENTS / f"{WHOLE}.lock"]
        done = subprocess.run([*compile_, "pyproject.toml", *chosen, "--output-file", target], cwd=ROOT)
        if done.returncode != 0:
            return done.returncode
    target = REQUIREMENTS / "uv.lock"
    return subprocess.run([*compile_, "-", "--output-file", target], cwd=ROOT, input=UV.encode()).returncode


if __name__ == "__main__":
    sys.exit(main())
