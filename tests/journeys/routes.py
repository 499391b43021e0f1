"""The access matrix: what every route answers to whom. A route of the app that has no row here fails the tests.

The columns, each a person who asks for what is somebody else's (`tests.journeys.strangers` builds them):

    out      signed out
    stranger signed in, living in a couple of their own
    ex       lived in that couple and has left
    left     lived in that couple and was left
    invitee  redeemed an invitation and waits to be confirmed
    partner  lives in that couple, before the reveal; where an id is asked for that only the other may use, it is that
"""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

COLUMNS = ("out", "stranger", "ex", "left", "invitee", "partner")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")

#: By method, one status a column. `*`: every method that the row does not name.
Row = dict[str, str]

OWN = "401 200 200 200 200 200"
LIVING_TOGETHER = "401 200 404 404 404 200"
ANOTHERS = "401 404 404 404 404 404"
ALL = "200 200 200 200 200 200"
NOWHERE = "404 404 404 404 404 404"
NOT_OFFERED = "405 405 405 405 405 405"
#: A route of the API says who you are before it says that it does not know the method.
API_NOT_OFFERED = "401 405 405 405 405 405"
DESCRIBED = "401 200 200 200 200 200"


def _api(**offered: str) -> Row:
    row = {"*": API_NOT_OFFERED, "OPTIONS": DESCRIBED, **offered}
    return {**row, "HEAD": offered["GET"]} if "GET" in offered else row


API: dict[str, Row] = {
    "me": _api(GET=OWN, PATCH=OWN),
    "me/privacy": _api(PATCH=OWN),
    "me/sign-out-everywhere": _api(POST="401 204 204 204 204 204"),
    "space/alone": _api(POST="401 409 200 200 200 409"),
    "space/leave": _api(POST=OWN),
    "space/acknowledge-closed": _api(POST=OWN),
    "pairing": _api(GET=OWN),
    "pairing/invitations": _api(POST="401 409 201 201 201 409", DELETE=OWN),
    "pairing/redeem": _api(POST="401 409 404 404 404 409"),
    "pairing/confirm": _api(POST="401 409 404 404 404 409"),
    "pairing/decline": _api(POST=ANOTHERS),
    "pairing/withdraw": _api(POST=OWN),
    "home": _api(GET=OWN),
    "check-ins/<uuid:check_in_id>": _api(GET="401 404 404 404 404 200"),
    "check-ins/<uuid:check_in_id>/draft": _api(PUT="401 404 404 404 404 200"),
    "check-ins/<uuid:check_in_id>/submit": _api(POST="401 404 404 404 404 200"),
    "check-ins/<uuid:check_in_id>/reveal": _api(GET=ANOTHERS),
    "talking-points": _api(GET=LIVING_TOGETHER),
    "talking-points/<uuid:point_id>/voice": _api(POST=ANOTHERS),
    "talking-points/<uuid:point_id>/talked": _api(POST=ANOTHERS),
    "talking-points/<uuid:point_id>/helped": _api(POST=ANOTHERS),
    "starters": _api(GET=OWN),
    "starters/<str:key>/saved": _api(PUT="401 204 404 404 404 204", DELETE="401 204 404 404 404 204"),
    "history": _api(GET=OWN),
    # One's own half stays one's own, also of a couple that has ended.
    "history/<uuid:check_in_id>": _api(GET="401 404 200 200 404 200"),
    "schedule": _api(GET=LIVING_TOGETHER, PUT=LIVING_TOGETHER),
    "schedule/pause": _api(POST=LIVING_TOGETHER),
    "schedule/resume": _api(POST=LIVING_TOGETHER),
    "notifications/preferences": _api(GET=OWN, PATCH=OWN),
    "notifications/preview": _api(GET=OWN),
    "notifications/vapid": _api(GET=OWN),
    "notifications/subscriptions": _api(GET=OWN, PUT="401 201 201 201 201 201"),
    "notifications/subscriptions/<uuid:subscription_id>": _api(DELETE=ANOTHERS),
    "notifications/test": _api(POST=OWN),
    # Opened from a mail, without signing in: the signed token is what permits it, and this one is forged.
    "notifications/unsubscribe/<str:token>": {
        "GET": NOWHERE,
        "HEAD": NOWHERE,
        "POST": NOWHERE,
        "*": NOT_OFFERED,
    },
    "^.*$": {"*": NOWHERE},
}

#: allauth reads a body before it looks at the method, and who asks before either.
INCOMPLETE = "400 400 400 400 400 400"
INCOMPLETE_WITHIN = "401 400 400 400 400 400"
NOTHING_PENDING = "409 409 409 409 409 409"
NOBODY_PENDING = "401 401 401 401 401 401"
REFUSED_WITHIN = "401 404 404 404 404 404"

