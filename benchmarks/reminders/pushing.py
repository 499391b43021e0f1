"""Measure the CPU time of sending a push, and the number of pushes per second with a slow push service.

The CPU time is compared with the least that is possible: to encrypt a push and send it with a bare aiohttp session. The
two are measured alternately, with the same push service.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Self
from uuid import UUID

import aiohttp
from django.utils import timezone
from pywebpush import WebPusher

from benchmarks.reminders.report import Costs, Speeds
from notifications import vapid
from notifications.channels import encryption
from notifications.messages.message import push_payload
from notifications.models import PushSubscription, Reminder
from notifications.sending.cases import DeliveryCase, load_cases
from notifications.sending.outbox import LEASE
from notifications.sending.sender import BATCH_SIZE, IN_FLIGHT, Sender, deliver
from tests.faults import seeding
from tests.services.push import Browser

LATENCY = 0.05
PEOPLE = 2_000
#: Pushes per turn. A turn takes some tenths of a second, so other work on the machine slows the limit and the app's
#: sender equally.
TURN = 500
#: The keys of one browser, which all subscriptions share.
KEYS = Browser("").keys


def people(service: str, number: int = PEOPLE) -> list[UUID]:
    """Create `number` people with one browser and one reminder each, and return the ids of the reminders.

    `service` is the URL of the push service.
    """
    wanted = {
        "endpoint": f"{service}/0/person",
        "from": time.time() - 60,
        "spread": 0,
        "hurried": 0,
        "hurry": 0,
    }
    seeding.fill(range(number), {**wanted, **KEYS}, now=timezone.now())
    rows = Reminder.objects.filter(user__email__startswith="person").order_by("due_at")
    return list(rows.values_list("pk", flat=True))


def costs(service: str, rows: Sequence[UUID], *, rounds: int) -> Costs:
    """Measure the CPU time of one push with the app's sender, and of encrypting and sending it without the app.

    `service` is the URL of the push service, and `rows` are the ids of the reminders.
    """
    cases = _cases(rows)
    payload = bytes(len(push_payload(cases[0].compose(timezone.now()))))
    body = encryption.encrypt(payload, encryption.keys(**KEYS))
    found: dict[str, list[float]] = defaultdict(list)
    with _Bare(f"{service}/0/") as bare:
        measured: dict[str, Callable[[Sequence[DeliveryCase]], None]] = {
            "own": lambda turn: _encrypt(turn, payload),
            "library": lambda turn: _encrypt_by_the_library(turn, payload),
            "bare": lambda turn: bare.post(len(turn), lambda: body),
            # Encrypting just before each send costs more than both parts alone, because each evicts the other's code
            # from the CPU cache.
            "together": lambda turn: bare.post(
                len(turn), lambda: encryption.encrypt(payload, encryption.keys(**KEYS))
            ),
            "ours": _send,
        }
        # Warm up: open the connections, and create what is created only once.
        for what in measured.values():
            what(cases[:TURN])
        # Keep existing objects out of later garbage collections, so that these do not add to the CPU times.
        gc.collect()
        gc.freeze()
        turns = [cases[start : start + TURN] for start in range(0, len(cases), TURN)] * rounds
        for number, turn in enumerate(turns):
            # Reverse the order in every second turn, so that no case always runs first.
            for name in list(measured)[:: -1 if number % 2 else 1]:
                found[name].append(_cpu(partial(measured[name], turn), len(turn)))

    def to(encrypting: str) -> float:
        """Return the app's CPU time divided by the lower limit with this encoder, as the median of all measurements.

        `encrypting` is "own" (our encoder) or "library" (pywebpush). The lower limit is the CPU time of the encoder
        and of the bare session for the same pushes.
        """
        limits = (one + other for one, other in zip(found[encrypting], found["bare"], strict=True))
        return statistics.median(each / limit for each, limit in zip(found["ours"], limits, strict=True))

    medians = {name: statistics.median(values) for name, values in found.items()}
    return Costs(**medians, to_library=to("library"), to_own=to("own"))


def speeds(service: str, rows: Sequence[UUID], *, rounds: int) -> Speeds:
    """Measure the pushes per second if the push service takes LATENCY seconds for each response.

    `service` is the URL of the push service, and `rows` are the ids of the reminders.
    """
    PushSubscription.objects.update(endpoint=f"{service}/{LATENCY}/person")
    _due(rows)
    cases = _cases(rows)
    body = encryption.encrypt(
        bytes(len(push_payload(cases[0].compose(timezone.now())))), encryption.keys(**KEYS)
    )
    found: dict[str, list[float]] = defaultdict(list)
    books = []
    for _ in range(rounds):
        with _Bare(f"{service}/{LATENCY}/") as bare:
            found["bare"].append(_speed(lambda: bare.post(len(rows), lambda: body), len(rows)))
        found["sender"].append(_speed(lambda: _send(cases), len(rows)))
        _due(rows)
        began = time.process_time()
        found["books"].append(_speed(deliver, len(rows)))
        books.append((time.process_time() - began) / len(rows) * 1e6)
        assert not Reminder.objects.filter(pk__in=rows).exclude(state="sent").exists()
    a_second = {name: statistics.median(values) for name, values in found.items()}
    return Speeds(
        in_flight=IN_FLIGHT,
        latency=LATENCY,
        a_second=a_second,
        shares={name: value / (IN_FLIGHT / LATENCY) for name, value in a_second.items()},
        with_books=statistics.median(books),
    )


def _cases(rows: Sequence[UUID]) -> list[DeliveryCase]:
    return [
        case
        for start in range(0, len(rows), BATCH_SIZE)
        for case in load_cases(rows[start : start + BATCH_SIZE])
    ]


def _encrypt(cases: Sequence[DeliveryCase], payload: bytes) -> None:
    """Encrypt the payload with our encoder for each reminder, and discard the results."""
    for case in cases:
        [each] = case.subscriptions
        encryption.encrypt(payload, encryption.keys(each.p256dh, each.auth))


def _encrypt_by_the_library(cases: Sequence[DeliveryCase], payload: bytes) -> None:
    """Encrypt the payload with pywebpush for each reminder, and discard the results.

    Changes of our own encoder do not affect this cost, so the cost serves as a fixed comparison.
    """
    for case in cases:
        [each] = case.subscriptions
        browser = {"endpoint": each.endpoint, "keys": {"p256dh": each.p256dh, "auth": each.auth}}
        WebPusher(browser).encode(payload, content_encoding="aes128gcm")


class _Bare:
    """An HTTP client with a bare aiohttp session, which keeps its connections open between measurements."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __enter__(self) -> Self:
        self._runner = asyncio.Runner()
        self._session = self._runner.run(self._open())
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._session.close())
        self._runner.close()

    def post(self, number: int, body: Callable[[], bytes]) -> None:
        """Send `number` POST requests, with as many in parallel as the app's sender, and with similar headers.

        `body` is called for each request, and returns the content of the request.
        """
        self._runner.run(self._post(number, body))

    async def _open(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=IN_FLIGHT))

    async def _post(self, number: int, body: Callable[[], bytes]) -> None:
        numbers = iter(range(number))
        headers = {
            "Authorization": vapid.authorization("https://push.example.org"),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": "3600",
            "Topic": "t" * 32,
            "Urgency": "normal",
        }

        async def go_on() -> None:
            for each in numbers:
                url = f"{self._url}{each}"
                async with self._session.post(url, data=body(), headers=headers) as response:
                    await response.read()
                    assert response.status == 201

        await asyncio.gather(*(go_on() for _ in range(IN_FLIGHT)))


