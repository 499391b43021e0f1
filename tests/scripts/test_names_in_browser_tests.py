"""Browser tests share one running app: each file has people of its own."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "browser"
#: These are parts of one test, `test_screens.py`.
TOGETHER = {"agreeing.py", "arriving.py", "gallery.py", "keeping.py", "talking.py", "test_screens.py"}
MAKERS = {"known", "newcomer", "phone", "visitor"}


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _people(source: str) -> set[str]:
    """The names of the people that a file asks the cast for, by name or as part of a past."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if called not in MAKERS:
            continue
        names |= {text for arg in node.args if (text := _text(arg))}
        for keyword in node.keywords:
            if keyword.arg == "past":
                names |= {name.capitalize() for name in _text(keyword.value).split("_and_") if name}
    return names


def test_no_two_browser_tests_use_the_same_name() -> None:
    files: dict[str, set[str]] = defaultdict(set)
    for path in FOLDER.glob("*.py"):
        file = "test_screens.py" if path.name in TOGETHER else path.name
        for name in _people(path.read_text()):
            files[name].add(file)
    assert len(files) > 30
    assert {name: found for name, found in files.items() if len(found) > 1} == {}
