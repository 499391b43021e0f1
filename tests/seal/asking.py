"""Requests that the reader tries: every route of the API, with every id that the reader might guess.

The routes come from `tests.journeys.routes`, which must list all routes. So a new route needs no change in this file.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from checkins.models import Agreement, CheckIn, TalkingPoint
from couples.models import Device, Invitation, Membership, PocketNote
from notifications.models import PushSubscription, Reminder
from tests.journeys.access_scenario import Targets
from tests.journeys.request_examples import body_for, paths_of
from tests.journeys.routes import API, METHODS, UNSAFE
from tests.seal.twins import Twins
from tests.services.push import Browser

Request = tuple[str, str, Any]

#: Routes that have separate steps: they change memberships, or need both worlds in the same state first.
OWN_STEP = {
    "check-ins/<uuid:check_in_id>/submit",
    "space/leave",
    "me/erase",
    "me/export",
    "pairing/confirm",
}
#: GET requests that the matrix does not contain.
MORE = ("/talking-points?before=7", "/starters?saved=1")


def targets(twins: Twins) -> Targets:
    """Return the ids to fill into routes, including the author's ids, as if the reader could guess all ids."""
    with twins.acting(twins.worlds[0], "targets"):
        couples = Membership.objects.filter(user=twins.people["reader"].pk).values("couple")
        check_ins = CheckIn.objects.filter(couple__in=couples).order_by("-opens_at")
        points = TalkingPoint.objects.filter(check_in__couple__in=couples).order_by(
            "-check_in__opens_at", "-position"
        )
        invitation = Invitation.objects.order_by("-created_at").values_list("pk", flat=True).first()
        author = twins.people["author"].pk
        known: dict[str, Any] = {
            "check_ins": tuple(check_ins.values_list("pk", flat=True)[:3]),
            "points": tuple(points.values_list("pk", flat=True)[:3]),
            "subscription": PushSubscription.objects.filter(user=author).values_list("pk", flat=True).first(),
            "reminder": Reminder.objects.filter(user=author, kind="opening", channel="push")
            .order_by("-due_at")
            .values_list("pk", flat=True)
            .first(),
            "device": Device.objects.filter(user=author).values_list("pk", flat=True).first(),
            "invitation": invitation,
            "note": PocketNote.objects.filter(owner=author).values_list("note_id", flat=True).first(),
            "agreement": Agreement.objects.filter(couple__in=couples)
            .order_by("-created_at", "pk")
            .values_list("pk", flat=True)
            .first(),
        }
    named = [each.name for each in fields(Targets) if each.name != "objects"]
    nobodys = dict.fromkeys(named, uuid.UUID(int=0))
    return Targets(**{**nobodys, **{name: found for name, found in known.items() if found is not None}})


def questions(twins: Twins) -> list[Request]:
    """Return every GET request that the reader may try."""
    known = targets(twins)
    found: list[Request] = [("GET", path, None) for route in API for path in _paths(route, known, "GET")]
    return found + [("GET", path, None) for path in MORE]


def attempts(twins: Twins, browser: Browser) -> list[Request]:
    """Return all requests other than GET that the reader may try. Some of the requests have invalid bodies.

    The requests that register for pushes contain the push address of `browser`. Writes to the routes in `OWN_STEP` are
    left out, because separate steps of the tests make these requests.
    """
    known = targets(twins)
    found: list[Request] = []
    for route in API:
        for method in METHODS:
            if method == "GET" or (method in UNSAFE and route in OWN_STEP):
                continue
            body = body_for(f"api/v1/{route}", method, known, browser)
            found += [(method, path, body) for path in _paths(route, known, method)]
    for check_in in known.check_ins[:1]:
        path = f"/check-ins/{check_in}"
        nothing: dict[str, Any] = {"submission_id": str(uuid.UUID(int=9)), "base_revision": 99, "answers": {}}
        found += [
            ("PUT", f"{path}/draft", {"base_revision": 99, "answers": {}}),
            ("PUT", f"{path}/draft", {"base_revision": 0, "answers": {"nothing": {"status": "answered"}}}),
            ("POST", f"{path}/submit", nothing),
            ("POST", f"{path}/submit", {**nothing, "base_revision": 0}),
            ("POST", f"{path}/submit", []),
        ]
    return found


def _paths(route: str, known: Targets, method: str) -> Iterator[str]:
    """Fill ids from `known` into the route, and yield each resulting path, without the prefix /api/v1.

    Yield nothing if the route does not accept `method`. Raises LookupError if no id is known for a place in the route
    that needs an id.
    """
    if method not in API[route] and method not in {"OPTIONS", "HEAD"}:
        return
    for path in paths_of(f"api/v1/{route}", known):
        if "<" in path:
            raise LookupError(f"no id is known for {path}: say it in tests/journeys/request_examples.py")
        yield path.removeprefix("/api/v1")
