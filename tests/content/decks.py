"""Fixtures and helpers for tests that change a copy of the library, or a small deck (additional content files)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from content.catalogue import LIBRARY
from content.files.library_files import LibraryError, Problem
from content.files.loading import load

DECK = """\
key: shared-laughter
source: A
number: A99
dimension: connection
title: Laughing together
summary: Laughter that two people share is a small rest from everything else.
meaning: Perhaps the weeks have been serious, and lightness has had no invitation.
not_this: It is not a duty to be cheerful.
prompts:
  - {id: shared-laughter.together, version: 2, side: received, text: I shared a laugh with my partner.,
     earlier: [{version: 1, text: I laughed with my partner., expected: 0.6}],
     expected: 0.75, why: It comes and goes., measures: lightness, not_measures: cheer elsewhere}
  - {id: shared-laughter.light, version: 1, side: own, text: I felt light at heart.,
     expected: 0.75, why: It comes and goes., measures: lightness, not_measures: cheer elsewhere}
  - {id: shared-laughter.silly, version: 1, side: own, text: I let myself be silly.,
     expected: 0.75, why: It comes and goes., measures: lightness, not_measures: cheer elsewhere}
  - {id: shared-laughter.old, version: 1, side: own, text: I told a joke., retired: true}
  - {id: shared-laughter.gave, version: 1, side: given, counterpart: shared-laughter.together,
     text: I made my partner laugh.,
     expected: 0.75, why: It comes and goes., measures: lightness, not_measures: cheer elsewhere}
starters:
  feels:
    - {key: shared-laughter.feels.1,
       text: "I felt so light when we laughed about …. Would you like more of that? No is fine."}
    - {key: shared-laughter.feels.2,
       text: "I felt heavy after …. Would you be silly with me for a while? No is fine."}
  listens:
    - {key: shared-laughter.listens.1, text: "So you laughed about …. What was so funny?"}
    - {key: shared-laughter.listens.2, text: "So … felt light. Tell me what that is like for you."}
    - {key: shared-laughter.listens.3, text: What is funny about it?, retired: true}
experiments:
  - {key: shared-laughter.try.1, minutes: 5, text: "Each tells a silly story. Either of you can leave it out."}
  - {key: shared-laughter.try.2, minutes: 3, text: "Read something funny aloud. Either of you can leave it out."}
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """The path of a folder with one additional reason, such as an operator may add to the library."""
    folder = tmp_path / "deck"
    folder.mkdir()
    (folder / "shared-laughter.yaml").write_text(DECK, encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The path of a copy of the whole library, which a test may change."""
    return Path(shutil.copytree(LIBRARY, tmp_path / "library"))


def change(path: Path, old: str, new: str) -> None:
    """Replace `old` with `new` in the file. The test fails unless the file contains `old` exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(path: Path, part: str) -> int:
    """Return the number of the first line that contains `part`, counted from 1."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(at for at, line in enumerate(lines, start=1) if part in line)


def problems(*folders: Path) -> tuple[Problem, ...]:
    """Load a library with mistakes from these folders, and return all problems that the error names.

    The test fails if loading raises no error.
    """
    with pytest.raises(LibraryError) as broken:
        load(folders)
    return broken.value.problems


def only_problem(*folders: Path) -> Problem:
    """Load a library with one mistake from these folders, and return the problem that the error names.

    The test fails unless the error names exactly one problem.
    """
    found = problems(*folders)
    assert len(found) == 1, found
    return found[0]
