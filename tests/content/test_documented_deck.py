"""The example of additional content in docs/library.md is complete, and breaks no wording rule."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from content.catalogue import LIBRARY
from content.files.library_files import ROOT
from content.files.loading import load
from content.help_lines import load_help
from content.rules.lint import RULES, lint

PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")


def documented(begins: str) -> str:
    """Return the YAML example in docs/library.md that starts with the text `begins`."""
    [found] = [
        block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if block.startswith(begins)
    ]
    return str(found)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    (tmp_path / "fixed").mkdir()
    (tmp_path / "fixed" / "sources.yaml").write_text(documented("Z: "), encoding="utf-8")
    (tmp_path / "shared-laughter.yaml").write_text(documented("key: "), encoding="utf-8")
    return tmp_path


def test_the_documented_deck_joins_the_library_without_a_finding(copied: Path) -> None:
    read = load((LIBRARY, copied))
    assert len(read.reasons) == 26
    assert lint(read) == []


def test_the_documented_reason_shows_every_field_there_is(copied: Path) -> None:
    schema = yaml.safe_load((ROOT / "content" / "schema.json").read_text(encoding="utf-8"))["$defs"]
    reason = yaml.safe_load(documented("key: "))
    assert set(reason) == set(schema["reason"]["properties"])
    shown = {field for prompt in reason["prompts"] for field in prompt}
    assert shown == set(schema["prompt"]["properties"]) - {"hint"}


def test_the_documented_help_lines_show_every_field_there_is(tmp_path: Path) -> None:
    (tmp_path / "fixed").mkdir()
    (tmp_path / "fixed" / "help.yaml").write_text(documented("AT:"), encoding="utf-8")
    [country] = load_help((tmp_path,)).values()
    [line] = country.lines
    assert all(getattr(line, field.name) for field in fields(line))


def test_every_rule_is_documented() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == [rule.__name__ for rule in RULES]
