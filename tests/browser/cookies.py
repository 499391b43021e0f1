"""Put the app's cookies into a browser."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import BrowserContext

#: The cookies that the app's scripts read.
_READABLE = {"csrftoken", "language"}


def give_cookies(context: BrowserContext, cookies: Mapping[str, str], origin: str) -> None:
    """Give the browser these cookies for the app at `origin`.

    Each is hidden from scripts (HttpOnly) if it is hidden when the server sets it.
    """
    context.add_cookies(
        [
            {
                "name": name,
                "value": value,
                "url": origin,
                "httpOnly": name not in _READABLE,
                "sameSite": "Lax",
            }
            for name, value in cookies.items()
        ]
    )
