"""Measure the delivery of reminders with two million couples in the database (`make bench-reminders`).

    python -m benchmarks.reminders [--size 2000000] [--keep]

The benchmark measures claiming (reserving due reminders for one sender), sending and enqueueing, and periodic tasks
that have nothing to do. It starts a real PostgreSQL and a real Valkey. For claiming and sending, it also measures the
best possible value, without the app. `--size` is the number of couples. `--keep` writes benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from benchmarks.reminders.report import ReminderReport, write

FEW = 1_000
ROUNDS = 5
#: Rows that one round claims, by batch size: the batch size of the app, and a large one.
CLAIMS = {64: 6_400, 1_000: 20_000}
REMINDERS = 10_000


def main() -> None:
    """Run the benchmark, print its report, and write the report to RESULTS.md if `--keep` is given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reminders")
    parser.add_argument("--size", type=int, default=2_000_000)
    parser.add_argument("--keep", action="store_true", help="write benchmarks/RESULTS.md")
    options = parser.parse_args()
    with ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        report = _measure(ending, folder, options.size)
    print(report.text())
    if options.keep:
        write(report)


def _measure(ending: ExitStack, folder: Path, size: int) -> ReminderReport:
    from tests.services.postgres import postgres_server
    from tests.services.valkey import valkey_server

    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": ending.enter_context(postgres_server()),
        "REDIS_URL": ending.enter_context(valkey_server(folder / "valkey")),
        "PUSH_ALLOW_LOOPBACK": "true",
    }
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.reminders import measures, pushing, seed
    from benchmarks.reminders.endpoint import push_service

    call_command("migrate", verbosity=0)
    seed.couples(0, FEW)
    few = measures.ticks()
    # Measure sending before the database has millions of rows, which would keep the shared cores busy.
    service = ending.enter_context(push_service())
    people = pushing.people(service)
    costs = pushing.costs(service, people, rounds=3 * ROUNDS)
    began = time.monotonic()
    seed.couples(FEW, size)
    print(f"{size:,} couples after {time.monotonic() - began:.0f} s", flush=True)
    many = measures.ticks()
    # No other reminder is due yet.
    speeds = pushing.speeds(service, people, rounds=ROUNDS)
    rows = {batch: min(wanted, size // 30) for batch, wanted in CLAIMS.items()}
    seed.make_due(2 * ROUNDS * sum(rows.values()) + 20 * ROUNDS * max(rows))
    return ReminderReport(
        size=size,
        claims={
            batch: measures.claims(batch=batch, per_round=per_round, rounds=ROUNDS)
            for batch, per_round in rows.items()
        },
        few=few,
        many=many,
        costs=costs,
        speeds=speeds,
        enqueueing=measures.enqueueing(),
        tasks=measures.tasks_for(REMINDERS),
        reminders=REMINDERS,
    )


if __name__ == "__main__":
    main()
