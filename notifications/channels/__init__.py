"""Channels: Web Push and e-mail. A channel sends one message to one address and returns the result.

Channels touch no table, so that sends can run in parallel while one thread uses the database.
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
    """Result of one send. `code` is stored; it is never a text. `wait` is the wait that the server asked for."""

    status: SendStatus
    code: str
    wait: dt.timedelta | None = None


ACCEPTED = SendResult("accepted", "accepted")
TIMED_OUT = SendResult("later", "timeout")
