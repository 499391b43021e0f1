"""Example requests for each route: the route's paths with ids filled in, and a body that the route accepts."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from notifications.messages import unsubscribe
from tests.journeys.access_scenario import FELT, STARTER, Targets
from tests.journeys.people import SKIPPED
from tests.journeys.routes import UNSAFE
from tests.services.push import Browser

RHYTHM = {"cadence_weeks": 1, "weekday": 0, "local_time": "09:00", "time_zone": "UTC", "window_hours": 48}

TURNS = {"base_revision": 0, "phase": "speak", "turn": 1, "speaks": "me", "left": 300, "pause": None}


def body_for(route: str, method: str, targets: Targets, browser: Browser) -> Any:
    """Return a valid JSON body for the route, or None if the method takes no body.

    Ids in the body come from `targets`. A body with a push subscription has the subscription of `browser`.
    """
    submission = {"submission_id": str(uuid.UUID(int=7)), "base_revision": 1, "answers": {FELT: SKIPPED}}
    bodies: dict[str, Any] = {
        "me/sign-in": {"passkey_only": False},
        "language": {"language": "en"},
        "me/email": {"email": "new@example.org"},
        "me/email/confirm": {"code": "BCDF-GHJK"},
        "me/erase": {"confirm": "erase everything"},
        "pocket/<uuid:note_id>": {"text": "a note", "written_at": "2026-03-01T12:00:00Z"},
        "pairing/look": {"token": "A" * 22},
        "pairing/account": {"token": "A" * 22, "display_name": "Robin", "time_zone": "UTC"},
        "way-in": {"token": "A" * 22},
        "way-in/set-up": {"token": "A" * 22, "display_name": "Robin", "time_zone": "UTC"},
        "way-in/use": {"token": "A" * 22},
        "pairing/redeem": {"token": "A" * 22},
        "pairing/confirm": {"invitation_id": str(targets.invitation)},
        "pairing/decline": {"invitation_id": str(targets.invitation)},
        "check-ins/<uuid:check_in_id>/draft": {"base_revision": 1, "answers": {}},
        "check-ins/<uuid:check_in_id>/submit": submission,
        "talking-points/<uuid:point_id>/voice": {"choice": "now"},
        "talking-points/<uuid:point_id>/turns": TURNS,
        "talking-points/<uuid:point_id>/helped": {"helped": "yes"},
        "agreements": {"id": str(uuid.UUID(int=8, version=4)), "text": "We walk on Sundays."},
        "schedule": RHYTHM,
        "notifications/reminders/<uuid:reminder_id>/snooze": {"wait": "two_hours"},
        "notifications/subscriptions": browser.subscription(),
    }
    return bodies.get(route.removeprefix("api/v1/"), {}) if method in UNSAFE else None


def paths_of(route: str, targets: Targets) -> Iterator[str]:
    """Yield the route's paths with ids from `targets` filled in: one path for each id of the route's kind."""
    given = {
        "<uuid:check_in_id>": [str(each) for each in targets.check_ins],
        "<uuid:point_id>": [str(each) for each in targets.points],
        "<uuid:agreement_id>": [str(targets.agreement)],
        "<uuid:subscription_id>": [str(targets.subscription)],
        "<uuid:reminder_id>": [str(targets.reminder)],
        "<uuid:note_id>": [str(targets.note)],
        "<uuid:device_id>": [str(targets.device)],
        "<str:key>": [STARTER],
        "<str:token>": [unsubscribe.token_for(uuid.UUID(int=1))[:-2] + "xx"],
        "<path:object_id>": [str(_admin_object(route, targets))],
        "<path:content_type_id>/<path:object_id>": [f"1/{targets.subscription}"],
        "^(?P<app_label>couples|mfa|checkins|notifications)/$": ["couples/"],
        "(?P<url>.*)$": ["nothing/here/"],
        "^.*$": ["nothing-here"],
        "^(?:api|_allauth|_mail|admin|accounts|health|static|assets|\\.well-known)(?:/.*)?$": [
            "_mail",
            "api/v2/me",
        ],
        "^(?P<path>.*)$": ["", f"check-in/{uuid.UUID(int=1)}"],
    }
    for name, values in given.items():
        if name in route:
            yield from ("/" + route.replace(name, value) for value in values)
            return
    yield f"/{route}"


def _admin_object(route: str, targets: Targets) -> uuid.UUID:
    model = "/".join(route.split("/")[1:3])
    return targets.objects.get(model, targets.subscription)
