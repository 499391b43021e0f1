"""The operator's figures for Prometheus, on a port of their own that the proxy does not know.

Whoever asks gets what the tables say now and what all processes have counted (see notifications.meters); so one
process tells for all, and none has to be asked by itself.
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

#: Due rows are counted up to this many: beyond, the exact number helps nobody.
MOST = 100_000


class Reminders(Collector):
    """Reads the figures at the moment of asking."""

    def collect(self) -> Iterator[Metric]:
        """The outbox now, then the counts. What can not be read is left out, and its absence is the alarm."""
        try:
            yield from _outbox()
        except Error:
            pass
        finally:
            # Asked every half minute, from a thread of its own each time.
            if not connection.in_atomic_block:
                connection.close()
        try:
            yield from _counts()
        except Exception:  # whatever the cache raises
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
        "reminders_due", f"Rows that are due and free, up to {MOST}.", outbox.due(now=now, most=MOST)
    )


def _counts() -> Iterator[Metric]:
    totals = meters.totals()
    retired = CounterMetricFamily("push_subscriptions_retired", "Browsers that their push service gave up.")
    retired.add_metric([], totals.pop(meters.RETIRED))
    yield retired
    mails = CounterMetricFamily(
        "sign_in_mails",
        "Mails with a code to sign in, by whether the mail server took them.",
        labels=["result"],
    )
    for name in meters.SIGN_IN_MAILS.values():
        mails.add_metric([name[1]], totals.pop(name))
    yield mails
    counted = CounterMetricFamily(
        "reminders", "What became of reminders.", labels=["result", "kind", "channel"]
    )
    for name, number in totals.items():
        if number:
            counted.add_metric(list(name), number)
    yield counted


def serve(host: str, port: int) -> WSGIServer:
    """Answer GET /metrics on this address from a thread, for as long as this process lives or the returned server
    runs."""
    registry = CollectorRegistry()
    registry.register(Reminders())
    # Without an address the library listens on all of them.
    return start_http_server(port, addr=host, registry=registry)[0]
