"""Settings of a web server with faults: pages for two show what somebody keeps private. A test has to notice each."""

from __future__ import annotations

from typing import Any

from django.core.signals import request_started

from tests.browser.settings import *  # noqa: F403


def _leak(**_signal: Any) -> None:
    """Put the faults back, once the apps are there."""
    from checkins import queries, visibility
    from checkins.queries import talking
    from checkins.viewer_context import required_context

    request_started.disconnect(_leak)
    visibility.answers_for_two = lambda answers: dict(answers)
    visibility.point_for_two = lambda point: dict(point)
    talking.shared_points = talking.visible_points
    original = queries.home

    def home(viewer: Any, **given: Any) -> dict[str, Any]:
        found = original(viewer, **given)
        cards = talking.visible_points(required_context(viewer)).filter(role="private")
        return {**found, "private_cards": talking.present(required_context(viewer), cards)}

    queries.home = home


request_started.connect(_leak)
