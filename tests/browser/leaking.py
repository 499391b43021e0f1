"""Settings of a web server with deliberate faults, which a test must notice.

With these faults, pages that two people look at together show private content.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.signals import request_started

from tests.browser.settings import *  # noqa: F403


def _leak(**_signal: Any) -> None:
    """Replace functions of the app by faulty ones, which show private content on pages for two people.

    Run once, at the first request, because Django's apps are not loaded earlier.
    """
    from checkins import queries, visibility
    from checkins.queries import talking
    from checkins.viewer_context import required_context

    request_started.disconnect(_leak)
    visibility.answers_for_two = lambda answers: dict(answers)
    visibility.point_for_two = lambda point: point
    talking.shared_points = talking.visible_points
    original = queries.home

    def home(viewer: Any, *, now: Any) -> Any:
        cards = talking.visible_points(required_context(viewer)).filter(role="private")
        shown: Any = talking.present(required_context(viewer), cards)
        return replace(original(viewer, now=now), private_cards=shown)

    queries.home = home


request_started.connect(_leak)
