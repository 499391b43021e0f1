#!/usr/bin/env python
"""Run Django's commands with the settings of this installation.

The settings are environment variables, which `.env.example` explains. If MODE is "home", or if no variable in
`settings_file.DECIDING` is set, missing settings are read from `home.env`, the settings file of the home edition (the
app on a single computer). If no such variable is set and there is no `home.env`, the keys and data that `make run` made
are used.
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    from project.home import settings_file

    if kept := settings_file.take_for_command(os.environ):
        sys.stderr.write(f"Using the settings in {kept}.\n")
    made = Path(os.environ.get("LOCAL_DIR", ROOT / ".local"))
    if not settings_file.DECIDING & os.environ.keys() and (made / "keys.env").exists():
        from project.keys_file import load_or_make
        from project.local.valkey import url

        sys.stderr.write(f"No variables are set: using those of `make run` in {made}.\n")
        found = {
            "MODE": "local",
            "LOCAL_DIR": str(made),
            "REDIS_URL": url(made / "valkey"),
            **load_or_make(made / "keys.env"),
        }
        os.environ.update({name: value for name, value in found.items() if name not in os.environ})
    if os.environ.get("MODE") == "home" and sys.argv[1:2] == ["restore"]:
        # A new volume, after the old one was lost, has no keys yet: make them. Keys in the backup replace them.
        from project.home import first_start
        from project.volume import Volume

        volume = Volume(Path(os.environ.get("DATA_DIR", "/data")))
        first_start.require_writable(volume.root)
        first_start.prepare(volume)
    if sys.argv[1:] == ["doctor"]:
        # Run without Django's command line, which fails before it runs a command if the settings are wrong.
        from project.doctor.run import main

        sys.exit(main())
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        # The message says what to do; a traceback would add nothing.
        if "--traceback" in sys.argv:
            raise
        sys.exit(str(problem))
