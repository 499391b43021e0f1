"""Compare the whole database before and after an action, and find the owners of a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import Model

from couples.signed_in.sessions import SessionStore

#: Identifies a row: the label of its model and its primary key.
Key = tuple[str, Any]
#: Rows by their key. Each row maps column names to values.
Rows = dict[Key, dict[str, Any]]


def every_row() -> Rows:
    """Return all rows of all models in the database, by model name and primary key."""
    return {
        (model._meta.label, row[model._meta.pk.attname]): row
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
        for row in model._base_manager.values()
    }


def strings(held: Any) -> Iterator[str]:
    """Yield all strings among the values of nested dictionaries and lists, such as the data of a session."""
    if isinstance(held, dict):
        held = list(held.values())
    if isinstance(held, list):
        for each in held:
            yield from strings(each)
    elif isinstance(held, str):
        yield held


@dataclass
class Owners:
    """Finder of the owners of a row in `rows`, which are all rows of the database.

    A row's owners are the people and couples to whom its foreign keys lead, directly or indirectly. The owner of an
    unfinished sign-in is the person whose address the sign-in contains. The owner of an entry in the admin's log is
    the person whose id or address the entry contains.
    """

    rows: Rows

    def __post_init__(self) -> None:
        self._people = {
            name: pk
            for (label, pk), row in self.rows.items()
            if label == "couples.User"
            for name in (row["email"], str(pk))
        }
        self._devices = {
            row["session_id"]: row["user_id"]
            for (label, _pk), row in self.rows.items()
            if label == "couples.Device"
        }

    def of(self, key: Key) -> set[Any]:
        """Return the ids of the people and couples that own the row with this key.

        The set is empty if no one owns the row.
        """
        label, pk = key
        if label in {"couples.User", "couples.Couple"}:
            return {pk}
        if label == "sessions.Session":
            return {self._devices[pk]} if pk in self._devices else self._begun(self.rows[key])
        if label == "admin.LogEntry":
            named = (self.rows[key]["object_id"], self.rows[key]["object_repr"])
            return {self._people[name] for name in named if name in self._people}
        return set().union(*(self.of(parent) for parent in self._parents(key)))

    def _begun(self, row: dict[str, Any]) -> set[Any]:
        held = SessionStore().decode(row["session_data"])
        return {self._people[text] for text in strings(held) if text in self._people}

    def _parents(self, key: Key) -> Iterator[Key]:
        model: type[Model] = apps.get_model(key[0])
        for field in model._meta.concrete_fields:
            parent = field.related_model
            value = self.rows[key][field.attname] if field.is_relation else None
            if value is not None and isinstance(parent, type) and parent is not Session:
                yield parent._meta.label, value


def changes(before: Rows, after: Rows) -> Iterator[tuple[Key, set[str]]]:
    """Yield the key of each row that differs, with the names of the changed columns.

    For a created row, the only name is "new". For a deleted row, the only name is "gone".
    """
    for key in before.keys() | after.keys():
        was, now = before.get(key), after.get(key)
        if was is None or now is None:
            yield key, {"new" if was is None else "gone"}
        elif was != now:
            yield key, {name for name in was if was[name] != now[name]}
