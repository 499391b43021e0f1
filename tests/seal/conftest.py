"""Fixtures that create the twin worlds from copies of the test database, which stays unchanged."""

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
    """On PostgreSQL, mark all tests of mutants as `long`, so that the usual run leaves them out.

    PostgreSQL copies databases slowly. A mutant changes the same code on both kinds of database, so tests on SQLite are
    enough.
    """
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        for item in items:
            if "mutant" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.long)


class Room:
    """Storage for the worlds, beginnings and bookmarks of a test run, so that each is made only once."""

    def __init__(self, pushes: PushService) -> None:
        self.pushes = pushes
        self.worlds = cache(lambda: (World("A"), World("B")))
        self._beginnings: dict[tuple[str, bool], Beginning] = {}
        self._bookmarks: dict[tuple[str, Chapter], Bookmark] = {}

    def beginning(self, kind: str, reader_first: bool) -> Beginning:
        """Return the beginning `kind`: "young" (a new couple) or "seasoned" (a couple after `SEASON` check-ins).

        With `reader_first`, the reader invited the author. Otherwise the author invited the reader. The beginning is
        prepared at the first call.
        """
        found = self._beginnings.get((kind, reader_first))
        if found is None:
            found = begin(cast(Kind, kind), reader_first, self.pushes)
            self._beginnings[kind, reader_first] = found
        return found

    def bookmark(self, kind: str, chapter: Chapter) -> Bookmark | None:
        """Return the bookmark at the start of this chapter, or None for the first chapter.

        The first call makes the bookmark: it walks all earlier chapters, from the beginning `kind` with a reader who
        invited the author.
        """
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
        """Return all databases made so far."""
        worlds = [world.database for world in self.worlds()] if self._beginnings else []
        kept = [database for each in self._bookmarks.values() for database in each.databases()]
        return worlds + kept + [each.database for each in self._beginnings.values()]


Make = Callable[[str, bool], Lives]
Enter = Callable[[str, Chapter], Callable[[], Lives]]


@pytest.fixture(scope="session")
def tally() -> Tally:
    """Counts of all steps and comparisons in the test run."""
    return Tally()


@pytest.fixture(scope="session")
def room(django_db_blocker: DjangoDbBlocker) -> Iterator[Room]:
    """The worlds, beginnings and bookmarks of the test run. The databases are deleted at the end of the run."""
    with PushService() as pushes:
        found = Room(pushes)
        yield found
        with django_db_blocker.unblock():
            for database in found.databases():
                database.drop()


@pytest.fixture
def twins(transactional_db: None, room: Room, tally: Tally) -> Iterator[Make]:
    """A function `twins(kind, reader_first)` that starts the twin worlds at a beginning and returns these worlds.

    `kind` is "young" (a new couple) or "seasoned" (a couple that has done check-ins). With `reader_first`, the reader
    invited the author. Otherwise the author invited the reader.
    """
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
    """A function `enter(kind, chapter)` that walks all chapters before `chapter` and returns a function `start()`.

    `kind` is "young" (the walk begins with a new couple) or "seasoned" (with a couple that has done check-ins). Call
    `start()` once: it brings the twin worlds to the start of `chapter` and returns these worlds.
    """
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
