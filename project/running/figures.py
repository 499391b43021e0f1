"""The operator's metrics for Prometheus, on a separate port that the proxy does not expose.

They come from the tables and from the counts of all processes (see notifications.meters), so one process reports for
all.
"""

from __future__ import annotations

from collections.abc import Iterator
from wsgiref.simple_server import WSGIServer

from django.db import Error, connection
from django.utils import timezone
from prometheus_client import CollectorRegistry, Metric, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from notifications import meters, queries
from notifications.sending import outbox

#: Due rows are counted up to this limit. Beyond it, the exact number helps no one.
MAX_DUE = 100_000


class ReminderCollector(Collector):
    """Reads the metrics whenever they are collected."""

    def collect(self) -> Iterator[Metric]:
        """Yield the state of the outbox, then the counts. Figures that can't be read are left out, and
        their absence is the alarm.
        """
        try:
            yield from _outbox()
        except Error:
            pass
        finally:
            # Each collection, every half minute, runs in a new thread.
            if not connection.in_atomic_block:
                connection.close()
        try:
            yield from _counts()
        except Exception:  # any error of the cache
            return


def _outbox() -> Iterator[Metric]:
    now = timezone.now()
    age = queries.oldest_due_age(now)
    yield GaugeMetricFamily(
        "reminders_oldest_due_seconds",
        "Age of the oldest row that is due; 0 if none is.",
        age.total_seconds() if age else 0,
    )
    yield GaugeMetricFamily(
        "reminders_due", f"Rows that are due and free, up to {MAX_DUE}.", outbox.due(now=now, most=MAX_DUE)
    )


def _counts() -> Iterator[Metric]:
    totals = meters.totals()
    retired = CounterMetricFamily("push_subscriptions_retired", "Browsers that their push service gave up.")
    retired.add_metric([], totals.pop(meters.RETIRED))
    yield retired
    mails = CounterMetricFamily(
        "sign_in_mails",
        "E-mails with a sign-in code, by whether the mail server accepted them.",
        labels=["result"],
    )
    for name in meters.SIGN_IN_MAILS.values():
        mails.add_metric([name[1]], totals.pop(name))
    yield mails
    counted = CounterMetricFamily("reminders", "Reminders by result.", labels=["result", "kind", "channel"])
    for name, number in totals.items():
        if number:
            counted.add_metric(list(name), number)
    yield counted


def serve(host: str, port: int) -> WSGIServer:
    """Serve GET /metrics on this address from a thread, until this process ends or the returned server is stopped."""
    registry = CollectorRegistry()
    registry.register(ReminderCollector())
    # Without an address, the library listens on all interfaces.
    return start_http_server(port, addr=host, registry=registry)[0]
