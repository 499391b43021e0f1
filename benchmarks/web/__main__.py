"""Measure the speed and the size of the web app (`make bench`).

    python -m benchmarks.web [--couples 1000] [--keep]

The benchmark compares requests for the home screen ("home") and requests that submit a response ("submit") with
requests for a DRF view that does nothing ("no-op"): how many of each are answered per second. It also reports the
database queries per request, the CPU time of a request after years of check-ins, and the first-load JavaScript.

One run starts a real PostgreSQL, a real Valkey and one Granian process. The no-op, home and submit requests go through
the same server in turns, so other work on the machine slows all three equally. `--keep` writes benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

from benchmarks.web.report import WebReport, write

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 20
CONNECTIONS = 16
THREADS = 8
PORT = 8765


def main() -> None:
    """Run the benchmark, print its report, and write the report to RESULTS.md if `--keep` is given."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.web")
    parser.add_argument("--couples", type=int, default=1000)
    parser.add_argument("--keep", action="store_true", help="write benchmarks/RESULTS.md")
    options = parser.parse_args()
    with ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        report = _measure(ending, folder, options.couples)
    print(report.text())
    if options.keep:
        write(report)


def _measure(ending: ExitStack, folder: Path, couples: int) -> WebReport:
    from tests.services.postgres import postgres_server
    from tests.services.valkey import valkey_server

    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "benchmarks.web.settings",
        "DATABASE_URL": ending.enter_context(postgres_server()),
        "REDIS_URL": ending.enter_context(valkey_server(folder / "valkey")),
        "PYTHONPATH": str(ROOT),
    }
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.web import growth, load, queries, seed
    from benchmarks.web.first_load import javascript_gzip
    from benchmarks.web.server import web_server

    call_command("migrate", verbosity=0)
    print(f"Seeding {couples} couples …", flush=True)
    traffic = seed.couples(couples, now=dt.datetime.now(tz=dt.UTC))
    counted = queries.per_request()
    print("Measuring couples with years behind them …", flush=True)
    grown = growth.per_check_ins(now=dt.datetime.now(tz=dt.UTC))
    with web_server(PORT, threads=THREADS):
        javascript = javascript_gzip(f"http://localhost:{PORT}", traffic.cookie)
        no_op = [load.encode("GET", "/bench/noop")] * (8 * couples // ROUNDS)
        shares: dict[str, list[float]] = {"home": [], "submit": []}
        floor: list[float] = []
        latency: dict[str, list[float]] = {"home": [], "submit": []}
        load.run(PORT, no_op[:200] + traffic.homes[:200], connections=CONNECTIONS)  # warm up
        per_round = len(traffic.submits) // ROUNDS
        for number in range(ROUNDS):
            part = slice(number * per_round, (number + 1) * per_round)
            before = load.run(PORT, no_op, connections=CONNECTIONS).per_second
            outcomes = {
                "home": load.run(PORT, traffic.homes[part], connections=CONNECTIONS),
                "submit": load.run(PORT, traffic.submits[part], connections=CONNECTIONS),
            }
            after = load.run(PORT, no_op, connections=CONNECTIONS).per_second
            floor.append((before + after) / 2)
            for name, outcome in outcomes.items():
                shares[name].append(outcome.per_second / floor[-1])
                latency[name].append(outcome.percentile(0.99))
            print(
                f"round {number + 1} of {ROUNDS}: no-op {floor[-1]:.0f}/s, "
                + ", ".join(f"{name} {values[-1]:.3f}" for name, values in shares.items()),
                flush=True,
            )
    return WebReport(
        floor=statistics.median(floor),
        shares={
            name: (statistics.median(values), min(values), max(values)) for name, values in shares.items()
        },
        p99={name: statistics.median(values) for name, values in latency.items()},
        queries=counted,
        growth=grown,
        javascript=javascript,
        couples=couples,
        threads=THREADS,
        connections=CONNECTIONS,
        rounds=ROUNDS,
    )


if __name__ == "__main__":
    main()
