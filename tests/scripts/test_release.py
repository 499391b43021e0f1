"""A tag is released only if the tag names the version of the code and the change log has notes for this version."""

from __future__ import annotations

import pytest

from scripts.release import Unfit, notes

CHANGELOG = """# Changelog

## Unreleased

- Not out yet.

## 0.2.0 · 2026-12-05

- New.

## 0.1.1

- No day.

## 0.1.0 · 2026-11-22
"""


def test_the_notes_are_the_section_of_the_version() -> None:
    assert notes("v0.2.0", CHANGELOG, version="0.2.0") == "- New."


@pytest.mark.parametrize(
    ("tag", "version", "reason"),
    [
        ("v0.2.0", "0.3.0", "pyproject.toml says 0.3.0"),
        ("0.2.0", "0.2.0", "The tag is 0.2.0"),
        ("v0.3.0", "0.3.0", "no section for 0.3.0"),
        ("v0.1.1", "0.1.1", "no day for 0.1.1"),
        ("v0.1.0", "0.1.0", "says nothing about 0.1.0"),
    ],
)
def test_a_tag_that_does_not_fit_is_refused_with_the_reason(tag: str, version: str, reason: str) -> None:
    with pytest.raises(Unfit, match=reason):
        notes(tag, CHANGELOG, version=version)
