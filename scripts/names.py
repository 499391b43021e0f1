"""Check that no class or type name is defined twice in the production code: `python -m scripts.names`.

If names are unique, a developer has to look a name up only once. Python and TypeScript are checked separately. A
Python module's private names (`_Name`) may repeat, and so may names that a framework requires.
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
#: Names that a framework prescribes. Django looks for `Command`. `Props` is the usual type of a component's arguments.
PRESCRIBED = {"Command", "Props"}
GENERATED = {"schema.d.ts"}

_TYPESCRIPT = re.compile(r"^(?:export )?(?:declare )?(?:abstract )?(?:interface|type|class|enum) (\w+)", re.M)


def main() -> int:
    """Print each repeated name with its files. Return 1 if there is a repeated name, otherwise 0."""
    python = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    typescript = [*(FRONTEND / "src").rglob("*.ts"), *(FRONTEND / "src").rglob("*.tsx")]
    found = [*repeated(python, in_python), *repeated(typescript, in_typescript)]
    for name, files in found:
        print(f"{name} is defined in {', '.join(str(file.relative_to(ROOT)) for file in files)}")
    return int(bool(found))


def repeated(
    files: Iterable[Path], names: Callable[[str], Iterable[str]]
) -> Iterator[tuple[str, list[Path]]]:
    """Yield each name that is defined in more than one of the files, with the paths of those files.

    Migrations, generated files and names that a framework requires are left out.
    `names`: a function that takes the text of a source file and returns the names that the text defines.
    """
    where: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(files):
        if "migrations" not in file.parts and file.name not in GENERATED:
            for name in set(names(file.read_text())) - PRESCRIBED:
                where[name].append(file)
    yield from ((name, files) for name, files in sorted(where.items()) if len(files) > 1)


def in_python(source: str) -> Iterator[str]:
    """Yield the names of the public classes and type aliases at the top level of a Python module."""
    for node in ast.parse(source).body:
        match node:
            case ast.ClassDef(name=name):
                pass
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Subscript() | ast.BinOp()):
                pass  # a type alias, such as Answer = list[Finding] | None
            case _:
                continue
        # Names in capitals are constants, such as DAYS = WEEKS * 7.
        if not name.startswith("_") and not name.isupper():
            yield name


def in_typescript(source: str) -> Iterator[str]:
    """Yield the names of the types and classes at the top level of a TypeScript file."""
    yield from _TYPESCRIPT.findall(source)


if __name__ == "__main__":
    sys.exit(main())
