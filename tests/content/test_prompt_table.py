"""The table of prompts in docs/library.md matches the library.

The function `blind` lists the prompts in one group per reason, without the names of the reasons. Test readers then
guess the reasons.
"""

from __future__ import annotations

from pathlib import Path

from content.catalogue import LIBRARY, catalogue
from content.files.library_files import ROOT
from content.files.loading import load
from scripts.prompt_table import blind, with_table
from tests.content.decks import change

PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")


def test_the_documented_table_is_in_step_with_the_library() -> None:
    assert with_table(PAGE, catalogue()) == PAGE, "run: python -m scripts.prompts"


def test_a_changed_level_changes_the_table(library: Path) -> None:
    change(
        library / "lost-quiet.yaml",
        "expected: 0.7\n    why: Needs a free hour",
        "expected: 0.65\n    why: Needs a free hour",
    )
    changed = with_table(PAGE, load((library,)))
    assert changed != PAGE
    assert "| 0.65 | Needs a free hour" in changed
    assert (LIBRARY / "lost-quiet.yaml").read_text(encoding="utf-8").count("expected: 0.7\n") == 1


def test_prompts_without_names_are_all_there_in_another_order_for_each_seed() -> None:
    whole = catalogue()
    groups, keys = blind(whole, 1)
    assert sorted(keys) == sorted(whole.reasons)
    for group, key in zip(groups, keys, strict=True):
        assert sorted(group) == sorted(prompt.text for prompt in whole.prompts_for(key))
    assert blind(whole, 1) == (groups, keys)
    assert blind(whole, 2)[1] != keys
    assert not any(key in text for group in groups for text in group for key in keys)
