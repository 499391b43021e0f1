from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import Settings

from project.demo import copies, couple
from project.settings.demo import with_rules


@pytest.fixture(autouse=True)
def demo(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Set the settings of a server with MODE=demo, as project.settings.demo does.

    The demo couple has a history of one week instead of ten, to save time.
    """
    monkeypatch.setattr(couple, "WEEKS", 1)
    settings.DEMO = True
    settings.MAIL = False
    settings.PUSH_HOSTS = []
    settings.ROOT_URLCONF = "project.demo.urls"
    settings.MIDDLEWARE = with_rules(settings.MIDDLEWARE)
    copies._last_use.clear()
    cache.clear()
    yield
    copies._last_use.clear()
