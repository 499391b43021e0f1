"""A page may change data only for its own person. Writes from another person's page are refused and change nothing."""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

import pytest
from django.test import Client

from couples.models import User
from project.http.page_owner import EXEMPT_PREFIXES, EXEMPT_ROUTES, NAMED_IN_THE_BODY
from tests.journeys import routes
from tests.journeys.people import Person, pair, value
from tests.journeys.routes import UNSAFE

pytestmark = pytest.mark.django_db


def _write(client: Client, method: str, path: str, person: str | None, body: Any = "{}") -> Any:
    """Send a write request from `client` and return the response.

    `person` is the id in the header `X-Person`, which says whose page sends the request. None: send no such header.
    """
    # The test client adds the header by itself, so remove it again.
    handler = client.handler
    if person is None:

        def without(environ: Any) -> Any:
            environ.pop("HTTP_X_PERSON", None)
            return handler(environ)

        client.handler = without  # type: ignore[assignment]  # called alike
    try:
        headers = {} if person is None else {"X-Person": person}
        return client.generic(method, path, body, content_type="application/json", headers=headers)
    finally:
        client.handler = handler


def _code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def _paths() -> list[tuple[str, str]]:
    """Return (route, example of its path) for every route of the API and of allauth, which handles sign-in."""
    filled = []
    for route in routes.routes():
        if route.startswith(("api/v1/", "_allauth/")):
            path = route.replace("^.*$", "nothing/here")
            path = re.sub(r"<uuid:\w+>", str(uuid.uuid4()), path)
            path = re.sub(r"<str:\w+>", "x", path)
            filled.append((route, f"/{path}"))
    return filled


def test_every_write_from_another_persons_page_is_refused() -> None:
    ana, ben = Person("Ana"), Person("Ben")
    carried_out = set()
    for route, path in _paths():
        for method in UNSAFE:
            answer = _write(ana.client, method, path, str(ben.user.pk))
            if answer.status_code != 409 or _code(answer)[1] != "another_person":
                carried_out.add(route)
    assert carried_out == EXEMPT_ROUTES


def test_every_write_of_a_page_that_names_no_one_is_refused() -> None:
    ana = Person("Ana")
    carried_out = set()
    for route, path in _paths():
        for method in UNSAFE:
            answer = _write(ana.client, method, path, None)
            if answer.status_code != 409 or _code(answer)[1] != "person_missing":
                carried_out.add(route)
    # The two routes check the author in the body: see the last test.
    assert carried_out == EXEMPT_ROUTES | NAMED_IN_THE_BODY


def test_the_exempt_routes_are_routes() -> None:
    known = set(routes.routes())
    assert known >= EXEMPT_ROUTES | NAMED_IN_THE_BODY
    assert all(prefix.startswith("api/") for prefix in EXEMPT_PREFIXES)


@pytest.mark.parametrize("named", ["nobody", "", "Ana", "00000000-0000-0000-0000-000000000000", "é"])
def test_a_name_that_is_not_the_sessions_is_another_person(named: str) -> None:
    ana = Person("Ana")
    answer = _write(ana.client, "PATCH", "/api/v1/me", named, '{"display_name": "Changed"}')
    assert _code(answer) == (409, "another_person")
    assert User.objects.get(pk=ana.user.pk).display_name == "Ana"


def test_the_old_tab_of_a_person_who_signed_out_changes_nothing_of_the_next() -> None:
    ana, ben = Person("Ana"), Person("Ben")
    shared = Client()
    shared.force_login(ben.user)
    for method, path, body in (
        ("PATCH", "/api/v1/me", '{"display_name": "Ana"}'),
        ("POST", "/api/v1/space/alone", "{}"),
        ("POST", "/api/v1/me/erase", '{"confirm": "erase everything"}'),
        ("DELETE", "/_allauth/browser/v1/auth/session", ""),
    ):
        assert _code(_write(shared, method, path, str(ana.user.pk), body)) == (409, "another_person")
    me = shared.get("/api/v1/me").json()
    assert (me["display_name"], me["space"]["state"]) == ("Ben", "none")


def test_reading_and_anonymous_writes_need_no_name() -> None:
    ana = Person("Ana")
    assert ana.client.get("/api/v1/me", headers={"X-Person": str(uuid.uuid4())}).status_code == 200
    nobody = Client()
    answer = _write(
        nobody, "POST", "/_allauth/browser/v1/auth/code/request", None, '{"email": "new@example.org"}'
    )
    assert answer.status_code == 401
    assert _code(_write(nobody, "PATCH", "/api/v1/me", str(ana.user.pk)))[0] == 401


def test_a_draft_from_before_an_upgrade_is_named_by_its_author() -> None:
    ana, ben = Person("Ana"), Person("Ben")
    pair(ana, ben)
    check_in = ana.open_check_in()
    answers = {check_in["prompts"][1]["id"]: value(4)}
    path = f"/api/v1/check-ins/{check_in['id']}/draft"

    def body(author: Person | None) -> str:
        named = {"author": str(author.user.pk)} if author else {}
        return json.dumps({"base_revision": 0, "answers": answers, **named})

    assert _code(_write(ana.client, "PUT", path, None, body(None))) == (409, "person_missing")
    assert _code(_write(ana.client, "PUT", path, None, body(ben))) == (409, "not_your_draft")
    assert ana.get(f"/check-ins/{check_in['id']}")["revision"] == 0
    assert _write(ana.client, "PUT", path, None, body(ana)).status_code == 200
