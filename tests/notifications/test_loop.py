"""The event loop that a process has for its pushes: begun when it is needed, ended with the process."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future, wait
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


def _do(*works: Callable[[ClientSession], Awaitable[Any]]) -> list[Future[Any]]:
    futures: list[Future[Any]] = [Future() for _ in works]
    loop.running().do(list(zip(futures, works, strict=True)))
    return futures


def _post(url: str) -> Any:
    async def post(session: ClientSession) -> int:
        async with session.post(url, data=b"x") as response:
            return response.status

    return post


def _threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "pushes"]


def test_it_begins_with_the_first_and_nothing_is_left_when_it_ends(pushes: PushService) -> None:
    assert _threads() == []
    [first] = _do(_post(pushes.endpoint("x")))
    assert first.result(5) == 201
    assert len(_threads()) == 1
    loop.close()
    assert _threads() == []
    [again] = _do(_post(pushes.endpoint("x")))
    assert again.result(5) == 201
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

    works = [forever] * (loop.IN_FLIGHT + 1)
    futures = _do(*works)
    assert begun.wait(5)
    loop.close()
    assert wait(futures, timeout=1).not_done == set()
    assert [future.cancelled() for future in futures].count(True) == 1  # there was no room for it


def test_what_is_cancelled_while_it_waits_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loop, "IN_FLIGHT", 1)
    done: list[str] = []

    def note(name: str) -> Any:
        async def work(session: ClientSession) -> None:
            await asyncio.sleep(0.05)
            done.append(name)

        return work

    futures = _do(note("first"), note("second"), note("third"))
    assert futures[1].cancel()
    assert wait([futures[0], futures[2]], timeout=5).not_done == set()
    assert done == ["first", "third"]


def test_a_fault_is_told_to_whoever_asked() -> None:
    async def broken(session: ClientSession) -> None:
        raise ZeroDivisionError

    [future] = _do(broken)
    assert isinstance(future.exception(5), ZeroDivisionError)


def test_a_forked_process_speaks_over_connections_of_its_own(pushes: PushService) -> None:
    """And ends without taking its parent's along."""
    assert _do(_post(pushes.endpoint("parent")))[0].result(5) == 201
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # newer Pythons warn of threads, which this is about
        child = os.fork()
    if not child:
        try:
            status = _do(_post(pushes.endpoint("child")))[0].result(5)
            loop.close()
            os._exit(0 if status == 201 else 1)
        finally:
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    assert pushes.connections == 2
    assert _do(_post(pushes.endpoint("parent")))[0].result(5) == 201
    assert pushes.connections == 2


def test_a_process_that_has_sent_ends_without_a_word(pushes: PushService) -> None:
    """No thread that holds it up, no connection that was not closed."""
    script = (
        "import django; django.setup()\n"
        "from concurrent.futures import Future\n"
        "from notifications.channels import loop\n"
        "async def post(session):\n"
        f"    async with session.post({pushes.endpoint('x')!r}, data=b'x') as response:\n"
        "        return response.status\n"
        "future = Future()\n"
        "loop.running().do([(future, post)])\n"
        "print(future.result(5))\n"
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
