"""The home edition's start: `python -m project.home`, or `make serve`. With MODE=demo, a demo's (docs/demo.md).

It makes the keys on an empty volume, brings the database up to date, runs the web server and the poller, and with
OWN_TLS=true a proxy in front of them. It stops all of it when one of them ends or when it is asked to. Everything that
it and they print goes to one log.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from project.home import ROOT, first_start, own_proxy, settings_file
from project.local import commands
from project.local.starting import Refused, require_free, take, wait_until_ready
from project.local.supervise import Died, Stopped, Supervisor
from project.volume import Volume

PROGRAMS = Path(sys.executable).parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]
#: Seconds that requests have to finish when it stops.
GRACE = 20.0


def run(volume: Volume, *, host: str, port: int, own_tls: bool, demo: bool) -> None:
    """Start everything and supervise it until stopped. `demo`: with a copy of the demo couple for each visitor.

    Raises Refused or Died, with a text that says what to do.
    """
    require_free(port)
    if first_start.prepare(volume):
        print(f"Made this server's keys in {volume.keys}. Keep a copy in a safe place.", flush=True)
    env = {
        **os.environ,
        "MODE": "demo" if demo else "home",
        "DATA_DIR": str(volume.root),
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "project.settings"),
        "PYTHONUNBUFFERED": "1",
        # Each thread would keep free memory of its own; a home has little.
        "MALLOC_ARENA_MAX": os.environ.get("MALLOC_ARENA_MAX", "2"),
    }
    with Supervisor(logs=None, grace=GRACE) as supervisor:
        # First, so that a database of others is left as it is.
        if demo and supervisor.run("demo", [*MANAGE, "demo"], env) is not None:
            raise Refused("It did not start. The reason stands above.")
        # This also checks the settings and the library.
        if supervisor.run("migrate", [*MANAGE, "migrate", "--verbosity", "0"], env) is not None:
            raise Refused("It did not start. The reason stands above.")
        web = commands.web(host=host, port=port)
        supervisor.start("web", commands.in_folder(PROGRAMS, web), env)
        supervisor.start("poller", [*MANAGE, *commands.poll(alive=volume.root / "poller-alive")[2:]], env)
        if own_tls:
            proxy = own_proxy.environment(env, volume, port=port)
            supervisor.start("proxy", own_proxy.command(), proxy)
        wait_until_ready(supervisor, port)
        if not demo:
            # It prints to this log. Without it the app runs all the same, and the command can be given by hand.
            supervisor.run("set-up-link", [*MANAGE, "set_up_link", "--at-start"], env)
        print(f"Side by Side is at {env['ORIGIN']}", flush=True)
        supervisor.watch()


def main() -> int:
    """Parse the command line and run. Returns an exit code, which is 0 if it was asked to stop."""
    settings_file.take(os.environ)
    parser = argparse.ArgumentParser(description="Run the home edition.")
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("DATA_DIR", "/data")))
    parser.add_argument(
        "--host", help="the address on which the app listens; without a proxy of its own, all"
    )
    parser.add_argument("--port", type=int, default=8000)
    chosen = parser.parse_args()
    own_tls = os.environ.get("OWN_TLS", "").lower() in {"1", "true", "yes", "on"}
    volume = Volume(chosen.data.resolve())
    os.umask(0o077)  # what lies in the volume is for this user alone
    try:
        first_start.require_writable(volume.root)
        with (volume.root / "lock").open("a+") as lock:
            take(lock)
            host = chosen.host or ("127.0.0.1" if own_tls else "0.0.0.0")
            demo = os.environ.get("MODE") == "demo"
            run(volume, host=host, port=chosen.port, own_tls=own_tls, demo=demo)
    except Stopped:
        return 0
    except (Died, Refused) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
