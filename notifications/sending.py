"""Sends what is due and hands each one back as soon as it is through. Touches no table.

Pushes go side by side on this process's event loop (`channels.loop`), mails meanwhile one after the other in a thread
of their own. Whoever sends goes on with the next before the last of the former are through, so that one push service
that does not answer keeps nobody waiting.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self
from uuid import UUID

from notifications import attempts
from notifications.asking import Browser
from notifications.attempts import TIMED_OUT, Clock, Results, Through, message_of
from notifications.channels import Result, loop
from notifications.channels.loop import Errand
from notifications.channels.mail import Mailer
from notifications.facts import Case
from notifications.message import Message

#: Mails that may still wait for their turn when more is begun.
MAILS_WAIT = 16


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case: a result for each browser or address that was tried. None: it was not begun."""

    case: Case
    results: Results | None


@dataclass(slots=True)
class _Sending:
    """A case on its way: when its time is up (on the monotonic clock), and to how many it is still going."""

    case: Case
    until: float
    open: int = 0
    begun: bool = False
    results: Results = field(default_factory=list)


class Sender:
    """Use as a context. Its mails share a connection."""

    def __init__(self) -> None:
        self._open: dict[Errand[Result], tuple[_Sending, UUID | None]] = {}
        self._done: Through = SimpleQueue()
        self._mails_open = 0
        self._begin_mails()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        for errand in self._open:
            errand.give_up()
        self._end_mails()

    @property
    def on_the_way(self) -> int:
        """How many pushes and mails it is not known of yet what becomes of them."""
        return len(self._open)

    @property
    def has_room(self) -> bool:
        """Whether more can be begun soon. One handful may wait for its turn, so that none is missed."""
        return self.on_the_way - self._mails_open <= loop.IN_FLIGHT and self._mails_open <= MAILS_WAIT

    def begin(self, cases: Sequence[Case], clock: Clock) -> list[Outcome]:
        """Send these out. Answers with those that there was nobody to send to."""
        nobody: list[Outcome] = []
        pushes: list[tuple[Case, Browser, Errand[Result]]] = []
        until = time.monotonic() + attempts.SENDS_WITHIN
        now = clock()
        for case in cases:
            sending = _Sending(case, until)
            if case.reminder.channel == "email":
                self._begin_mail(sending, message_of(case, now), clock)
                continue
            for each in case.subscriptions:
                errand: Errand[Result] = Errand()
                pushes.append((case, each, errand))
                self._note(errand, sending, each.pk)
            if not sending.open:
                nobody.append(Outcome(case, []))
        if pushes:
            loop.running().do(attempts.by_push(pushes, now, clock, until), self._done.put)
        return nobody

    def wait(self, *, until: float | None = None) -> list[Outcome]:
        """Those of which it is known by now what became of them. Waits for the first, until then at most (on the
        monotonic clock); there is none if none is on its way."""
        outcomes: list[Outcome] = []
        while self._open and not outcomes:
            for errand in self._came(until):
                # What was given up comes, too.
                if errand in self._open:
                    outcomes += self._took(errand, begun=True)
            outcomes += self._late()
            if until is not None and time.monotonic() >= until:
                break
        return outcomes

    def _note(self, errand: Errand[Result], sending: _Sending, browser: UUID | None) -> None:
        sending.open += 1
        self._mails_open += browser is None
        self._open[errand] = (sending, browser)

    def _took(self, errand: Errand[Result], *, begun: bool) -> list[Outcome]:
        """One is through; its case if that was the last."""
        sending, browser = self._open.pop(errand)
        self._mails_open -= browser is None
        sending.open -= 1
        sending.begun |= begun
        sending.results.append((browser, errand.result or TIMED_OUT))
        return [] if sending.open else [Outcome(sending.case, sending.results if sending.begun else None)]

    def _came(self, until: float | None) -> list[Errand[Result]]:
        """All that is through, waiting for the first until the time of the oldest is up."""
        came: list[Errand[Result]] = []
        end = self._oldest() if until is None else min(self._oldest(), until)
        with contextlib.suppress(Empty):
            came += self._done.get(timeout=max(0.0, end - time.monotonic()))
            while True:
                came += self._done.get_nowait()
        return came

    def _oldest(self) -> float:
        sending, _browser = next(iter(self._open.values()))
        return sending.until

    def _late(self) -> list[Outcome]:
        """Those whose time is up: tried again later, or given back if nothing of them was begun."""
        now, outcomes = time.monotonic(), []
        while self._open and self._oldest() <= now:
            errand, (_sending, browser) = next(iter(self._open.items()))
            begun = not errand.give_up()
            if begun and browser is None and errand.result is None:
                # The server holds on to the thread: the mails to come go out over another.
                self._end_mails()
                self._begin_mails()
            outcomes += self._took(errand, begun=begun)
        return outcomes

    def _begin_mail(self, sending: _Sending, message: Message, clock: Clock) -> None:
        errand, mailer, done = Errand[Result](), self._mailer, self._done

        def mail() -> None:
            if errand.begin():
                errand.result = attempts.by_mail(sending.case, message, mailer, clock)
            done.put([errand])

        self._note(errand, sending, None)
        self._mails.submit(mail)

    def _begin_mails(self) -> None:
        self._until_hung_up = ExitStack()
        self._mailer = self._until_hung_up.enter_context(Mailer())
        self._mails = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mail")

    def _end_mails(self) -> None:
        # The connection is hung up by the thread that speaks over it, once it is through.
        self._mails.submit(self._until_hung_up.close)
        self._mails.shutdown(wait=False)
