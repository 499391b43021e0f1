"""Channels: Web Push and e-mail. A channel sends one message to one address and returns the result.

Channels never use the database, so sending many messages in parallel needs no extra database connections.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

#: accepted: the server has the message. later: try again. refused: this address or message will never work. gone: the
#: address no longer exists. unwelcome: the server refuses *us*; an operator must look, and a retry does no harm.
SendStatus = Literal["accepted", "later", "refused", "gone", "unwelcome"]


@dataclass(frozen=True, slots=True)
class SendResult:
    """Result of sending one message to one address.

    `status` says whether the message was accepted and, if not, whether to try again. `code` is a short code that
    names the cause. The code is stored, so it never contains text from the server. `wait` is how long the server asked
    us to wait before the next try. It is None if the server did not ask.
    """

    status: SendStatus
    code: str
    wait: dt.timedelta | None = None


ACCEPTED = SendResult("accepted", "accepted")
TIMED_OUT = SendResult("later", "timeout")
