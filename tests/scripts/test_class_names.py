"""A script finds each class or type name that two modules of the production code define."""

from __future__ import annotations

from pathlib import Path

from scripts import check, names


def test_a_name_in_two_modules_is_found_with_both(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("class Row: ...\nclass _Row: ...\nclass Command: ...\nDAYS = 7 * 2\n")
    (tmp_path / "b.py").write_text(
        "Row = tuple[int, str]\nclass _Row: ...\nclass Command: ...\nDAYS = 7 * 3\n"
    )
    (tmp_path / "c.py").write_text("class Line:\n    class Row: ...\nRows = int | None\n")
    found = names.repeated(tmp_path.glob("*.py"), names.in_python)
    assert [*found] == [("Row", [tmp_path / "a.py", tmp_path / "b.py"])]


def test_types_of_the_front_end_are_found() -> None:
    source = "export interface Draft {}\ntype Kind = 'a' | 'b'\n  type Inner = string;\nconst Type = 1;\n"
    assert [*names.in_typescript(source)] == ["Draft", "Kind"]


def test_it_is_part_of_the_checks() -> None:
    assert "each name means one thing" in {step.name for step in check.plan("static")}
