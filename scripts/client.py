"""Writes what the front end takes from the server's side; with `--check` only says whether it is in step.

Its types come from the API's schema, the help lines that it brings along from the library.
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
from scripts.bootstrap import FRONTEND, ROOT, node_environment

TYPES = FRONTEND / "src" / "api" / "schema.d.ts"
HELP = FRONTEND / "src" / "screens" / "about" / "help.json"


def generate(target: Path) -> None:
    """Write the types of the API as it is now. Raises CalledProcessError if the schema has an error or a warning."""
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


def help_lines() -> str:
    """The library's help lines as the app brings them along. Raises LibraryError for a mistake in them."""
    countries = load_help((LIBRARY,))
    return json.dumps(as_json(countries), ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write or check. Returns 1 if the committed files are not those of the server's side."""
    if "--check" not in sys.argv[1:]:
        HELP.write_text(help_lines(), encoding="utf-8")
    elif not HELP.exists() or HELP.read_text(encoding="utf-8") != help_lines():
        print(f"{HELP.relative_to(ROOT)} is not what the library says. Run: make client", file=sys.stderr)
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
    print(f"{TYPES.relative_to(ROOT)} is not what the API says. Run: make client", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
