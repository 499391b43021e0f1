"""The ways out: Web Push and e-mail. A channel sends one message to one address and says what became of it.

Channels touch no table, so that many sends can run in threads while one thread keeps the books.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

#: accepted: it is theirs now. later: try again. refused: this address or message will never work. gone: the
#: address no longer exists. unwelcome: they do not accept *us*; an operator has to look, trying on is harmless.
Answer = Literal["accepted", "later", "refused", "gone", "unwelcome"]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one send. `code` is for the books, never a text; `wait` is how long they asked us to wait."""

    answer: Answer
    code: str
    wait: dt.timedelta | None = None


ACCEPTED = Result("accepted", "accepted")
