"""Make test clients send the header `X-Person` with each write request, as the app's pages do.

The header contains the id of the signed-in person. The server refuses write requests without this header.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from couples.signed_in.sessions import SessionStore
from project.http.page_owner import PATHS, SAFE_METHODS

_send = Client.request


def naming_its_person(client: Client, **request: Any) -> Any:
    """Replacement for `Client.request` that adds the header `X-Person` to each write request without this header."""
    path, method = str(request.get("PATH_INFO", "")), request.get("REQUEST_METHOD")
    if method not in SAFE_METHODS and path.startswith(PATHS) and "HTTP_X_PERSON" not in request:
        request["HTTP_X_PERSON"] = person_of(client)
    return _send(client, **request)


def person_of(client: Client) -> str:
    """Return the id of the person who is signed in on this client, or "nobody".

    Tests that count SQL statements do not count the session query of this function.
    """
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    if cookie is None or not cookie.value:
        return "nobody"
    counted, wrappers = connection.force_debug_cursor, connection.execute_wrappers
    connection.force_debug_cursor, connection.execute_wrappers = False, []
    try:
        return str(SessionStore(cookie.value).get("_auth_user_id", "nobody"))
    finally:
        connection.force_debug_cursor, connection.execute_wrappers = counted, wrappers
