"""`make dev`: run the app for development. Every change of the code takes effect without a manual restart.

The development server Vite serves the page, replaces changed parts of the page, and passes all other requests on to
the web server. `watchfiles` restarts the Python processes when a file of the app's Python packages changes. Keys,
database and logs are in `.dev`, so the data of `make run` stay as they are.
"""

from __future__ import annotations

import shlex
import socket
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from project.demo.story import PEOPLE
from project.local import commands, valkey
from project.local.__main__ import PROGRAMS, command_line, environment, prepare, run_until_stopped
from project.local.starting import require_free, wait_until_ready
from project.local.supervise import Supervisor
from scripts.bootstrap import FRONTEND, ROOT, node_environment

PACKAGES = ("content", "couples", "checkins", "notifications", "project")


def reloading(command: Sequence[str]) -> list[str | Path]:
    """Return a command that runs `command`, and runs it again whenever a file of the app's Python packages changes.

    If a broken file stops the process, the next change starts the process again.
    """
    watch: list[str | Path] = [PROGRAMS / "watchfiles", "--target-type", "command", "--sigint-timeout", "5"]
    return [*watch, shlex.join(commands.in_folder(PROGRAMS, command)), *(ROOT / name for name in PACKAGES)]


def run(folder: Path, port: int) -> None:
    """Start the app's processes, except the poller, and print their logs until the app is stopped.

    `folder`: for keys, database and logs. `port`: the port of the page, on which Vite listens.
    """
    require_free(port)
    server = _free_port()
    env = environment(folder, port)
    with Supervisor(logs=folder / "logs") as supervisor:
        if env["REDIS_URL"] == valkey.url(folder / "valkey"):
            supervisor.start("valkey", valkey.command(folder / "valkey"), env)
        prepare(supervisor, folder, env, demo=True)
        supervisor.start("web", reloading(commands.web(host="127.0.0.1", port=server)), env)
        # One process without children, so that a restart is quick.
        worker = [*commands.worker(concurrency=1), "--pool", "solo"]
        supervisor.start("worker", reloading(worker), env)
        supervisor.start("beat", reloading(commands.beat(schedule=folder / "beat-schedule")), env)
        vite_env = env | node_environment() | {"SERVER_ORIGIN": f"http://127.0.0.1:{server}"}
        supervisor.start("vite", _vite(port), vite_env)
        wait_until_ready(supervisor, server)
        wait_until_ready(supervisor, port, name="vite", path="/")
        print(_welcome(port, folder), flush=True)
        _follow(supervisor)


def _vite(port: int) -> list[str | Path]:
    node = Path(node_environment()["PATH"].split(":")[0]) / "node"
    program = FRONTEND / "node_modules" / "vite" / "bin" / "vite.js"
    where: list[str | Path] = [
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--strictPort",
        "--config",
        FRONTEND / "vite.dev.ts",
    ]
    return [node, program, FRONTEND, *where, "--clearScreen", "false"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _welcome(port: int, folder: Path) -> str:
    people = " or ".join(person.email for person in PEOPLE)
    lines = [
        "",
        f"Side by Side is at http://localhost:{port}; the API's pages at http://localhost:{port}/api/docs",
        f"Sign in as {people}; the code is shown at http://localhost:{port}/_mail",
        f"Django's commands: LOCAL_DIR={folder} .venv/bin/python manage.py …",
        "Changes show by themselves. Ctrl-C stops everything.",
        "",
    ]
    return "\n".join(lines)


def _follow(supervisor: Supervisor) -> None:
    """Print each new line of the logs, with the process's name in front, until the app is stopped or a process dies."""
    read = dict.fromkeys(supervisor.running, 0)
    while True:
        for name, start in read.items():
            with supervisor.log_of(name).open("rb") as log:
                log.seek(start)
                whole_lines = log.read().rpartition(b"\n")[0]
            for line in whole_lines.decode(errors="replace").splitlines():
                print(f"{name:<7}| {line}", flush=True)
            read[name] += len(whole_lines) + 1 if whole_lines else 0
        supervisor.check()
        time.sleep(0.3)


def main() -> int:
    """Parse the command line and run the app. Return the exit code."""
    chosen = command_line("Run everything, and reload what changes.", port=5173, folder=".dev").parse_args()
    return run_until_stopped(chosen, lambda folder: run(folder, chosen.port))


if __name__ == "__main__":
    sys.exit(main())
