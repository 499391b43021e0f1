"""The paths of the app's pages. A test checks that frontend/src/app/routes.tsx has the same paths."""

from __future__ import annotations

import re

PATHS = (
    "/",
    "/sign-in",
    "/welcome",
    "/answer",
    "/check-in/:id",
    "/waiting/:id",
    "/reveal/:id",
    "/talk/:id",
    "/pair",
    "/join",
    "/set-up",
    "/agreements",
    "/starters",
    "/starters/ours",
    "/starters/topics",
    "/pocket",
    "/jar",
    "/history",
    "/history/:id",
    "/settings",
    "/settings/profile",
    "/settings/schedule",
    "/settings/reminders",
    "/settings/privacy",
    "/settings/sign-in",
    "/settings/data",
    "/settings/leave",
    "/more",
    "/safety",
    "/about",
    # The service worker fetches the page from this path to cache it.
    "/index.html",
)
#: Path of the page with the settings for signing in.
SIGN_IN_SETTINGS = "/settings/sign-in"

#: Pattern of a UUID, which replaces `:id`. Whether a check-in with that id exists is not checked here.
_UUID = "-".join(f"[0-9A-Fa-f]{{{digits}}}" for digits in (8, 4, 4, 4, 12))
_KNOWN = re.compile("|".join(re.escape(path).replace(":id", _UUID) for path in PATHS))


def is_page(path: str) -> bool:
    """Return whether the app has a page at this path.

    Repeated and trailing slashes are ignored. An encoded `#` (%23) and everything after it are ignored too.
    """
    plain = "/" + "/".join(part for part in path.partition("#")[0].split("/") if part)
    return _KNOWN.fullmatch(plain) is not None
