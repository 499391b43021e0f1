"""Create couples with an open check-in, a session for each partner, and their requests for the load generator.

The data is created with the app's own actions, but people are signed in without an e-mailed code.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from benchmarks.web.load import encode
from checkins.models import CheckIn
from couples.actions import form_pair, note_sign_in
from couples.models import User

CSRF = "b" * 32
NOTE = "You took the early train so that we could have breakfast together, and I noticed."


@dataclass(frozen=True, slots=True)
class Traffic:
    """Prepared requests. `submits` contains two requests per couple, of which the second reveals the check-in."""

    homes: list[bytes]
    submits: list[bytes]
    #: The Cookie header of one person.
    cookie: str


def couples(count: int, *, now: dt.datetime) -> Traffic:
    """Create `count` couples with an open check-in each, and return their requests for home and submit."""
    homes: list[bytes] = []
    first: list[bytes] = []
    second: list[bytes] = []
    for _ in range(count):
        pair = [
            User.objects.create_user(
                f"{uuid.uuid4().hex}@example.org", display_name=name, time_zone="Europe/Madrid"
            )
            for name in ("Robin", "Kim")
        ]
        couple = form_pair(*pair, now=now)
        check_in = CheckIn.objects.get(couple=couple, state=CheckIn.State.OPEN)
        for user, submits in zip(pair, (first, second), strict=True):
            cookie = session_cookies(user)
            homes.append(encode("GET", "/api/v1/home", cookie=cookie))
            submits.append(
                encode(
                    "POST",
                    f"/api/v1/check-ins/{check_in.id}/submit",
                    cookie=cookie,
                    csrf=CSRF,
                    person=str(user.pk),
                    body=body(check_in),
                )
            )
    return Traffic(
        cookie=cookie,
        homes=homes,
        submits=[request for both in zip(first, second, strict=True) for request in both],
    )


def body(check_in: CheckIn) -> bytes:
    """Return the JSON body of a request that submits answers to all prompts, with two or three notes."""
    answers = {}
    for place, prompt in enumerate(check_in.prompts):
        words = prompt["kind"] in {"appreciation", "wish"}
        answers[prompt["id"]] = {
            "status": "answered",
            "value": None if words else 3 + place % 3,
            "note": NOTE if words or place == 4 else "",
            "sharing": "share",
        }
    return json.dumps({"submission_id": str(uuid.uuid4()), "base_revision": 0, "answers": answers}).encode()


def session_cookies(user: User) -> str:
    """Sign a person in without an e-mailed code, and return their Cookie header."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    note_sign_in(user, session_key=str(store.session_key), user_agent="", now=timezone.now())
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}; {settings.CSRF_COOKIE_NAME}={CSRF}"
