"""For every small thing to try, docs/experiments.md says why no one can control their partner with it."""

from __future__ import annotations

import re

from content.catalogue import catalogue
from content.files.library_files import ROOT

_ROW = re.compile(
    r"^\| `(?P<key>[\w.-]+)` \| (?P<minutes>\d+) \| (?:confirmed|rewritten) \| (?P<text>[^|]+) \| (?P<why>[^|]+) \|$",
    re.MULTILINE,
)


def test_the_table_holds_every_experiment_as_people_read_it_with_a_reason() -> None:
    rows = list(_ROW.finditer((ROOT / "docs" / "experiments.md").read_text(encoding="utf-8")))
    held = [
        (found.key, found.minutes, found.text)
        for reason in catalogue().reasons.values()
        for found in reason.experiments
    ]
    assert [(row["key"], int(row["minutes"]), row["text"]) for row in rows] == held
    assert all(len(row["why"]) > 20 for row in rows)
