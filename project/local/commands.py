"""The commands that start the app's processes.

A test checks that the Dockerfile and `docker-compose.yml` have the same commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from project.http.slow_bodies import READERS


def web(*, host: str, port: int, workers: int = 1, threads: int = 8) -> list[str]:
    """Return the command of the web server: `workers` processes, each with `threads` threads.

    Each process also has `READERS` threads that wait for request bodies.
    """
    return [
        *("granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--log-level", "warning"),
        *("--host", host, "--port", str(port)),
        # Headers that are far longer than a browser's get status 431. Slow headers time out.
        *("--http1-buffer-size", "32768", "--http1-header-read-timeout", "10000"),
        *(
            "--workers",
            str(workers),
            "--blocking-threads",
            str(threads + READERS),
            "--respawn-failed-workers",
        ),
        "project.wsgi:application",
    ]


def worker(*, concurrency: int = 2) -> list[str]:
    """Return the command of a Celery worker with `concurrency` processes. Any number of workers may run."""
    return [
        *("celery", "--app", "project", "worker", "--loglevel", "WARNING"),
        *("--concurrency", str(concurrency), "--without-gossip", "--without-mingle"),
    ]


def beat(*, schedule: Path) -> list[str]:
    """Return the command of Celery beat, which starts the periodic tasks. Run exactly one beat process.

    `schedule` is the file for beat's state.
    """
    return [
        *("celery", "--app", "project", "beat", "--loglevel", "WARNING"),
        *("--schedule", str(schedule), "--pidfile="),
    ]


def poll(*, alive: Path) -> list[str]:
    """Return the command of the poller, which does overdue work if Celery does not.

    The poller touches the file `alive` after each round that succeeds, to show that it works.
    """
    return ["python", "manage.py", "poll", "--alive", str(alive)]


def in_folder(folder: Path, command: Sequence[str]) -> list[str]:
    """Return the command with its program as a full path in `folder`, so that the command does not depend on PATH."""
    return [str(folder / command[0]), *command[1:]]
