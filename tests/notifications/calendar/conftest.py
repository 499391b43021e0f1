"""Fixtures: a clock that stands still, and two linked people whose check-in opens on Sundays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from tests.factories import joined
from tests.notifications.calendar.feed import NOW, Person


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def pair(db: None, clock: Any) -> tuple[Person, Person]:
    ada, ben = Person("Adelaide"), Person("Benedict")
    joined(ada.user, ben.user, now=NOW)
    return ada, ben
