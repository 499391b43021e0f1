"""Limits on how often a code may be tried, and on how many sign-ins by passkey a network may begin.

The attempts are counted in the shared cache, so the limits also hold if many processes count at the same time.
"""

from __future__ import annotations

import time
from typing import Any, cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from couples.sign_in.limits import networks
from couples.signed_in.sessions import stored_key

#: Attempts per mailed code, right or wrong.
MAX_CODE_ATTEMPTS = 5
#: Seconds of the window in which begun sign-ins are counted. Their sessions last as long.
WINDOW = 60 * 60


def may_begin_sign_in(request: HttpRequest) -> bool:
    """Count a sign-in by passkey that begins in a new session. Return whether the visitor's network may begin it.

    At most SESSIONS_BEGUN_MOST sign-ins per hour are allowed for the visitor's own network (`networks.near`), and twice
    as many for the larger network around it (`networks.wide`). For a browser that already has a session, nothing is
    counted, and the result is True.
    """
    if request.user.is_authenticated or request.session.session_key:
        return True
    counter, hour = cast(Any, cache), int(time.time()) // WINDOW
    address = get_adapter().get_client_ip(request)
    limits = (
        (f"near:{networks.near(address)}", settings.SESSIONS_BEGUN_MOST),
        (f"wide:{networks.wide(address)}", 2 * settings.SESSIONS_BEGUN_MOST),
    )
    return all(
        counter.count(f"sessions-begun:{hour}", network, 2 * WINDOW) <= most for network, most in limits
    )


def count_code_attempt(request: HttpRequest, *, code_made_at: float, seconds: int) -> bool:
    """Count an attempt to enter the e-mailed code of this session. Return whether the attempt is allowed.

    Each code allows MAX_CODE_ATTEMPTS attempts.

    `code_made_at` is the Unix time at which the code was made. `seconds` says how long the code is valid.
    """
    counter = cast(Any, cache)  # project.cache, which this app may not import
    session = stored_key(request.session.session_key or "")
    attempts = counter.count(f"code-tries:{session}:{code_made_at}", "", seconds)
    return bool(attempts <= MAX_CODE_ATTEMPTS)
