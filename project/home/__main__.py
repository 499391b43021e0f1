"""Start the home edition: `python -m project.home`, or `make serve`. With MODE=demo, start a demo (docs/demo.md).

On the first start, make the server's keys. Apply migrations, and run the web server and the poller, which does
background work. With OWN_TLS=true, also run a proxy in front of the web server. All processes stop when one process
ends, or on SIGTERM or Ctrl-C. What the processes print goes to the output of this process.
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
#: Seconds that running requests have to finish when the server stops.
GRACE = 20.0


def run(volume: Volume, *, host: str, port: int, own_tls: bool, demo: bool) -> None:
    """Start all processes, and supervise them until a signal asks to stop (raises Stopped).

    Raises Refused if the start fails, and Died if a process ends. With `own_tls`, a proxy for https is started as well.
    With `demo`, each visitor gets their own copy of the demo couple.
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
        # Without a limit, each thread keeps a separate pool of free memory. A home server has little memory.
        "MALLOC_ARENA_MAX": os.environ.get("MALLOC_ARENA_MAX", "2"),
    }
    with Supervisor(logs=None, grace=GRACE) as supervisor:
        # First, so that a database with real accounts is refused before a migration changes it.
        if demo and supervisor.run("demo", [*MANAGE, "demo"], env) is not None:
            raise Refused("It did not start. The reason stands above.")
        # `migrate` also checks the settings and the library.
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
            # It prints the link to this log. If it fails, the app still runs, and the operator can run the command.
            supervisor.run("set-up-link", [*MANAGE, "set_up_link", "--at-start"], env)
        print(f"Side by Side is at {env['ORIGIN']}", flush=True)
        supervisor.watch()


def main() -> int:
    """Parse the command line and run the server. Return the exit code: 0 after a requested stop, otherwise 1."""
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
    os.umask(0o077)  # only this user may read what is in the volume
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
