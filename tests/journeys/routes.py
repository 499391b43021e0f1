"""Table of the expected status of every route for each kind of visitor. A route without a row fails the tests.

Each column is a visitor who requests the ids from `tests.journeys.access_scenario`:

    out      no one is signed in, and the ids are Ana's
    self     Ana, who requests her own things: her response before the reveal, her private card, her phone
    partner  Ben, Ana's partner, who requests the same things of Ana's before the reveal
    after    Ben, who requests things from a check-in after its reveal
    ex       Eva, who has left Fox and requests Fox's things
    left     Fox, whom Eva has left and who requests Eva's things
    stranger Sam, who is in another couple and requests Ana's things
    invitee  Ivy, who has accepted Kim's invitation, waits to be confirmed and requests Kim's things
    support  Una, who is staff, is signed in to the admin and requests Ana's things
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

COLUMNS = ("out", "self", "partner", "after", "ex", "left", "stranger", "invitee", "support")
#: Columns of people who request other people's things. They must not even learn that these things exist.
OUTSIDERS = ("ex", "left", "stranger", "invitee", "support")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")

#: The status for each column.
Statuses = Mapping[str, int]
#: The statuses for each method. `*` means every method that the row doesn't name.
Row = dict[str, Statuses]


def every(status: int, **others: int) -> Statuses:
    """Return this status for each column of the table, except those for which `others` has another status.

    In `others`, `paired` means the columns self, partner, after and stranger, and `ben` means partner and after.
    """
    groups = {"paired": ("self", "partner", "after", "stranger"), "ben": ("partner", "after")}
    named = {column: code for name, code in others.items() for column in groups.get(name, (name,))}
    if unknown := named.keys() - set(COLUMNS):
        raise ValueError(f"no such column: {unknown}")
    return {column: named.get(column, status) for column in COLUMNS}


def signed_in(status: int, **others: int) -> Statuses:
    """Return the same statuses by column as `every`, but 401 for a signed-out visitor."""
    return every(status, **{"out": 401, **others})


OWN = signed_in(200)
LIVING_TOGETHER = signed_in(404, paired=200)
ANOTHERS = signed_in(404)
#: Things that exist only after the reveal.
REVEALED = signed_in(404, after=200)
#: A talking point: the viewer's own card, or one that was revealed.
POINT = signed_in(404, self=200, after=200)
#: An agreement of Ana and Ben.
AGREEMENT = signed_in(404, self=200, ben=200)
ALL = every(200)
NOWHERE = every(404)
NOT_OFFERED = every(405)
#: A route of the API checks who is signed in before it checks the method.
API_NOT_OFFERED = signed_in(405)
DESCRIBED = OWN


def _api(**offered: Statuses) -> Row:
    row = {"*": API_NOT_OFFERED, "OPTIONS": DESCRIBED, **offered}
    return {**row, "HEAD": offered["GET"]} if "GET" in offered else row


API: dict[str, Row] = {
    "me": _api(GET=OWN, PATCH=OWN),
    "me/privacy": _api(PATCH=OWN),
    "me/sign-in": _api(GET=OWN, PATCH=OWN),
    # This server has no sign-in provider.
    "me/provider": _api(POST=ANOTHERS, DELETE=OWN),
    # Changing the address needs a recent sign-in, and no one here has signed in recently.
    "me/email": _api(POST=signed_in(403)),
    "me/email/confirm": _api(POST=signed_in(403)),
    # The language belongs to the browser, so it can be chosen without signing in.
    "language": _api(PUT=ALL, **{"*": NOT_OFFERED, "OPTIONS": ALL}),
    "me/devices": _api(GET=OWN),
    "me/devices/<uuid:device_id>": _api(DELETE=signed_in(404, self=204)),
    # A link for a new device needs a passkey, and no one here has one.
    "me/devices/link": _api(POST=signed_in(409)),
    "me/sign-in-link": _api(DELETE=OWN),
    "me/sign-out-others": _api(POST=signed_in(204)),
    "me/sign-out-everywhere": _api(POST=signed_in(204)),
    # The export needs a recent sign-in, and no one here has signed in recently.
    "me/export": _api(POST=signed_in(403)),
    "me/erase": _api(POST=signed_in(204)),
    # Everyone has a pocket. Ids are looked up among the viewer's own notes, so another person's id is unknown there.
    "pocket": _api(GET=OWN),
    "pocket/<uuid:note_id>": _api(PUT=OWN, DELETE=signed_in(204)),
    "space/alone": _api(POST=signed_in(200, paired=409)),
    "space/leave": _api(POST=OWN),
    "space/acknowledge-closed": _api(POST=OWN),
    "pairing": _api(GET=OWN),
    "pairing/invitations": _api(POST=signed_in(201, paired=409), DELETE=OWN),
    # A visitor with a valid token would see the inviter's name without signing in. This token is unknown.
    "pairing/look": _api(POST=NOWHERE, **{"*": NOT_OFFERED, "OPTIONS": ALL}),
    # This server can send e-mail, so no account is made from an invitation alone.
    "pairing/account": _api(POST=every(409), **{"*": NOT_OFFERED, "OPTIONS": ALL}),
    "pairing/redeem": _api(POST=signed_in(404, paired=409)),
    "pairing/confirm": _api(POST=signed_in(404, paired=409)),
    "pairing/decline": _api(POST=ANOTHERS),
    "pairing/withdraw": _api(POST=OWN),
    # Signed-in people can't use such a link. For visitors, this token is unknown.
    "way-in": _api(POST=NOWHERE, **{"*": NOT_OFFERED, "OPTIONS": ALL}),
    "way-in/set-up": _api(POST=signed_in(409, out=404), **{"*": NOT_OFFERED, "OPTIONS": ALL}),
    "way-in/use": _api(POST=signed_in(409, out=404), **{"*": NOT_OFFERED, "OPTIONS": ALL}),
    "way-in/provider": _api(POST=NOWHERE, **{"*": NOT_OFFERED, "OPTIONS": ALL}),
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
    # A private card has no guided conversation, so even Ana gets 404 for hers.
    "talking-points/<uuid:point_id>": _api(GET=REVEALED),
    "talking-points/<uuid:point_id>/turns": _api(GET=REVEALED, PUT=REVEALED),
    "talking-points/<uuid:point_id>/voice": _api(POST=POINT),
    "talking-points/<uuid:point_id>/talked": _api(POST=POINT, DELETE=POINT),
    "talking-points/<uuid:point_id>/tried": _api(POST=POINT, DELETE=POINT),
    "talking-points/<uuid:point_id>/helped": _api(POST=signed_in(404, self=409, after=409)),
    "talking-points/<uuid:point_id>/told": _api(POST=signed_in(404, self=409, after=409), DELETE=POINT),
    "agreements": _api(GET=LIVING_TOGETHER, POST=LIVING_TOGETHER),
    "agreements/<uuid:agreement_id>": _api(DELETE=AGREEMENT),
    "agreements/<uuid:agreement_id>/yes": _api(POST=AGREEMENT),
    "starters": _api(GET=OWN),
    "starters/<str:key>/saved": _api(PUT=signed_in(404, paired=204), DELETE=signed_in(404, paired=204)),
    # No couple has this starter on its list.
    "starters/<str:key>/talked": _api(PUT=signed_in(404, paired=409), DELETE=signed_in(404, paired=204)),
    "history": _api(GET=OWN),
    # People keep access to their own responses, even after their couple has ended.
    "history/<uuid:check_in_id>": _api(GET=signed_in(404, self=200, ben=200, ex=200, left=200)),
    # Without a couple the jar is empty.
    "jar": _api(GET=OWN),
    "schedule": _api(GET=LIVING_TOGETHER, PUT=LIVING_TOGETHER),
    "schedule/pause": _api(POST=LIVING_TOGETHER),
    "schedule/resume": _api(POST=LIVING_TOGETHER),
    "schedule/rest": _api(PUT=LIVING_TOGETHER, DELETE=LIVING_TOGETHER),
    "notifications/preferences": _api(GET=OWN, PATCH=OWN),
    "notifications/preview": _api(GET=OWN),
    "notifications/vapid": _api(GET=OWN),
    "notifications/subscriptions": _api(GET=OWN, PUT=signed_in(201)),
    "notifications/subscriptions/<uuid:subscription_id>": _api(DELETE=signed_in(404, self=204)),
    # Ana may put her reminder off, but she has submitted, so the reminder is no longer needed.
    "notifications/reminders/<uuid:reminder_id>/snooze": _api(POST=signed_in(404, self=409)),
    "notifications/nudges/<uuid:check_in_id>": _api(
        GET=signed_in(404, self=200, ben=200), POST=signed_in(404, self=201, partner=201, after=409)
    ),
    "notifications/test": _api(POST=OWN),
    "notifications/calendar": _api(GET=OWN, POST=signed_in(404, paired=201), DELETE=signed_in(204)),
    # Calendars request it without signing in: the secret in the URL permits it, and this one is wrong.
    "notifications/calendar/<str:token>.ics": {"GET": NOWHERE, "HEAD": NOWHERE, "*": NOT_OFFERED},
    # Opened from an e-mail without signing in: the signed token permits it, and this one is forged.
    "notifications/unsubscribe/<str:token>": {
        "GET": NOWHERE,
        "HEAD": NOWHERE,
        "POST": NOWHERE,
        "*": NOT_OFFERED,
    },
    "^.*$": {"*": NOWHERE},
}

#: allauth checks who is signed in first, then reads the body, then checks the method.
INCOMPLETE = every(400)
INCOMPLETE_WITHIN = signed_in(400)
NOTHING_PENDING = every(409)
NOBODY_PENDING = every(401)
REFUSED_WITHIN = ANOTHERS

#: Routes of the viewer's own account. No one here has a passkey or has recently confirmed a code.
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

#: Models that support sees in the admin (tests.couples.test_admin). A new model in the admin needs a line here.
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
    """Return the expected statuses of an admin page, which redirects everyone except support staff (status 302).

    For support staff, a POST request has the status `post`, or `get` if `post` is None. Requests with other methods
    have the status `get`.
    """
    return {"*": every(302, support=get), "POST": every(302, support=get if post is None else post)}


def _model(model: str) -> dict[str, Row]:
    """Return the expected statuses of each admin page of a model, by route.

    Support staff may change only users, and delete only authenticators (passkeys and recovery codes).
    """
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
    # This server has no sign-in provider.
    "_allauth/oidc/callback": {"GET": NOWHERE, "*": NOT_OFFERED},
    **{f"admin/{route}": row for route, row in ADMIN.items()},
    "admin": {"*": every(302)},
    "api/schema": PAGE,
    "api/docs": PAGE,
    "help.json": PAGE,
    "health": PAGE,
    "health/live": PAGE,
    "health/ready": PAGE,
    "health/outside": {"GET": every(404), "HEAD": every(404), "*": NOT_OFFERED},
    "^(?:api|_allauth|_mail|admin|accounts|health|static|assets|\\.well-known)(?:/.*)?$": {"*": NOWHERE},
    ".well-known/change-password": {"*": every(302)},
    "^(?P<path>.*)$": PAGE,
}


def routes() -> Iterator[str]:
    """Yield every route that Django's URL resolver knows."""
    yield from _walk(get_resolver(), "")


def expected(row: Row, method: str, column: str) -> int:
    """Return the status that the row has for this method and column."""
    return (row.get(method) or row["*"])[column]


def _walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for found in resolver.url_patterns:
        route = prefix + str(found.pattern)
        if isinstance(found, URLPattern):
            yield route
        else:
            yield from _walk(found, route)
