"""The channels: Web Push and e-mail. A channel sends one message to one address and returns the result.

Channels touch no table, so that sends can run side by side while one thread talks to the database.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

#: accepted: the other side has it. later: try again. refused: this address or message will never work. gone: the
#: address no longer exists. unwelcome: they do not accept *us*; an operator has to look, and retrying does no harm.
SendStatus = Literal["accepted", "later", "refused", "gone", "unwelcome"]


@dataclass(frozen=True, slots=True)
class SendResult:
    """The result of one send. `code` is stored, never a text; `wait` is how long the other side asked us to wait."""

    status: SendStatus
    code: str
    wait: dt.timedelta | None = None


ACCEPTED = SendResult("accepted", "accepted")
TIMED_OUT = SendResult("later", "timeout")
