"""Check that each class and type name of the production code means one thing: `python -m scripts.names`.

A reader looks a name up once. Private helpers of a module (`_Name`) and names that a framework prescribes are exempt.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from scripts.bootstrap import FRONTEND, ROOT

PACKAGES = ("content", "couples", "checkins", "notifications", "project")
#: Django looks for `Command` by name; a component's arguments are its `Props`.
PRESCRIBED = {"Command", "Props"}
GENERATED = {"schema.d.ts"}

_TYPESCRIPT = re.compile(r"^(?:export )?(?:declare )?(?:abstract )?(?:interface|type|class|enum) (\w+)", re.M)


def main() -> int:
    """Print each name with its files. Returns 1 if a name is defined in two modules."""
    python = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    typescript = [*(FRONTEND / "src").rglob("*.ts"), *(FRONTEND / "src").rglob("*.tsx")]
    found = [*repeated(python, in_python), *repeated(typescript, in_typescript)]
    for name, files in found:
        print(f"{name} is defined in {', '.join(str(file.relative_to(ROOT)) for file in files)}")
    return int(bool(found))


def repeated(
    files: Iterable[Path], names: Callable[[str], Iterable[str]]
) -> Iterator[tuple[str, list[Path]]]:
    """Each name that several of the files define, with these files."""
    where: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(files):
        if "migrations" not in file.parts and file.name not in GENERATED:
            for name in set(names(file.read_text())) - PRESCRIBED:
                where[name].append(file)
    yield from ((name, files) for name, files in sorted(where.items()) if len(files) > 1)


def in_python(source: str) -> Iterator[str]:
    """The public classes and type aliases at the top level of a module."""
    for node in ast.parse(source).body:
        match node:
            case ast.ClassDef(name=name):
                pass
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Subscript() | ast.BinOp()):
                pass  # Answer = list[Finding] | None
            case _:
                continue
        # A constant such as DAYS = WEEKS * 7 is no type.
        if not name.startswith("_") and not name.isupper():
            yield name


def in_typescript(source: str) -> Iterator[str]:
    """The types at the top level of a file."""
    yield from _TYPESCRIPT.findall(source)


if __name__ == "__main__":
    sys.exit(main())
