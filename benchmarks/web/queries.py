"""Count the database queries of each request of a check-in."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.web.seed import body
from checkins.models import CheckIn
from couples.actions import form_pair
from couples.models import User


def per_request() -> dict[str, int]:
    """Return the number of database queries of each request, including the queries for session and user."""
    people = [User.objects.create_user(f"{uuid.uuid4().hex}@example.org", display_name="N") for _ in range(2)]
    couple = form_pair(*people, now=dt.datetime.now(tz=dt.UTC))
    check_in = CheckIn.objects.get(couple=couple)
    clients = []
    for person in people:
        client = Client(SERVER_NAME="localhost", headers={"X-Person": str(person.pk)})
        client.force_login(person)
        # Makes the update that the app makes once an hour: that it was used on this device.
        client.get("/api/v1/me")
        clients.append(client)
    address = f"/api/v1/check-ins/{check_in.id}"
    requests = {
        "home": (clients[0], "GET", "/api/v1/home", b""),
        "draft, first save": (clients[0], "PUT", f"{address}/draft", body(check_in)),
        "submit, first of two": (clients[1], "POST", f"{address}/submit", body(check_in)),
        "submit, revealing": (
            clients[0],
            "POST",
            f"{address}/submit",
            body(check_in).replace(b'"base_revision": 0', b'"base_revision": 1'),
        ),
        "reveal": (clients[1], "GET", f"{address}/reveal", b""),
    }
    counted = {}
    for name, (client, method, path, content) in requests.items():
        with CaptureQueriesContext(connection) as captured:
            answer = client.generic(method, path, data=content, content_type="application/json")
        if answer.status_code != 200:
            raise SystemExit(f"{name}: {answer.status_code} {answer.content[:300]!r}")
        counted[name] = len(captured)
    return counted
