"""What a device is called in the list of one's own. Pure."""

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
    """Browser and system in words that people know, such as "Chrome on Android"; empty if it is neither.

    No version and no model: those would tell devices apart for others, and help nobody to know their own.
    """
    browser, system = _first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)
    if browser and system:
        return f"{browser} on {system}"
    return browser or system


def hour_of(moment: dt.datetime) -> dt.datetime:
    """The beginning of the hour that `moment` lies in."""
    return moment.replace(minute=0, second=0, microsecond=0)


def _first(pairs: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for pattern, name in pairs if re.search(pattern, text)), "")
