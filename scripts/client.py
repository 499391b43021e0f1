"""Generate the front end's files that come from the server: the API's types and the library's help lines.

Help lines are phone numbers and websites for people in need. With `--check`, write nothing, and fail if the existing
files differ from newly generated files.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from content.catalogue import LIBRARY
from content.help_lines import as_json, load_help
from content.languages import LANGUAGES
from scripts.bootstrap import FRONTEND, ROOT, node_environment

TYPES = FRONTEND / "src" / "api" / "schema.d.ts"
WORDS = FRONTEND / "src" / "words"


def generate(target: Path) -> None:
    """Write the TypeScript types of the current API to `target`.

    Raises CalledProcessError if the API's OpenAPI schema has an error or a warning.
    """
    with tempfile.TemporaryDirectory() as folder:
        schema = f"{folder}/schema.yaml"
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        spectacular = [
            sys.executable,
            "manage.py",
            "spectacular",
            "--validate",
            "--fail-on-warn",
            "--file",
            schema,
        ]
        subprocess.run(spectacular, cwd=ROOT, env=env, check=True)
        subprocess.run(
            ["npx", "openapi-typescript", schema, "--output", str(target)],
            cwd=FRONTEND,
            env=node_environment(),
            check=True,
            stdout=subprocess.DEVNULL,
        )


def help_lines() -> dict[Path, str]:
    """Return the text of each language's `help.json`, by file path.

    The files contain the library's help lines (phone numbers and websites for people in need).

    Raises LibraryError if the library's help lines contain a mistake.
    """
    countries = load_help((LIBRARY,))
    return {
        WORDS / language / "help.json": json.dumps(as_json(countries, language), ensure_ascii=False, indent=1)
        + "\n"
        for language in LANGUAGES
    }


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def main() -> int:
    """Write the front end's generated files. With `--check`, only compare them with newly generated ones.

    Return 1 if the files can't be generated or differ, otherwise 0.
    """
    if "--check" not in sys.argv[1:]:
        for file, lines in help_lines().items():
            file.write_text(lines, encoding="utf-8")
    elif old := [file for file, lines in help_lines().items() if _read(file) != lines]:
        for file in old:
            print(
                f"{file.relative_to(ROOT)} is not up to date with the library. Run: make client",
                file=sys.stderr,
            )
        return 1
    try:
        if "--check" not in sys.argv[1:]:
            generate(TYPES)
            return 0
        with tempfile.TemporaryDirectory() as folder:
            fresh = Path(folder) / "schema.d.ts"
            generate(fresh)
            if TYPES.exists() and TYPES.read_text() == fresh.read_text():
                return 0
    except subprocess.CalledProcessError as error:
        print(f"The schema could not be made: {error}", file=sys.stderr)
        return 1
    print(f"{TYPES.relative_to(ROOT)} is not up to date with the API. Run: make client", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
