"""The twin worlds: two copies of the app. They differ only in hidden words and actions of the author.

Everything that the reader receives is compared between the worlds, byte for byte.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

import time_machine
from celery.signals import before_task_publish
from django.apps import apps
from django.db.models import UUIDField

from checkins.models import CheckIn, Response, TalkingPoint
from checkins.signals import check_in_revealed
from couples.models import Membership, User
from notifications.models import Reminder
from tests.seal.beginnings import Beginning
from tests.seal.bookmarks import Bookmark
from tests.seal.comparing import MOMENT, TOLD, UNSEEN, Difference, Log, Tally, compare
from tests.seal.integrity import Eyes
from tests.seal.world import Answer, Message, Postman, World
from tests.services.push import PushService

Json = dict[str, Any]
T = TypeVar("T")
Messages = tuple[Message, ...]
#: Time between two steps. Requests are counted by the minute, so no two steps may share a minute.
A_MOMENT = dt.timedelta(seconds=67)
#: The smallest difference that every format of a time shows. An export cuts off what is below a millisecond.
AN_INSTANT = dt.timedelta(milliseconds=1)
#: Both people sign in again after this time. Sessions end after thirty days in which the app was not opened.
SIGNED_IN_FOR = dt.timedelta(days=20)


class Twins:
    """The twin worlds. The reader sends the same requests in both worlds, and must receive the same responses."""

    def __init__(self, worlds: tuple[World, World], beginning: Beginning, tally: Tally) -> None:
        self.worlds, self.beginning, self.tally = worlds, beginning, tally
        self.people = {name: User(pk=pk) for name, pk in beginning.ids.items()}
        self.eyes = {world.name: Eyes() for world in worlds}
        self.step_number = 0
        self.authors_cards: list[UUID] = []
        #: Whether the sizes of envelopes are compared. False after a reveal of responses that look the same to the
        #: reader, because these may differ in length.
        self.weighed = True
        self.log = Log()
        self._ended = False
        self._acting: World | None = None
        self._changes: tuple[int | None, ...] = ()
        #: The instants of each person's requests. No instant may belong to both people.
        self.instants: dict[str, set[dt.datetime]] = {"reader": set(), "author": set()}

    def begin(self, pushes: PushService, at: Bookmark | None = None) -> None:
        """Start both worlds at the bookmark `at`, or at the beginning if `at` is None. Both people are signed in.

        `pushes` receives the pushes to both people.
        """
        self._travel = time_machine.travel(at.now if at else self.beginning.now, tick=False)
        self.clock: Any = self._travel.start()
        check_in_revealed.connect(self._count_reveal, weak=False)
        before_task_publish.connect(self._read_task, weak=False)
        logging.getLogger().addHandler(self.log)
        self.postman = Postman(pushes, self.beginning.browser, self.beginning.address)
        if at:
            at.restore(self)
        else:
            self._copy_the_beginning()
            self.sign_in()

    def _copy_the_beginning(self) -> None:
        for world in self.worlds:
            world.begin(self.beginning.database)
            with world.act("counting"):
                for pk in CheckIn.objects.filter(state="revealed").values_list("pk", flat=True):
                    self.eyes[world.name].revealed[pk] = 1
                cards = TalkingPoint.objects.filter(audience=self.people["author"].pk)
                self.authors_cards = list(cards.values_list("pk", flat=True))

    def end(self) -> None:
        """Restore the real clock and disconnect the signal handlers. A second call changes nothing."""
        if self._ended:
            return
        self._ended = True
        check_in_revealed.disconnect(self._count_reveal)
        before_task_publish.disconnect(self._read_task)
        logging.getLogger().removeHandler(self.log)
        self._travel.stop()

    def _count_reveal(self, check_in: CheckIn, **_: Any) -> None:
        if self._acting is not None:
            self.eyes[self._acting.name].revealed[check_in.pk] += 1

    def _read_task(self, body: Any = None, **_: Any) -> None:
        self.log.lines.append(f"a task: {body!r}")

    @property
    def now(self) -> dt.datetime:
        """The current time in both worlds."""
        return dt.datetime.now(dt.UTC)

    def _own_instant(self, who: str, other: str) -> None:
        """Move the clock on, if needed, so that `who` sends no request at an instant at which `other` has sent one."""
        while self.now.microsecond == 0 or self.now in self.instants[other]:
            self.clock.shift(AN_INSTANT)
        self.instants[who].add(self.now)

    def _read_for_moments(self, what: str, received: bytes) -> None:
        """Raise Difference if `received` shows the exact time of one of the author's requests. The day may show.

        `what` names the received thing in the error message.
        """
        authors = {at.isoformat(timespec="milliseconds")[:23].encode() for at in self.instants["author"]}
        for shown in MOMENT.findall(received):
            if shown in authors:
                raise Difference(f"{what} shows {shown.decode()}, when the author did something")

    @contextmanager
    def step(self) -> Iterator[None]:
        """Take one step: move the clock, run the `with` block, then check the outbox, the tables and the log."""
        self.step_number += 1
        self.tally.steps += 1
        self.clock.shift(A_MOMENT)
        if self.now - self.signed_in_at > SIGNED_IN_FOR:
            self.sign_in()
        yield
        self.look()

    def _sign_in(self, world: World) -> Messages:
        for name in world.clients:
            world.sign_in(name, self.people[name].pk)
        return self._messages()

    def sign_in(self) -> None:
        """Give both people a new session in both worlds.

        The reader can see when a session began, so the author must send no request at that instant.
        """
        self._own_instant("reader", "author")
        self.signed_in_at = self.now
        compare("what signing in sends", *self.both("sign-in", self._sign_in))

    @contextmanager
    def acting(self, world: World, stream: str) -> Iterator[None]:
        """Run the app in this world within the `with` block. The same `stream` gives the same random values."""
        with world.act(f"{self.step_number}/{stream}"):
            self._acting = world
            try:
                yield
            finally:
                self._acting = None

    def both(self, stream: str, do: Callable[[World], T]) -> tuple[T, T]:
        """Call `do` for both worlds, one after the other, and return both results.

        In both worlds, the app draws the same random values, which depend on the name `stream`.
        """
        found = []
        for world in self.worlds:
            with self.acting(world, stream):
                found.append(do(world))
        return found[0], found[1]

    def reader(self, method: str, path: str, body: Any = None) -> Answer:
        """Send the reader's request in both worlds, compare the two responses, and return one response.

        Raises Difference if the responses differ, if the server fails, or if the headers let a browser or proxy store
        the response.
        """
        self._own_instant("reader", "author")
        (first, told), (second, told_there) = self.both(
            f"{method} {path}", lambda world: self._received(world, method, path, body)
        )
        self.tally.answers += 1
        compare(f"{method} {path}", first, second)
        compare(f"what {method} {path} sends", told, told_there)
        if first.status >= 500:
            raise Difference(f"{method} {path}: {first.status} {first.body[:200]!r}")
        headers = dict(first.headers)
        kept = "no-store" not in headers.get("Cache-Control", "")
        # A calendar's address says whose it is, so its response need not vary by cookie.
        by_cookie = first.status < 300 and not path.endswith(".ics")
        if kept or (by_cookie and "Cookie" not in headers.get("Vary", "")):
            raise Difference(f"{method} {path} may be kept, or given to somebody else")
        return first

    def _received(self, world: World, method: str, path: str, body: Any) -> tuple[Answer, Messages]:
        answer = world.ask("reader", method, f"/api/v1{path}", body)
        self.read_for_words(f"{method} {path}", answer.text + repr(answer.headers).encode())
        if b'"partner_finished":true' in answer.body and not self._has_finished():
            raise Difference(f"{method} {path} tells of the author as finished, who is not")
        self._read_for_moments(f"{method} {path}", answer.text)
        told = self._messages()
        return (answer if self.weighed else dataclasses.replace(answer, envelopes=())), told

    def _messages(self) -> Messages:
        """Return the reader's new messages. Raises Difference if a message contains words not meant for the reader."""
        news = self.postman.fetch()
        for message in news:
            self.read_for_words(f"a {message.channel}", message.plain)
        return news

    def author(self, world: World, method: str, path: str, body: Any = None, *, stream: str = "") -> Answer:
        """Send the author's request in one world and return the response.

        Requests with the same `stream` use the same random values. Without `stream`, the values differ between the
        worlds. Raises Difference if the request sends the reader a message, and AssertionError if the server fails.
        """
        self._own_instant("author", "reader")
        with self.acting(world, stream or f"author in {world.name}"):
            answer = world.ask("author", method, f"/api/v1{path}", body)
        if answer.status >= 500:
            raise AssertionError(f"{method} {path}: {answer.status} {answer.body[:200]!r}")
        self.deliver_nothing(f"the author's {method} {path}")
        return answer

    def deliver_nothing(self, why: str) -> None:
        """Raise Difference if the reader has just received a message. Only the periodic tasks may send messages.

        `why` names, in the error message, the request that has just been made.
        """
        if news := self.postman.fetch():
            raise Difference(f"{why} sent {len(news)} messages at once")

    def beat(self) -> None:
        """Run the periodic tasks in both worlds, and compare the messages that the reader receives."""
        received = self.both("beat", self._beat)
        self.tally.messages += len(received[0])
        compare("what a beat sends", *received)

    def _beat(self, world: World) -> Messages:
        world.beat()
        return self._messages()

    def look(self) -> None:
        """Search the log for leaks, compare the reader's outbox row by row, and check the tables of each world."""
        self.log.read()
        changes = tuple(world.database.changes() for world in self.worlds)
        if changes == self._changes and None not in changes:
            return  # nothing was written since the last look
        outboxes = self.both("look", self._look)
        self._changes = changes
        self.tally.rows += len(outboxes[0])
        compare("the reader's outbox", *outboxes)

    def _look(self, world: World) -> list[Json]:
        self.eyes[world.name].look()
        rows = Reminder.objects.filter(user=self.people["reader"].pk).order_by("pk")
        # Several pushes are sent at the same time, and the order of their answers is random.
        return [{**row, "reached": sorted(row["reached"])} for row in rows.values()]

    def read_for_words(self, what: str, received: bytes) -> None:
        """Raise Difference if `received` contains words of the author that the reader must not read at this time.

        `what` names the received thing in the error message.
        """
        if b"unseen-" in received and (found := UNSEEN.search(received)):
            raise Difference(f"{what} holds {found.group().decode()!r}, which only the author may read")
        for card in self.authors_cards:
            if str(card).encode() in received:
                raise Difference(f"{what} shows a card that is for the author alone")
        if b"told-" in received:
            revealed = {pk.hex[:8].encode() for pk in self._readable()}
            for found in TOLD.finditer(received):
                if found.group(1) not in revealed:
                    raise Difference(f"{what} holds {found.group().decode()!r} too early or too late")

    def ids(self) -> None:
        """Raise Difference if an id in the tables is not random (UUID version 4)."""
        for model in apps.get_models():
            if isinstance(model._meta.pk, UUIDField):
                for pk in model._default_manager.values_list("pk", flat=True):
                    if pk.version != 4:
                        raise Difference(f"the id of a {model._meta.model_name} is not a random one: {pk}")

    def _has_finished(self) -> bool:
        """Return whether the author has submitted the open check-in and allows the app to tell the reader."""
        tells = Membership.objects.filter(
            user=self.people["author"].pk, ended_at=None, tell_when_finished=True
        ).values("couple")
        responses = Response.objects.filter(author=self.people["author"].pk, submitted_at__isnull=False)
        return responses.filter(check_in__state="open", check_in__couple__in=tells).exists()

    def _readable(self) -> list[UUID]:
        live = Membership.objects.filter(user=self.people["reader"].pk, ended_at=None, couple__closed_at=None)
        rows = CheckIn.objects.filter(couple__in=live.values("couple"), state="revealed")
        return list(rows.values_list("pk", flat=True))
