"""Browser tests share one running app: each file has people of its own."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "browser"
#: These are parts of one test, `test_screens.py`.
TOGETHER = {"arriving.py", "gallery.py", "test_screens.py"}
MAKERS = {"known", "newcomer", "visitor"}


def _people(source: str) -> set[str]:
    """Every name that a file hands to the cast, directly or in a tuple of names, and those of the pasts it asks for."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or getattr(node.func, "attr", "") not in MAKERS:
            continue
        names |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
        for keyword in node.keywords:
            if keyword.arg == "past" and isinstance(keyword.value, ast.Constant):
                names |= {name.capitalize() for name in keyword.value.value.split("_and_")}
    return names


def test_no_two_browser_tests_have_a_person_of_the_same_name() -> None:
    files: dict[str, set[str]] = defaultdict(set)
    for path in FOLDER.glob("*.py"):
        file = "test_screens.py" if path.name in TOGETHER else path.name
        for name in _people(path.read_text()):
            files[name].add(file)
    assert len(files) > 30
    assert {name: found for name, found in files.items() if len(found) > 1} == {}
