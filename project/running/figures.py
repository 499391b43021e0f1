"""The operator's metrics for Prometheus, on a separate port that the proxy does not expose.

The metrics come from the database and from counters that all processes share (see notifications.meters). So one process
can serve the metrics of all processes.
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

#: Largest number of due rows to count. Beyond it, the exact number helps no one.
MAX_DUE = 100_000


class ReminderCollector(Collector):
    """Prometheus collector that reads the current metrics each time Prometheus asks for them."""

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics of the outbox, then the counters that all processes share.

        Metrics that can't be read are left out. Prometheus can raise an alarm if a metric is missing.
        """
        try:
            yield from _outbox()
        except Error:
            pass
        finally:
            # Each collection runs in a new thread, about every half minute, so close this thread's connection.
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
    """Serve GET /metrics from a thread until the process ends. Return the server, so that a caller can stop it."""
    registry = CollectorRegistry()
    registry.register(ReminderCollector())
    # Pass the address: without one, the library listens on all interfaces.
    return start_http_server(port, addr=host, registry=registry)[0]
