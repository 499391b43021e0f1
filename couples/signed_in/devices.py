"""Names for the devices in a person's list of signed-in devices. Pure functions."""

from __future__ import annotations

import datetime as dt
import re

_BROWSERS = (
    (r"Edg(e|A|iOS)?/", "Edge"),
    (r"OPR/|Opera", "Opera"),
    (r"SamsungBrowser/", "Samsung Internet"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"Chrome/|CriOS/|Chromium/", "Chrome"),
    (r"Safari/", "Safari"),
)
_SYSTEMS = (
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android", "Android"),
    (r"CrOS", "Chromebook"),
    (r"Macintosh|Mac OS", "Mac"),
    (r"Windows", "Windows"),
    (r"Linux", "Linux"),
)


def name_of(user_agent: str) -> str:
    """Return a device's name from its user agent: browser and system, such as "Chrome · Android".

    The name is empty if neither is known. It is the same in every language. Version and model are left out: they
    could identify a device to others, and do not help people to recognise their own.
    """
    browser, system = _first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)
    if browser and system:
        return f"{browser} · {system}"
    return browser or system


def hour_of(moment: dt.datetime) -> dt.datetime:
    """Return the start of the hour that contains `moment`."""
    return moment.replace(minute=0, second=0, microsecond=0)


def _first(pairs: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for pattern, name in pairs if re.search(pattern, text)), "")
