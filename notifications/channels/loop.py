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
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from typing import Any, Generic, TypeVar

import structlog
from aiohttp import ClientSession

from notifications.channels import guard

log = structlog.get_logger(__name__)

_T = TypeVar("_T")
#: What is done over the session. It is begun at the moment when there is room for it.
Work = Callable[[ClientSession], Awaitable[_T]]

#: How much is under way at once in one process; what comes on top waits for its turn. As much as a process has the
#: CPU for when push services answer within 50 ms; those that are slow are what there are several processes for.
IN_FLIGHT = 64
#: Seconds for which it is kept back that something is through while more is under way: whoever waits is woken once for
#: all that came meanwhile.
TELLS_AFTER = 0.01
#: Seconds for ending, in which nothing is waited for but the loop itself.
ENDS_WITHIN = 5


class Errand(Generic[_T]):
    """Something that is to be done: it is begun once, or given up before that by whoever asked for it.

    `result` is what came of it; None until it is through, and for good if it raised something or the loop ended first.
    It costs a fraction of a Future, which anybody may wait for.
    """

    __slots__ = ("_taken", "result")

    def __init__(self) -> None:
        self.result: _T | None = None
        self._taken = threading.Lock()

    def begin(self) -> bool:
        """False if it was given up."""
        return self._taken.acquire(blocking=False)

    def give_up(self) -> bool:
        """It is not to be begun any more. False if it was begun before."""
        return self._taken.acquire(blocking=False)


#: Takes what is through, several at once, on the loop's thread: it must not wait.
Tell = Callable[[Sequence[Errand[_T]]], object]


class Loop:
    """A running loop with its session."""

    def __init__(self) -> None:
        self._loop = guard.EventLoop()
        self._waiting: deque[tuple[Errand[Any], Work[Any], Tell[Any]]] = deque()
        self._through: dict[Tell[Any], list[Errand[Any]]] = {}
        self._runners: set[asyncio.Task[None]] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, name="pushes", daemon=True)
        self._thread.start()
        self._session = self._wait_for(self._open())

    def do(self, errands: Iterable[tuple[Errand[_T], Work[_T]]], tell: Tell[_T]) -> None:
        """Do all of this side by side, and tell of each that is through, whatever came of it. Of one that was given up
        nothing is told. The loop takes them on its own thread, so what makes them ready is done there."""
        self._loop.call_soon_threadsafe(self._add, errands, tell)

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

    def _add(self, errands: Iterable[tuple[Errand[Any], Work[Any]]], tell: Tell[Any]) -> None:
        self._waiting.extend((errand, work, tell) for errand, work in errands)
        for _ in range(min(len(self._waiting), IN_FLIGHT - len(self._runners))):
            runner = self._loop.create_task(self._run())
            self._runners.add(runner)
            runner.add_done_callback(self._runners.discard)

    async def _run(self) -> None:
        """One after the other, for as long as any waits."""
        while self._waiting:
            errand, work, tell = self._waiting.popleft()
            if errand.begin():
                try:
                    errand.result = await work(self._session)
                except Exception as error:
                    log.error("errand_fault", error=type(error).__name__)
                finally:
                    self._note(errand, tell)

    def _note(self, errand: Errand[Any], tell: Tell[Any]) -> None:
        if not self._through:
            # Who is the last of them keeps nobody waiting.
            self._loop.call_later(TELLS_AFTER if len(self._runners) > 1 else 0, self._tell)
        self._through.setdefault(tell, []).append(errand)

    def _tell(self) -> None:
        through, self._through = self._through, {}
        for tell, errands in through.items():
            tell(errands)

    async def _end(self) -> None:
        for errand, _work, tell in self._waiting:
            if errand.give_up():
                self._note(errand, tell)
        self._waiting.clear()
        ended = list(self._runners)
        for runner in ended:
            runner.cancel()
        await asyncio.gather(*ended, return_exceptions=True)
        self._tell()
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
