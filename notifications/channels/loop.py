"""The event loop on which pushes are sent: one a process, in a thread of its own, with one session.

Whoever sends first starts it, and it ends with the process. A fork takes along neither the thread nor the right to
speak over its parent's connections, so a forked process starts its own.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from concurrent.futures import Future
from typing import Any, TypeVar

from aiohttp import ClientSession

from notifications.channels import guard

_T = TypeVar("_T")
#: What is done over the session. It is begun at the moment when there is room for it.
Work = Callable[[ClientSession], Awaitable[_T]]

#: How much is under way at once in one process; what comes on top waits for its turn. As much as a process has the
#: CPU for when push services answer within 50 ms; those that are slow are what there are several processes for.
IN_FLIGHT = 64
#: Seconds for ending, in which nothing is waited for but the loop itself.
ENDS_WITHIN = 5


class Loop:
    """A running loop with its session."""

    def __init__(self) -> None:
        self._loop = guard.EventLoop()
        self._waiting: deque[tuple[Future[Any], Work[Any]]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, name="pushes", daemon=True)
        self._thread.start()
        self._session = self._wait_for(self._open())

    def do(self, work: Iterable[tuple[Future[_T], Work[_T]]]) -> None:
        """Do all of this side by side; each future is told what came of it. One that is cancelled is not begun."""
        self._loop.call_soon_threadsafe(self._add, work)

    def close(self) -> None:
        """End what is under way and hang up."""
        self._wait_for(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(ENDS_WITHIN)
        self._loop.close()

    def _wait_for(self, coroutine: Coroutine[Any, Any, _T]) -> _T:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(ENDS_WITHIN)

    async def _open(self) -> ClientSession:
        return guard.session(connections=IN_FLIGHT)

    def _add(self, work: Iterable[tuple[Future[Any], Work[Any]]]) -> None:
        self._waiting.extend(work)
        self._begin()

    def _begin(self) -> None:
        while self._waiting and len(self._tasks) < IN_FLIGHT:
            future, work = self._waiting.popleft()
            if future.set_running_or_notify_cancel():
                task = self._loop.create_task(self._one(future, work))
                self._tasks.add(task)
                task.add_done_callback(self._through)

    def _through(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._begin()

    async def _one(self, future: Future[_T], work: Work[_T]) -> None:
        try:
            result = await work(self._session)
        except asyncio.CancelledError:
            future.set_exception(ConnectionAbortedError())
            raise
        except Exception as error:
            future.set_exception(error)
        else:
            future.set_result(result)

    async def _end(self) -> None:
        for future, _work in self._waiting:
            if future.cancel():
                future.set_running_or_notify_cancel()
        self._waiting.clear()
        ended = list(self._tasks)
        for task in ended:
            task.cancel()
        await asyncio.gather(*ended, return_exceptions=True)
        await self._session.close()
        await asyncio.sleep(2 * guard.GOODBYE if ended else 0)


_starting = threading.Lock()
_running: Loop | None = None
#: Of the process that this one was forked from. Kept, since to let go of them would be to hang up for the parent.
_parents: list[Loop] = []


def running() -> Loop:
    """This process's loop."""
    global _running
    with _starting:
        if _running is None:
            _running = Loop()
        return _running


def close() -> None:
    """Hang up and end the thread, if there is one. Whoever sends after that starts anew."""
    global _running
    with _starting:
        ended, _running = _running, None
        if ended is not None:
            ended.close()


def _forked() -> None:
    global _starting, _running
    _starting = threading.Lock()
    if _running is not None:
        _parents.append(_running)
        _running = None


os.register_at_fork(after_in_child=_forked)
atexit.register(close)
