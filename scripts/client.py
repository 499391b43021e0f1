"""Write the front end's files that come from the server: the API's types and the library's help lines.

With `--check` nothing is written; it fails if the committed files differ.
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
    """Write the types of the present API. Raises CalledProcessError if the schema has an error or a warning."""
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
    """The library's help lines, as the app contains them. Raises LibraryError for a mistake in them."""
    countries = load_help((LIBRARY,))
    return json.dumps(as_json(countries), ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write or check. Returns 1 if the committed files are not up to date."""
    if "--check" not in sys.argv[1:]:
        HELP.write_text(help_lines(), encoding="utf-8")
    elif not HELP.exists() or HELP.read_text(encoding="utf-8") != help_lines():
        print(
            f"{HELP.relative_to(ROOT)} is not up to date with the library. Run: make client", file=sys.stderr
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
