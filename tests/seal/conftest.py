"""Twin worlds to walk through: the suite's database is copied and left as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import cast

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from tests.seal.beginnings import Beginning, Kind, begin
from tests.seal.bookmarks import Bookmark, bookmark
from tests.seal.comparing import Tally
from tests.seal.databases import Database
from tests.seal.lives import Lives
from tests.seal.walk import CHAPTERS, Chapter, walk
from tests.seal.world import World
from tests.services.push import PushService


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a mutant changes is the same on either database: on PostgreSQL, which copies one slowly, they are long."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        for item in items:
            if "mutant" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.long)


class Room:
    """Databases and counts that a run makes once."""

    def __init__(self, pushes: PushService) -> None:
        self.pushes = pushes
        self.worlds = cache(lambda: (World("A"), World("B")))
        self._beginnings: dict[tuple[str, bool], Beginning] = {}
        self._bookmarks: dict[tuple[str, Chapter], Bookmark] = {}

    def beginning(self, kind: str, reader_first: bool) -> Beginning:
        """The starting point of these two people."""
        found = self._beginnings.get((kind, reader_first))
        if found is None:
            found = begin(cast(Kind, kind), reader_first, self.pushes)
            self._beginnings[kind, reader_first] = found
        return found

    def bookmark(self, kind: str, chapter: Chapter) -> Bookmark | None:
        """Where the walk of these two people, with the reader first, enters this chapter. None is the beginning."""
        if chapter is CHAPTERS[0]:
            return None
        if (kind, chapter) not in self._bookmarks:
            before = CHAPTERS[CHAPTERS.index(chapter) - 1]
            us = Lives(self.worlds(), self.beginning(kind, True), Tally())
            at = self.bookmark(kind, before)
            try:
                us.begin(self.pushes, at)
                walk(us, [before])
                self._bookmarks[kind, chapter] = bookmark(us)
            finally:
                us.end()
        return self._bookmarks[kind, chapter]

    def databases(self) -> list[Database]:
        """All databases made so far."""
        worlds = [world.database for world in self.worlds()] if self._beginnings else []
        kept = [database for each in self._bookmarks.values() for database in each.databases()]
        return worlds + kept + [each.database for each in self._beginnings.values()]


Make = Callable[[str, bool], Lives]
Enter = Callable[[str, Chapter], Callable[[], Lives]]


@pytest.fixture(scope="session")
def tally() -> Tally:
    """The counts of all twins of this run."""
    return Tally()


@pytest.fixture(scope="session")
def room(django_db_blocker: DjangoDbBlocker) -> Iterator[Room]:
    """Both worlds and their beginnings, made when they are first asked for."""
    with PushService() as pushes:
        found = Room(pushes)
        yield found
        with django_db_blocker.unblock():
            for database in found.databases():
                database.drop()


@pytest.fixture
def twins(transactional_db: None, room: Room, tally: Tally) -> Iterator[Make]:
    """`twins(kind, reader_first)`: both worlds, begun; they end with the test, or with the next."""
    begun: list[Lives] = []

    def make(kind: str = "young", reader_first: bool = True) -> Lives:
        us = Lives(room.worlds(), room.beginning(kind, reader_first), tally)
        us.begin(room.pushes)
        begun.append(us)
        return us

    yield make
    for us in begun:
        us.end()


@pytest.fixture
def enter(transactional_db: None, room: Room, tally: Tally) -> Iterator[Enter]:
    """`enter(kind, chapter)`: both worlds at the beginning of a chapter, reader first, where they `begin` when they are
    called. What happened before is done by then."""
    begun: list[Lives] = []

    def prepare(kind: str, chapter: Chapter) -> Callable[[], Lives]:
        us = Lives(room.worlds(), room.beginning(kind, True), tally)
        at = room.bookmark(kind, chapter)

        def start() -> Lives:
            begun.append(us)
            us.begin(room.pushes, at)
            return us

        return start

    yield prepare
    for us in begun:
        us.end()
