"""The processes that the app is made of, as commands. `docker-compose.yml` starts the same ones (a test compares)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from project.slow_bodies import READERS


def web(*, host: str, port: int, workers: int = 1, threads: int = 8) -> list[str]:
    """The web server: `workers` processes with `threads` threads each, and as many more as may wait for bodies."""
    return [
        *("granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--log-level", "warning"),
        *("--host", host, "--port", str(port)),
        # Far longer headers than a browser sends are answered 431, and slow ones are not waited for.
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
    """Celery beat, which says when to look for due work; one is enough. `schedule` is the file it remembers in."""
    return [
        *("celery", "--app", "project", "beat", "--loglevel", "WARNING"),
        *("--schedule", str(schedule), "--pidfile="),
    ]


def poll(*, alive: Path) -> list[str]:
    """The poller, which does what the others have left undone. `alive` is the file that it touches."""
    return ["python", "manage.py", "poll", "--alive", str(alive)]


def in_folder(folder: Path, command: Sequence[str]) -> list[str]:
    """The command with its program taken from `folder`, so that no PATH is needed."""
    return [str(folder / command[0]), *command[1:]]
