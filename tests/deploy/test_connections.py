"""The number of connections to PostgreSQL stays limited under any load."""

from __future__ import annotations

import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.deploy.web import Web, environment, running
from tests.services.migrated import MigratedDatabases
from tests.services.postgres import postgres

pytestmark = pytest.mark.stack

BURST = 48
#: Seconds after which an idle thread of the web server ends: the smallest allowed value.
IDLE = 5
#: Largest number of connections that a web process may open.
MOST = 16


class _Web(Web):
    def start(self, *options: str, app: str = "project.wsgi:application") -> None:
        super().start("--blocking-threads-idle-timeout", str(IDLE), *options, app=app)

    def threads(self) -> int:
        """Return the total number of threads in the server's processes."""
        assert self._process is not None
        leader = psutil.Process(self._process.pid)
        return sum(each.num_threads() for each in [leader, *leader.children(recursive=True)])


def _connections(watch: psycopg.Connection[tuple[int]]) -> int:
    found = watch.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    ).fetchone()
    assert found
    return found[0]


@pytest.mark.long
def test_bursts_after_idle_minutes_leave_no_connections_behind(
    tmp_path: Path, migrated: MigratedDatabases
) -> None:
    with postgres() as server:
        env = environment(DATABASE_URL=server.url)
        migrated.fill(server)
        web = _Web(tmp_path, env)
        with running(web), server.connect() as watch, ThreadPoolExecutor(BURST) as crowd:
            seen = []
            address = f"http://127.0.0.1:{web.port}/health/ready"

            def ask(_: int) -> int:
                with urllib.request.urlopen(address, timeout=30) as answer:
                    return int(answer.status)

            for _ in range(4):
                assert set(crowd.map(ask, range(BURST))) == {200}
                seen.append(_connections(watch))
                busy = web.threads()
                until = time.monotonic() + 4 * IDLE
                while web.threads() >= busy and time.monotonic() < until:
                    time.sleep(0.2)
                assert web.threads() < busy, "the server ends threads that are idle"
    assert max(seen) <= MOST, seen