def _send(cases: Sequence[DeliveryCase]) -> None:
    """Send a push for each reminder with the app's `Sender`, without reading or writing the database."""

    async def send() -> int:
        accepted = 0
        async with Sender.open(timezone.now) as sender:
            for start in range(0, len(cases), BATCH_SIZE):
                for case in cases[start : start + BATCH_SIZE]:
                    sender.start(case, timezone.now() + LEASE)
                while not sender.has_room:
                    accepted += len(await sender.collect(wait=True))
            while sender.sends:
                accepted += len(await sender.collect(wait=True))
        return accepted

    assert asyncio.run(send()) == len(cases)


def _due(rows: Sequence[UUID]) -> None:
    Reminder.objects.filter(pk__in=rows).update(
        state="pending", outcome="", settled_at=None, reached=[], attempts=0,
        due_at=timezone.now() - dt.timedelta(minutes=1),
    )  # fmt: skip


def _cpu(what: Callable[[], object], number: int) -> float:
    """Call `what`, which handles `number` items. Return the CPU microseconds of this process per item."""
    began = time.process_time()
    what()
    return (time.process_time() - began) / number * 1e6


def _speed(what: Callable[[], object], number: int) -> float:
    began = time.perf_counter()
    what()
    return number / (time.perf_counter() - began)
