"""Compare what the reader receives in the two worlds, and recognise words that the reader must not receive."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass
from typing import Any

from tests.seal.world import Answer, Message

#: Marked words that must never reach the reader.
UNSEEN = re.compile(rb"unseen-[0-9a-f]{8}")
#: A time to the millisecond.
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}")
#: Marked words that may reach the reader once the check-in whose id begins like this is revealed.
TOLD = re.compile(rb"told-([0-9a-f]{8})")


class Difference(AssertionError):
    """Raised if the reader could tell the two worlds apart, or received something that the reader may not read."""


@dataclass
class Tally:
    """Counts of the steps taken, and of the HTTP responses, messages and outbox rows compared."""

    steps: int = 0
    answers: int = 0
    messages: int = 0
    rows: int = 0

    def __str__(self) -> str:
        return (
            f"{self.steps:,} steps, {self.answers:,} answers, {self.messages:,} messages and {self.rows:,} "
            f"outbox rows compared"
        )


class Log(logging.Handler):
    """A log handler that collects log lines and task arguments, which must never contain people's words."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Collect one log line."""
        self.lines.append(f"the log: {record.msg!r} {record.args!r}")

    def read(self) -> None:
        """Check and forget the collected lines. Raises Difference if a line contains words that a person wrote."""
        lines, self.lines = self.lines, []
        for line in lines:
            if UNSEEN.search(line.encode()) or TOLD.search(line.encode()):
                raise Difference(f"words in {line[:120]}")


def compare(what: str, first: Any, second: Any) -> None:
    """Raise Difference if the two values differ. The message says `what` they are, and where they first differ."""
    if first != second:
        raise Difference(f"{what}: {_where(first, second)}")


def _where(first: Any, second: Any) -> str:
    """Describe the first place where two received values differ."""
    if isinstance(first, Answer) and isinstance(second, Answer):
        for field in ("status", "headers", "body", "statements", "envelopes"):
            one, other = getattr(first, field), getattr(second, field)
            if one != other:
                return f"{field}: {_where(one, other)}"
    if isinstance(first, Message) and isinstance(second, Message):
        for field in ("channel", "headers", "plain", "length"):
            one, other = getattr(first, field), getattr(second, field)
            if one != other:
                return f"{field}: {_where(one, other)}"
    if isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)):
        if len(first) != len(second):
            return f"{len(first)} versus {len(second)}"
        return next(_where(*pair) for pair in zip(first, second, strict=True) if pair[0] != pair[1])
    if isinstance(first, dict) and isinstance(second, dict):
        name = next(name for name in [*first, *second] if first.get(name) != second.get(name))
        return f"{name}: {_where(first.get(name), second.get(name))}"
    if isinstance(first, bytes) and isinstance(second, bytes):
        try:
            return _where(json.loads(first), json.loads(second))
        except ValueError:
            place = next(
                (n for n, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1]), 0
            )
            start = max(0, place - 40)
            return f"{first[start : place + 80]!r} versus {second[start : place + 80]!r}"
    return f"{str(first)[:300]!r} versus {str(second)[:300]!r}"
