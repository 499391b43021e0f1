"""Writes the front end's types from the API's schema; with `--check` only says whether they are in step."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.bootstrap import FRONTEND, ROOT, node_environment

TYPES = FRONTEND / "src" / "api" / "schema.d.ts"


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


def main() -> int:
    """Write or check. Returns 1 if the committed types are not those of the API."""
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
