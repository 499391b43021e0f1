"""Bookmarks: copies of both worlds, made between two chapters of the walk. A test can continue from a bookmark."""

from __future__ import annotations

import copy
import datetime as dt
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any

from tests.seal.databases import Database

if TYPE_CHECKING:
    from tests.seal.twins import Twins
    from tests.seal.world import World

#: Attributes of the twins that a bookmark keeps. The others are read from the tables or made anew.
_KNOWN = (
    "eyes",
    "step_number",
    "authors_cards",
    "weighed",
    "instants",
    "signed_in_at",
    "plans",
    "author_tells",
    "reader_wants_tender",
    "gone",
    "sent",
)


@dataclass(frozen=True, slots=True)
class _OneWorld:
    database: Database
    cookies: dict[str, SimpleCookie]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A saved place in the walk, from which the walk can continue any number of times."""

    now: dt.datetime
    worlds: tuple[_OneWorld, _OneWorld]
    known: dict[str, Any]

    def restore(self, us: Twins) -> None:
        """Bring both worlds back to the saved state. The caller must set the clock to `now`, the saved time."""
        vars(us).update(copy.deepcopy(self.known))
        for world, kept in zip(us.worlds, self.worlds, strict=True):
            world.database.copy_all(kept.database)
            for who, cookies in kept.cookies.items():
                world.clients[who].cookies = copy.deepcopy(cookies)

    def databases(self) -> list[Database]:
        """Return the databases that this bookmark keeps."""
        return [world.database for world in self.worlds]


def bookmark(us: Twins) -> Bookmark:
    """Return a copy of both worlds as they are now."""
    first, second = (_keep(world) for world in us.worlds)
    return Bookmark(us.now, (first, second), copy.deepcopy({name: vars(us)[name] for name in _KNOWN}))


def _keep(world: World) -> _OneWorld:
    database = Database()
    database.copy_all(world.database)
    cookies = {who: copy.deepcopy(client.cookies) for who, client in world.clients.items()}
    return _OneWorld(database, cookies)
