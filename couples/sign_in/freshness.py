"""Whether it is probably still the same person who signed in, and not whoever picked up their phone."""

from __future__ import annotations

import time

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

#: Seconds that a confirmed code, passkey or recovery code counts as lately.
LATELY = 15 * 60


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether this session has seen a code, a passkey or a recovery code in the last quarter of an hour."""
    records = get_authentication_records(request, request.user)
    return any(time.time() - record.get("at", 0) < LATELY for record in records)
