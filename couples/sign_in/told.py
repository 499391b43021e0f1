"""What the operator is told of signing in: that it went well, by what, or that it was refused. Of people never who; of
support staff, who may look at others' accounts, their id.
"""

from __future__ import annotations

import structlog
from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

from couples.models import User

log = structlog.get_logger(__name__)


def signed_in(request: HttpRequest, user: User) -> None:
    """Somebody has just signed in: by what, in the order in which it was shown."""
    shown = [record.get("type") or record["method"] for record in get_authentication_records(request, user)]
    log.info("signed_in", by=shown, **({"staff": str(user.pk)} if user.is_staff else {}))


def refused(route: str, status: int) -> None:
    """Somebody was refused at this route, with this status."""
    log.warning("sign_in_refused", at=route, status=status)
