"""Run a command with a real PostgreSQL and a real Valkey: `python -m tests.services -- pytest tests/checkins`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.services.migrated import MigratedDatabases
from tests.services.postgres import postgres
from tests.services.valkey import valkey_server

#: The database that is the template of the test databases.
MIGRATED = "migrated"


def main(arguments: list[str]) -> int:
    """Start PostgreSQL and Valkey, run the command with DATABASE_URL and REDIS_URL set, and stop both servers.

    Return the exit code of the command, or 2 if no command was given.
    """
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    with (
        tempfile.TemporaryDirectory(prefix="side-by-side-valkey-") as folder,
        valkey_server(Path(folder)) as redis_url,
        postgres() as database,
    ):
        database.forgo_durability()
        with database.connect() as connection:
            connection.execute(f"CREATE DATABASE {MIGRATED}")
        MigratedDatabases().fill(database, MIGRATED)
        environment = {
            **os.environ,
            "DATABASE_URL": database.url,
            "REDIS_URL": redis_url,
            "MIGRATED_DATABASE": MIGRATED,
        }
        # Importing the project set DJANGO_SETTINGS_MODULE. The command must choose its settings itself.
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
