"""Commands of the app's processes. `docker-compose.yml` starts the same ones (a test compares them)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from project.http.slow_bodies import READERS


def web(*, host: str, port: int, workers: int = 1, threads: int = 8) -> list[str]:
    """The web server: `workers` processes with `threads` threads each, plus the threads that wait for bodies."""
    return [
        *("granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--log-level", "warning"),
        *("--host", host, "--port", str(port)),
        # Headers far longer than a browser's get 431, and slow ones time out.
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
    """A Celery worker with `concurrency` processes. Any number of them may run."""
    return [
        *("celery", "--app", "project", "worker", "--loglevel", "WARNING"),
        *("--concurrency", str(concurrency), "--without-gossip", "--without-mingle"),
    ]


def beat(*, schedule: Path) -> list[str]:
    """Celery beat, which starts the periodic tasks. Run one. `schedule` is the file for its state."""
    return [
        *("celery", "--app", "project", "beat", "--loglevel", "WARNING"),
        *("--schedule", str(schedule), "--pidfile="),
    ]


def poll(*, alive: Path) -> list[str]:
    """The poller, which does overdue work. It touches the file `alive` each time, to show that it works."""
    return ["python", "manage.py", "poll", "--alive", str(alive)]


def in_folder(folder: Path, command: Sequence[str]) -> list[str]:
    """Return the command with its program taken from `folder`, so that it needs no PATH."""
    return [str(folder / command[0]), *command[1:]]
