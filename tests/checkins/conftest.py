"""Fixtures of the tests about check-ins."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.checkins.world import HOUR
from tests.factories import START


@pytest.fixture
def an_hour_after_the_opening() -> Iterator[None]:
    """Stop the clock one hour after `START`, the time at which the first check-in of a new couple opens."""
    with time_machine.travel(START + HOUR, tick=False):
        yield
