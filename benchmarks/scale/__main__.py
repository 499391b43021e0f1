"""Measure query plans, speed and disk space with 20,000 couples and a year of check-ins (`make bench-scale`).

    python -m benchmarks.scale [--couples 20000] [--sample 1000] [--keep]

One run starts a real PostgreSQL and compares two databases. The small database contains only a sample of couples, whose
responses are really sealed. The large database also contains all other couples, with random bytes instead of sealed
responses. Both databases get the same requests in turns. `--keep` writes benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import tempfile
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.scale.report import ScaleReport, write

ROOT = Path(__file__).resolve().parents[2]
THREADS = 8
PORTS = (8766, 8767)
#: Bytes of disk space needed per couple, including the write-ahead log and the building of indexes.
ROOM = 1_200_000


def main() -> None:
    """Run the benchmark, print its report, and write the report to RESULTS.md if `--keep` is given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale")
    parser.add_argument("--couples", type=int, default=20_000)
    parser.add_argument(
        "--sample", type=int, default=1_000, help="couples that are alone in the other database"
    )
    parser.add_argument("--keep", action="store_true", help="write benchmarks/RESULTS.md")
    options = parser.parse_args()
    free = shutil.disk_usage(tempfile.gettempdir()).free
    if free < options.couples * ROOM:
        raise SystemExit(
            f"{options.couples * ROOM / 1e9:.0f} GB of disk are needed, {free / 1e9:.0f} are free."
        )
    with ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        report = measured(ending, folder, copies=options.couples // options.sample, sample=options.sample)
    print(report.text())
    if options.keep:
        write(report)


def measured(ending: ExitStack, folder: Path, *, copies: int, sample: int) -> ScaleReport:
    """Fill both databases, read the query plans in the large database, and measure the speed of both.

    The small database has `sample` couples, and the large database has `copies` times as many. `folder` is for
    temporary files. When the caller closes `ending`, the servers stop.
    """
    from tests.services.postgres import postgres
    from tests.services.valkey import valkey_server

    server = ending.enter_context(postgres())
    with server.connect() as own:
        own.execute("ALTER SYSTEM SET max_wal_size = '4GB'")
        own.execute("SELECT pg_reload_conf()")
        found = own.execute("SHOW data_directory").fetchone()
    data = Path(found[0] if found else "")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "benchmarks.web.settings",
        "DATABASE_URL": server.url,
        "REDIS_URL": ending.enter_context(valkey_server(folder / "valkey")),
        "PYTHONPATH": str(ROOT),
        "LOG_LEVEL": "ERROR",  # many requests in the recording of statements are refused
    }
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.scale import copies as copying
    from benchmarks.scale import databases, plans, shares, year
    from benchmarks.web.server import web_server

    call_command("migrate", verbosity=0)
    databases.use("postgres")
    for name in (databases.WALKED, databases.FEW, databases.MANY):
        databases.create(server, name, like=server.url.rpartition("/")[2])
    now = dt.datetime.now(tz=dt.UTC)
    databases.use(databases.WALKED)
    sent = plans.statements(folder / "front", now=now)
    print(f"{len(sent)} statements of all routes and tasks", flush=True)
    databases.use(databases.FEW)
    pairs = year.couples(sample, now=now)
    databases.analyse()
    began = time.monotonic()
    rows = copying.fill(partial(databases.connect, server), databases.FEW, databases.MANY, copies)
    databases.use(databases.MANY)
    databases.analyse()
    seeded = time.monotonic() - began
    print(f"{rows:,} rows in {seeded:.0f} s", flush=True)
    whole = plans.whole_reads(sent)
    print(*whole, f"{len(whole)} statements read a whole table", sep="\n", flush=True)
    sizes = databases.sizes()
    postmaster = int((data / "postmaster.pid").read_text().split()[0])
    sides = []
    for name, port in zip((databases.FEW, databases.MANY), PORTS, strict=True):
        environment = {"DATABASE_URL": databases.url(server, name)}
        pid = ending.enter_context(web_server(port, threads=THREADS, environment=environment))
        sides.append(shares.Side(name, port, pid, postmaster))
    return ScaleReport(
        couples=copies * sample,
        sample=sample,
        seeded=seeded,
        statements=len(sent),
        whole=whole,
        sizes=sizes,
        taken=shares.measure(sides, pairs),
        threads=THREADS,
        connections=shares.CONNECTIONS,
    )


if __name__ == "__main__":
    main()
