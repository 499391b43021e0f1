"""The paths of the app's pages, as in frontend/src/app/routes.tsx (a test compares them)."""

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
    # The service worker caches the page from here.
    "/index.html",
)
#: The page with the settings for signing in.
SIGN_IN_SETTINGS = "/settings/sign-in"

#: What stands for `:id`. Whether there is a check-in with it is for the app to ask.
_UUID = "-".join(f"[0-9A-Fa-f]{{{digits}}}" for digits in (8, 4, 4, 4, 12))
_KNOWN = re.compile("|".join(re.escape(path).replace(":id", _UUID) for path in PATHS))


def is_page(path: str) -> bool:
    """Whether the app has a page at this path. Ignores doubled slashes, a trailing one and an encoded `#`."""
    plain = "/" + "/".join(part for part in path.partition("#")[0].split("/") if part)
    return _KNOWN.fullmatch(plain) is not None
