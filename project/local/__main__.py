"""Start the app with one command: `python -m project.local --port 8000`.

`make run` installs the requirements and runs this command.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from project import keys_file
from project.local import commands, processes, valkey
from project.local.starting import Refused, require_free, take, wait_until_ready
from project.local.supervise import Died, Stopped, Supervisor

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = Path(sys.executable).parent


def environment(folder: Path, port: int) -> dict[str, str]:
    """Return the environment variables for all processes. `folder` is the data folder.

    The variables are this process's own, the keys in `folder`, the folder's path, and the addresses of the app and of
    Redis. This process's own keys and addresses take precedence. If the folder has no keys, make them.

    Raises RuntimeError if the file with the keys lacks a key.
    """
    found = {
        "ORIGIN": f"http://localhost:{port}",
        **keys_file.load_or_make(folder / "keys.env"),
        **os.environ,
        "MODE": "local",
        "LOCAL_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": os.environ.get("LOCAL_SETTINGS", "project.settings"),
        "PYTHONUNBUFFERED": "1",
    }
    found.setdefault("REDIS_URL", valkey.url(folder / "valkey"))
    return found


def prepare(supervisor: Supervisor, folder: Path, env: dict[str, str], *, demo: bool) -> None:
    """Migrate the database and, with `demo`, create the demo couple. Raises Refused if a step fails.

    To start faster, skip both steps if the database file exists, and if the migrations, the demo's code, the library's
    files and `demo` are the same as at the last start. If DATABASE_URL is set, skip nothing, because that database may
    have been replaced.

    `folder` is the data folder. `env` has the environment variables for both steps.
    """
    made_of = hashlib.sha256(env.get("DATABASE_URL", "").encode())
    # `migrate` also checks the library and the operator's decks, so a change of a deck must run it again. A mistake
    # in a deck stops the start here, with file and line.
    decks = [ROOT / "content", *map(Path, filter(None, env.get("CONTENT_DIRS", "").split(",")))]
    files = [
        *sorted(ROOT.glob("*/migrations/*.py")),
        *sorted((ROOT / "project" / "demo").glob("*.py")),
        *(file for deck in decks for file in sorted(deck.rglob("*.yaml"))),
    ]
    for file in files:
        made_of.update(file.read_bytes())
    stamp, wanted = folder / "prepared", f"{made_of.hexdigest()} {demo}"
    embedded = "DATABASE_URL" not in env
    database = folder / "side-by-side.sqlite3"
    if embedded and database.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    steps = [("migrate", "Preparing the database", ["migrate", "--verbosity", "0"])]
    if demo:
        steps.append(("demo", "Writing ten weeks of a demo couple", ["demo"]))
    for name, title, arguments in steps:
        print(f"  {title + ' …':<38}", end="", flush=True)
        began = time.monotonic()
        complaint = supervisor.run(name, [sys.executable, ROOT / "manage.py", *arguments], env)
        if complaint is not None:
            print("failed")
            raise Refused(complaint)
        print(f"{time.monotonic() - began:5.1f} s")
    stamp.write_text(wanted)


def welcome(port: int, *, demo: bool, folder: Path) -> str:
    """Return the text that `make run` prints once all processes run.

    The text has the app's address, and says where the e-mails and the logs are. With `demo`, it also says how to sign
    in as the demo couple. `folder` is the data folder.
    """
    address = f"http://localhost:{port}"
    lines = ["", f"Side by Side is at {address}", ""]
    if demo:
        from project.demo.story import PEOPLE

        first, second = PEOPLE
        lines += [
            f"Sign in as {first.name} ({first.email}) or as {second.name} ({second.email}).",
            f"No e-mail leaves this computer: the code is shown at {address}/_mail",
            "To be both at once, open the second one in a private window.",
            "",
        ]
    else:
        lines += [f"No e-mail leaves this computer: it is shown at {address}/_mail", ""]
    lines.append(f"Logs are in {folder / 'logs'}. Ctrl-C stops everything.")
    return "\n".join(lines)


def run(folder: Path, port: int, *, demo: bool) -> None:
    """Start all of the app's processes, and supervise them until someone stops the app. This function never returns.

    `folder` is the data folder, and `port` the port of the app. With `demo`, create the demo couple.

    Raises Stopped when someone stops the app, Died when a process dies, and Refused or RuntimeError if the app can't
    start.
    """
    require_free(port)
    env = environment(folder, port)
    with Supervisor(logs=folder / "logs") as supervisor:
        if env["REDIS_URL"] == valkey.url(folder / "valkey"):
            supervisor.start("valkey", valkey.command(folder / "valkey"), env)
        prepare(supervisor, folder, env, demo=demo)
        supervisor.start("web", commands.in_folder(PROGRAMS, commands.web(host="127.0.0.1", port=port)), env)
        supervisor.start("worker", commands.in_folder(PROGRAMS, commands.worker()), env)
        beat = commands.beat(schedule=folder / "beat-schedule")
        supervisor.start("beat", commands.in_folder(PROGRAMS, beat), env)
        poll = commands.poll(alive=folder / "poller-alive")
        supervisor.start("poller", [sys.executable, ROOT / poll[1], *poll[2:]], env)
        wait_until_ready(supervisor, port)
        print(welcome(port, demo=demo, folder=folder), flush=True)
        supervisor.watch()


def command_line(description: str, *, port: int, folder: str) -> argparse.ArgumentParser:
    """Return the parser for the options --port, --folder and --stop-with-parent of a command.

    `port` and `folder` are the defaults of the first two options. `folder` is a path inside the repository.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--port", type=int, default=port)
    parser.add_argument(
        "--folder", type=Path, default=ROOT / folder, help="where keys, data and logs are kept"
    )
    parser.add_argument(
        "--stop-with-parent", action="store_true", help="stop when the program that started this ends"
    )
    return parser


def run_until_stopped(chosen: argparse.Namespace, start: Callable[[Path], None]) -> int:
    """Lock the chosen data folder and call `start` with its path. `chosen` has the options of the command line.

    Return the exit code: 0 if someone stopped the app, and 1 if the start failed or a process died. In the second case,
    also print the problem.
    """
    if chosen.stop_with_parent:
        processes.end_with_parent()
    folder = chosen.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)  # it holds keys and e-mails
    with (folder / "lock").open("a+") as lock:
        try:
            take(lock)
            start(folder)
        except Stopped:
            print("\nStopped.")
            return 0
        except (Died, Refused, RuntimeError) as problem:
            print(f"\n{problem}", file=sys.stderr)
            return 1
    return 0


def main() -> int:
    """Parse the command line and start the app. Return the exit code."""
    parser = command_line("Run everything on this machine.", port=8000, folder=".local")
    parser.add_argument("--no-demo", action="store_true", help="without the demo couple")
    chosen = parser.parse_args()
    return run_until_stopped(chosen, lambda folder: run(folder, chosen.port, demo=not chosen.no_demo))


if __name__ == "__main__":
    sys.exit(main())
