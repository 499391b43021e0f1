"""Check a release's tag and print the release notes: `python -m scripts.release v0.2.0`.

The tag must match the version in pyproject.toml, the only place that states the version. The notes are the version's
section of CHANGELOG.md. See docs/releases.md.
"""

from __future__ import annotations

import argparse
import re
import sys

from project.version import VERSION
from scripts.bootstrap import ROOT

_HEADING = re.compile(r"^## (?P<version>\S+)(?: · (?P<day>\d{4}-\d\d-\d\d))?$", re.M)


class Unfit(Exception):
    """Raised if the tag can't be released from this source code. The message says what to do."""


def notes(tag: str, changelog: str, *, version: str = VERSION) -> str:
    """Return the section of the change log about the tagged version.

    Raises Unfit if the tag is not "v" followed by the version. Also raises Unfit if the change log has no section for
    the version, if the section's heading has no date, or if the section has no text.
    """
    if tag != f"v{version}":
        raise Unfit(
            f"The tag is {tag}, and pyproject.toml says {version}. Correct one of them and tag again."
        )
    headings = list(_HEADING.finditer(changelog))
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        if heading["version"] != version:
            continue
        if not heading["day"]:
            raise Unfit(f"CHANGELOG.md has no day for {version}. Write: ## {version} · 2026-12-31")
        text = changelog[heading.end() : following.start() if following else None].strip()
        if not text:
            raise Unfit(f"CHANGELOG.md says nothing about {version}.")
        return text
    raise Unfit(
        f"CHANGELOG.md has no section for {version}. Rename “Unreleased” to: ## {version} · 2026-12-31"
    )


def main() -> int:
    """Print the release notes of the tag. If the tag can't be released, print the reason and return 1."""
    parser = argparse.ArgumentParser(description="Check a tag and print its release notes.")
    parser.add_argument("tag")
    try:
        print(notes(parser.parse_args().tag, (ROOT / "CHANGELOG.md").read_text()))
    except Unfit as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
