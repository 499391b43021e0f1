"""`make fmt`: format the code as `make check` requires."""

from __future__ import annotations

import sys

from scripts.bootstrap import FRONTEND
from scripts.steps import command

STEPS = (
    command("ruff", "check", "--quiet", "--select", "I", "--fix"),
    command("ruff", "format", "--quiet"),
    command("npm", "run", "--silent", "--if-present", "format", cwd=FRONTEND),
)


def main() -> int:
    """Run every formatter. Return 1 if any of them failed, otherwise 0."""
    done = [step() for step in STEPS]
    return int(not all(done))


if __name__ == "__main__":
    sys.exit(main())
