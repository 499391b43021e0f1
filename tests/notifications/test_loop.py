"""The event loop that a process has for its pushes: begun when it is needed, ended with the process."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Awaitable, Callable, Iterator, Sequence
from queue import SimpleQueue
from typing import Any

import pytest
from aiohttp import ClientSession

from notifications.channels import loop
from tests.deploy.compose import ROOT
from tests.services.push import PushService


@pytest.fixture(autouse=True)
def _ended() -> Iterator[None]:
    loop.close()
    yield
    loop.close()


Errand = loop.Errand[Any]


class Asked:
    """What was asked for, and what is told of it."""

    def __init__(self, *works: Callable[[ClientSession], Awaitable[Any]]) -> None:
        self.errands = [Errand() for _ in works]
        self._told: SimpleQueue[Sequence[Errand]] = SimpleQueue()
        loop.running().do(zip(self.errands, works, strict=True), self._told.put)

    def told(self, number: int, *, within: float = 5) -> list[Errand]:
        """So many that are through, waited for."""
        through: list[Errand] = []
        while len(through) < number:
            through += self._told.get(timeout=within)
        assert len(through) == number
        return through


def _result(*works: Callable[[ClientSession], Awaitable[Any]]) -> Any:
    return Asked(*works).told(1)[0].result


def _post(url: str) -> Any:
    async def post(session: ClientSession) -> int:
        async with session.post(url, data=b"x") as response:
            return response.status

    return post


def _threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "pushes"]


def test_it_begins_with_the_first_and_nothing_is_left_when_it_ends(pushes: PushService) -> None:
    assert _threads() == []
    assert _result(_post(pushes.endpoint("x"))) == 201
    assert len(_threads()) == 1
    loop.close()
    assert _threads() == []
    assert _result(_post(pushes.endpoint("x"))) == 201
    assert pushes.connections == 2


def test_all_of_a_process_share_it(pushes: PushService) -> None:
    found: list[loop.Loop] = []
    threads = [threading.Thread(target=lambda: found.append(loop.running())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(each) for each in found}) == 1


def test_what_is_under_way_when_it_ends_is_told_of() -> None:
    """Whoever waits for it must not wait for ever."""
    begun = threading.Event()

    async def forever(session: ClientSession) -> None:
        begun.set()
        await asyncio.sleep(60)

    asked = Asked(*[forever] * (loop.IN_FLIGHT + 1))
    assert begun.wait(5)
    loop.close()
    assert set(asked.told(loop.IN_FLIGHT + 1, within=1)) == set(asked.errands)
    assert {errand.result for errand in asked.errands} == {None}


def test_what_is_through_at_about_the_same_time_is_told_at_once() -> None:
    async def soon(session: ClientSession) -> int:
        return 1

    woken: list[Sequence[Errand]] = []
    errands = [Errand() for _ in range(loop.IN_FLIGHT)]
    loop.running().do([(errand, soon) for errand in errands], woken.append)
    until = time.monotonic() + 5
    while sum(map(len, woken)) < len(errands) and time.monotonic() < until:
        time.sleep(0.01)
    assert [errand for told in woken for errand in told] == errands
    assert len(woken) < len(errands) / 4


def test_what_is_given_up_while_it_waits_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "IN_FLIGHT", 1)
    go_on, done = threading.Event(), list[str]()

    def note(name: str) -> Any:
        async def work(session: ClientSession) -> None:
            while not go_on.is_set():
                await asyncio.sleep(0.01)
            done.append(name)

        return work

    asked = Asked(note("first"), note("second"), note("third"))
    first, second, third = asked.errands
    assert second.give_up()
    go_on.set()
    assert asked.told(2) == [first, third]
    assert done == ["first", "third"]
    assert not first.give_up()


def test_what_breaks_is_told_too_and_holds_nobody_up(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(loop, "IN_FLIGHT", 1)

    async def broken(session: ClientSession) -> int:
        raise ZeroDivisionError

    async def sound(session: ClientSession) -> int:
        return 1

    assert [errand.result for errand in Asked(broken, sound).told(2)] == [None, 1]
    assert "ZeroDivisionError" in caplog.text


def test_a_forked_process_speaks_over_connections_of_its_own(pushes: PushService) -> None:
    """And ends without taking its parent's along."""
    assert _result(_post(pushes.endpoint("parent"))) == 201
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # newer Pythons warn of threads, which this is about
        child = os.fork()
    if not child:
        try:
            status = _result(_post(pushes.endpoint("child")))
            loop.close()
            os._exit(0 if status == 201 else 1)
        finally:
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    assert pushes.connections == 2
    assert _result(_post(pushes.endpoint("parent"))) == 201
    assert pushes.connections == 2


def test_a_process_that_has_sent_ends_without_a_word(pushes: PushService) -> None:
    """No thread that holds it up, no connection that was not closed."""
    script = (
        "import django; django.setup()\n"
        "from queue import SimpleQueue\n"
        "from notifications.channels import loop\n"
        "async def post(session):\n"
        f"    async with session.post({pushes.endpoint('x')!r}, data=b'x') as response:\n"
        "        return response.status\n"
        "told = SimpleQueue()\n"
        "loop.running().do([(loop.Errand(), post)], told.put)\n"
        "print(told.get(timeout=5)[0].result)\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error::ResourceWarning", "-c", script],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PUSH_ALLOW_LOOPBACK": "true"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "201\n", "")
