"""How often a code may be tried, and how many sign-ins a network may begin.

Counted in the shared cache in one step: the limits hold however many processes are asked at once.
"""

from __future__ import annotations

import time
from typing import Any, cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from couples import networks
from couples.sessions import kept_under

#: Tries that one mailed code takes, right or wrong.
MOST = 5
#: Seconds of the window in which begun sign-ins are counted: as long as their sessions last.
WINDOW = 60 * 60


def may_begin(request: HttpRequest) -> bool:
    """Count a sign-in that is begun in a new session. False if the network of the request has begun too many lately.

    SESSIONS_BEGUN_MOST has the number, and twice as many are allowed from the larger network around it. A browser that
    goes on in the session that it has is not counted.
    """
    if request.user.is_authenticated or request.session.session_key:
        return True
    counter, hour = cast(Any, cache), int(time.time()) // WINDOW
    address = get_adapter().get_client_ip(request)
    limits = (
        (f"near:{networks.near(address)}", settings.SESSIONS_BEGUN_MOST),
        (f"wide:{networks.wide(address)}", 2 * settings.SESSIONS_BEGUN_MOST),
    )
    return all(counter.tally(f"sessions-begun:{hour}", who, 2 * WINDOW) <= most for who, most in limits)


def one_more(request: HttpRequest, *, code_made_at: float, seconds: int) -> bool:
    """Count a try of the code that was made at `code_made_at` for this session and lives for `seconds`; False if that
    is one too many."""
    counter = cast(Any, cache)  # project.cache, which this app may not import
    session = kept_under(request.session.session_key or "")
    return bool(counter.tally(f"code-tries:{session}:{code_made_at}", "", seconds) <= MOST)
