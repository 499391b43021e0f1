"""`make fmt`: put the code into the form that `make check` wants."""

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
    """Run every formatter. Returns 1 if one of them failed."""
    done = [step() for step in STEPS]
    return int(not all(done))


if __name__ == "__main__":
    sys.exit(main())