#: All of one's own account. Signed in here means: without a passkey, and with no code confirmed lately.
SIGN_IN: dict[str, Row] = {
    "config": {"GET": ALL, "HEAD": ALL, "OPTIONS": ALL, "*": NOT_OFFERED},
    "auth/session": {"GET": OWN, "HEAD": OWN, "DELETE": NOBODY_PENDING, "OPTIONS": ALL, "*": NOT_OFFERED},
    "auth/sessions": {
        "GET": OWN,
        "HEAD": OWN,
        "DELETE": INCOMPLETE_WITHIN,
        "OPTIONS": OWN,
        "*": API_NOT_OFFERED,
    },
    "auth/code/request": {"GET": NOT_OFFERED, "*": INCOMPLETE},
    "auth/code/confirm": {"*": NOTHING_PENDING},
    "auth/webauthn/login": {"GET": ALL, "HEAD": ALL, "POST": INCOMPLETE, "OPTIONS": ALL, "*": NOT_OFFERED},
    "auth/webauthn/authenticate": {"*": NOBODY_PENDING},
    "auth/webauthn/reauthenticate": {
        "GET": OWN,
        "HEAD": OWN,
        "POST": INCOMPLETE_WITHIN,
        "OPTIONS": OWN,
        "*": API_NOT_OFFERED,
    },
    "auth/2fa/authenticate": {"*": NOBODY_PENDING},
    "auth/2fa/reauthenticate": {"GET": API_NOT_OFFERED, "*": INCOMPLETE_WITHIN},
    "account/authenticators": {"GET": OWN, "HEAD": OWN, "OPTIONS": OWN, "*": API_NOT_OFFERED},
    "account/authenticators/webauthn": {
        "PUT": INCOMPLETE_WITHIN,
        "DELETE": INCOMPLETE_WITHIN,
        "*": NOBODY_PENDING,
    },
    "account/authenticators/recovery-codes": {"GET": REFUSED_WITHIN, "*": INCOMPLETE_WITHIN},
}

#: What support sees (tests.couples.test_admin); none of these people is support. A new model in the admin needs a line.
ADMIN_MODELS = (
    "couples/user",
    "couples/couple",
    "couples/membership",
    "couples/invitation",
    "mfa/authenticator",
    "checkins/checkin",
    "checkins/schedule",
    "notifications/reminder",
    "notifications/pushsubscription",
    "notifications/preference",
)
TO_THE_DOOR = "302 302 302 302 302 302"
_OBJECT = "<path:object_id>/"
ADMIN: dict[str, Row] = {
    "": {"*": TO_THE_DOOR},
    "login/": {"*": ALL},
    "logout/": {"*": TO_THE_DOOR},
    "password_change/": {"*": TO_THE_DOOR},
    "password_change/done/": {"*": TO_THE_DOOR},
    "autocomplete/": {"*": TO_THE_DOOR},
    "jsi18n/": {"*": TO_THE_DOOR},
    "r/<path:content_type_id>/<path:object_id>/": {"*": TO_THE_DOOR},
    "^(?P<app_label>couples|mfa|checkins|notifications)/$": {"*": TO_THE_DOOR},
    "(?P<url>.*)$": {"*": TO_THE_DOOR},
    **{
        f"{model}/{page}": {"*": TO_THE_DOOR}
        for model in ADMIN_MODELS
        for page in ("", "add/", f"{_OBJECT}history/", f"{_OBJECT}delete/", f"{_OBJECT}change/", _OBJECT)
    },
}

PAGE: Row = {"GET": ALL, "HEAD": ALL, "*": NOT_OFFERED}
ROWS: dict[str, Row] = {
    **{f"api/v1/{route}": row for route, row in API.items()},
    **{f"_allauth/browser/v1/{route}": row for route, row in SIGN_IN.items()},
    **{f"admin/{route}": row for route, row in ADMIN.items()},
    "api/schema": PAGE,
    "api/docs": PAGE,
    "health/live": PAGE,
    "health/ready": PAGE,
    "^(?:api|_allauth|_mail|admin|accounts|health|static|assets)(?:/.*)?$": {"*": NOWHERE},
    "^(?P<path>.*)$": PAGE,
}


def routes() -> Iterator[str]:
    """Every route that the resolver knows, as it is written."""
    yield from _walk(get_resolver(), "")


def expected(row: Row, method: str, column: str) -> int:
    """The status that the table gives."""
    return int(row.get(method, row.get("*", "")).split()[COLUMNS.index(column)])


def _walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for found in resolver.url_patterns:
        route = prefix + str(found.pattern)
        if isinstance(found, URLPattern):
            yield route
        else:
            yield from _walk(found, route)
