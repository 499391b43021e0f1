"""The two people of the demo. Their addresses can belong to nobody (RFC 2606)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody invented."""

    name: str
    email: str


PEOPLE = (DemoPerson("Robin", "robin@example.org"), DemoPerson("Kim", "kim@example.org"))
