"""The access matrix: what every route answers to whom. A route of the app that has no row here fails the tests.

The columns, each a person who asks for what `tests.journeys.access_scenario` gives them:

    out      signed out
    self     Ana, for what is hers: her half before the reveal, a card for her alone, her phone
    partner  Ben, before the reveal, for the same things of Ana's that he shares a space with
    after    Ben, after the reveal, for what was revealed
    ex       lived in that couple and has left
    left     lived in that couple and was left
    stranger signed in, living in a couple of their own
    invitee  redeemed an invitation and waits to be confirmed
    support  staff, signed in to the admin
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

COLUMNS = ("out", "self", "partner", "after", "ex", "left", "stranger", "invitee", "support")
#: Who asks for what is another's and is to learn nothing of it, not even that it exists.
OUTSIDERS = ("ex", "left", "stranger", "invitee", "support")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")

#: Status by column.
Statuses = Mapping[str, int]
#: By method. `*`: every method that the row does not name.
Row = dict[str, Statuses]


def every(status: int, **others: int) -> Statuses:
    """This status in each column, but for those named. `paired` names all who live with a partner: self, partner,
    after and stranger; `ben` both partner and after."""
    groups = {"paired": ("self", "partner", "after", "stranger"), "ben": ("partner", "after")}
    named = {column: code for name, code in others.items() for column in groups.get(name, (name,))}
    if unknown := named.keys() - set(COLUMNS):
        raise ValueError(f"no such column: {unknown}")
    return {column: named.get(column, status) for column in COLUMNS}


def signed_in(status: int, **others: int) -> Statuses:
    """Like `every`, and 401 for whoever is signed out."""
    return every(status, **{"out": 401, **others})


OWN = signed_in(200)
LIVING_TOGETHER = signed_in(404, paired=200)
ANOTHERS = signed_in(404)
#: What there is only once it was revealed.
REVEALED = signed_in(404, after=200)
#: A talking point: one's own card, or one that was revealed.
POINT = signed_in(404, self=200, after=200)
ALL = every(200)
NOWHERE = every(404)
NOT_OFFERED = every(405)
#: A route of the API says who you are before it says that it does not know the method.
API_NOT_OFFERED = signed_in(405)
DESCRIBED = OWN


def _api(**offered: Statuses) -> Row:
    row = {"*": API_NOT_OFFERED, "OPTIONS": DESCRIBED, **offered}
    return {**row, "HEAD": offered["GET"]} if "GET" in offered else row


API: dict[str, Row] = {
    "me": _api(GET=OWN, PATCH=OWN),
    "me/privacy": _api(PATCH=OWN),
    "me/sign-in": _api(GET=OWN, PATCH=OWN),
    # Nobody here has shown lately that it is they.
    "me/email": _api(POST=signed_in(403)),
    "me/email/confirm": _api(POST=signed_in(403)),
    "me/devices": _api(GET=OWN),
    "me/devices/<uuid:device_id>": _api(DELETE=signed_in(404, self=204)),
    "me/sign-out-others": _api(POST=signed_in(204)),
    "me/sign-out-everywhere": _api(POST=signed_in(204)),
    # Nobody here has signed in lately.
    "me/export": _api(POST=signed_in(403)),
    "me/erase": _api(POST=signed_in(204)),
    "space/alone": _api(POST=signed_in(200, paired=409)),
    "space/leave": _api(POST=OWN),
    "space/acknowledge-closed": _api(POST=OWN),
    "pairing": _api(GET=OWN),
    "pairing/invitations": _api(POST=signed_in(201, paired=409), DELETE=OWN),
    "pairing/look": _api(POST=ANOTHERS),
    "pairing/redeem": _api(POST=signed_in(404, paired=409)),
    "pairing/confirm": _api(POST=signed_in(404, paired=409)),
    "pairing/decline": _api(POST=ANOTHERS),
    "pairing/withdraw": _api(POST=OWN),
    "home": _api(GET=OWN),
    "check-ins/<uuid:check_in_id>": _api(GET=signed_in(404, self=200, ben=200)),
    "check-ins/<uuid:check_in_id>/draft": _api(
        PUT=signed_in(404, self=409, partner=200, after=409),
        PATCH=signed_in(404, self=409, partner=200, after=409),
        DELETE=signed_in(404, self=409, partner=204, after=409),
    ),
    "check-ins/<uuid:check_in_id>/submit": _api(POST=signed_in(404, self=409, partner=200, after=409)),
    "check-ins/<uuid:check_in_id>/take-back": _api(POST=signed_in(404, self=200, partner=200, after=409)),
    "check-ins/<uuid:check_in_id>/reveal": _api(GET=REVEALED),
    "talking-points": _api(GET=LIVING_TOGETHER),
    "talking-points/voices": _api(GET=LIVING_TOGETHER),
    "talking-points/<uuid:point_id>/voice": _api(POST=POINT),
    "talking-points/<uuid:point_id>/talked": _api(POST=POINT, DELETE=POINT),
    "talking-points/<uuid:point_id>/tried": _api(POST=POINT, DELETE=POINT),
    "talking-points/<uuid:point_id>/helped": _api(POST=signed_in(404, self=409, after=409)),
    "talking-points/<uuid:point_id>/told": _api(POST=signed_in(404, self=409, after=409), DELETE=POINT),
    "starters": _api(GET=OWN),
    "starters/<str:key>/saved": _api(PUT=signed_in(404, paired=204), DELETE=signed_in(404, paired=204)),
    # It is on nobody's list.
    "starters/<str:key>/talked": _api(PUT=signed_in(404, paired=409), DELETE=signed_in(404, paired=204)),
    "history": _api(GET=OWN),
    # One's own half stays one's own, also of a couple that has ended.
    "history/<uuid:check_in_id>": _api(GET=signed_in(404, self=200, ben=200, ex=200, left=200)),
    "schedule": _api(GET=LIVING_TOGETHER, PUT=LIVING_TOGETHER),
    "schedule/pause": _api(POST=LIVING_TOGETHER),
    "schedule/resume": _api(POST=LIVING_TOGETHER),
    "schedule/rest": _api(PUT=LIVING_TOGETHER, DELETE=LIVING_TOGETHER),
    "notifications/preferences": _api(GET=OWN, PATCH=OWN),
    "notifications/preview": _api(GET=OWN),
    "notifications/vapid": _api(GET=OWN),
    "notifications/subscriptions": _api(GET=OWN, PUT=signed_in(201)),
    "notifications/subscriptions/<uuid:subscription_id>": _api(DELETE=signed_in(404, self=204)),
    # Ana has submitted: she may, and there is nothing left to put off.
    "notifications/reminders/<uuid:reminder_id>/snooze": _api(POST=signed_in(404, self=409)),
    "notifications/nudges/<uuid:check_in_id>": _api(
        GET=signed_in(404, self=200, ben=200), POST=signed_in(404, self=201, partner=201, after=409)
    ),
    "notifications/test": _api(POST=OWN),
    "notifications/calendar": _api(GET=OWN, POST=signed_in(404, paired=201), DELETE=signed_in(204)),
    # Asked for by calendars, without signing in: the secret in the address is what permits it, and this is none.
    "notifications/calendar/<str:token>.ics": {"GET": NOWHERE, "HEAD": NOWHERE, "*": NOT_OFFERED},
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
INCOMPLETE = every(400)
INCOMPLETE_WITHIN = signed_in(400)
NOTHING_PENDING = every(409)
NOBODY_PENDING = every(401)
REFUSED_WITHIN = ANOTHERS

#: All of one's own account. Signed in here means: without a passkey, and with no code confirmed lately.
SIGN_IN: dict[str, Row] = {
    "config": {"GET": ALL, "HEAD": ALL, "OPTIONS": ALL, "*": NOT_OFFERED},
    "auth/session": {"GET": OWN, "HEAD": OWN, "DELETE": NOBODY_PENDING, "OPTIONS": ALL, "*": NOT_OFFERED},
    "auth/code/request": {"GET": NOT_OFFERED, "*": INCOMPLETE},
    "auth/code/confirm": {"*": NOTHING_PENDING},
    "auth/recovery": {
        "POST": signed_in(409, out=400),
        "OPTIONS": signed_in(409, out=200),
        "*": signed_in(409, out=405),
    },
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

#: What support sees (tests.couples.test_admin). A new model in the admin needs a line.
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
_OBJECT = "<path:object_id>/"


def _support(get: int, post: int | None = None) -> Row:
    """A page of the admin: everybody else is sent to its door."""
    return {"*": every(302, support=get), "POST": every(302, support=get if post is None else post)}


def _model(model: str) -> dict[str, Row]:
    """Support looks. What it may do: switch an account off, take a lost passkey away."""
    change, delete = (
        (200, 302 if model == "couples/user" else 403),
        200 if model == "mfa/authenticator" else 403,
    )
    return {
        f"{model}/": _support(200),
        f"{model}/add/": _support(403),
        f"{model}/{_OBJECT}history/": _support(200),
        f"{model}/{_OBJECT}delete/": _support(delete),
        f"{model}/{_OBJECT}change/": _support(*change),
        f"{model}/{_OBJECT}": _support(302),
    }


ADMIN: dict[str, Row] = {
    "": _support(200),
    "login/": {"*": every(200, support=302)},
    "logout/": _support(405, 200),
    "password_change/": _support(404),
    "password_change/done/": _support(404),
    "autocomplete/": _support(404, 404),
    "jsi18n/": _support(200, 405),
    "r/<path:content_type_id>/<path:object_id>/": _support(404),
    "^(?P<app_label>couples|mfa|checkins|notifications)/$": _support(200),
    "(?P<url>.*)$": _support(404),
    **{route: row for model in ADMIN_MODELS for route, row in _model(model).items()},
}

PAGE: Row = {"GET": ALL, "HEAD": ALL, "*": NOT_OFFERED}
ROWS: dict[str, Row] = {
    **{f"api/v1/{route}": row for route, row in API.items()},
    **{f"_allauth/browser/v1/{route}": row for route, row in SIGN_IN.items()},
    **{f"admin/{route}": row for route, row in ADMIN.items()},
    "admin": {"*": every(302)},
    "api/schema": PAGE,
    "api/docs": PAGE,
    "help.json": PAGE,
    "health/live": PAGE,
    "health/ready": PAGE,
    "^(?:api|_allauth|_mail|admin|accounts|health|static|assets|\\.well-known)(?:/.*)?$": {"*": NOWHERE},
    ".well-known/change-password": {"*": every(302)},
    "^(?P<path>.*)$": PAGE,
}


def routes() -> Iterator[str]:
    """Every route that the resolver knows, as it is written."""
    yield from _walk(get_resolver(), "")


def expected(row: Row, method: str, column: str) -> int:
    """The status that the table gives."""
    return (row.get(method) or row["*"])[column]


def _walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for found in resolver.url_patterns:
        route = prefix + str(found.pattern)
        if isinstance(found, URLPattern):
            yield route
        else:
            yield from _walk(found, route)
