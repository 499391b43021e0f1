"""Moving everything that is wrapped to the present wrapping key, a few rows at a time, beside a running app.

Each row says by which key it is wrapped, so there is nothing to remember: killed at any moment, the next run goes on
with what is left. What the app wraps meanwhile it wraps by the present key.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import BinaryField, QuerySet
from django.db.models.functions import Substr

from couples import keys, wrapping
from couples.models import DataKey

#: Rows of one transaction: few enough that nobody who waits for one of them notices.
BATCH = 200
#: What a wrapped text of allauth's is bound to (see couples.accounts).
RECOVERY_CODES = "recovery-codes"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it has come: `moved` so far in this run, `left` on other keys."""

    what: str
    moved: int
    left: int


def data_keys_left() -> QuerySet[DataKey]:
    """Data keys that are not wrapped by the present key."""
    head = Substr("wrapped", 1, 1 + wrapping.NAME_BYTES, output_field=BinaryField())
    return DataKey.objects.annotate(head=head).exclude(head=wrapping.prefix())


def recovery_codes_left() -> list[Any]:
    """Ids of the authenticators that hold a text which is not wrapped by the present key."""
    holders = Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).order_by("pk")
    return [pk for pk, data in holders.values_list("pk", "data").iterator() if _is_left(data)]


def rotate() -> Generator[Progress, None, None]:
    """Wrap everything by the present key. Yields after each step; nothing is left when it ends.

    Raises UnknownKey, before changing that row, for one whose key this server was not given.
    """
    yield from _data_keys()
    yield from _recovery_codes()


def _data_keys() -> Generator[Progress, None, None]:
    moved = 0
    after: UUID | None = None
    while left := data_keys_left().count():
        step, last = _step(after)
        moved += step
        # From the start again when the end is reached: a row that somebody held was passed by.
        after = last
        yield Progress("data keys", moved, left - step)


def _step(after: UUID | None) -> tuple[int, UUID | None]:
    """Rewrap the next rows after this id. How many, and the last id; None at the end."""
    with transaction.atomic():
        rows = data_keys_left().order_by("pk")
        if after is not None:
            rows = rows.filter(pk__gt=after)
        # Skipping what is locked, this never waits while it holds something, so it can't be part of a deadlock.
        batch = list(rows.select_for_update(skip_locked=True, of=("self",))[:BATCH])
        for row in batch:
            # An update and no save: a key that is destroyed at this moment must not come back.
            DataKey.objects.filter(pk=row.pk, wrapped=row.wrapped).update(wrapped=keys.rewrapped(row))
        return len(batch), batch[-1].pk if len(batch) == BATCH else None


def _recovery_codes() -> Generator[Progress, None, None]:
    moved = 0
    while left := recovery_codes_left():
        for number, pk in enumerate(left, start=1):
            moved += _rewrap_codes(pk)
            if number % BATCH == 0 or number == len(left):
                yield Progress("recovery codes", moved, len(left) - number)


def _rewrap_codes(pk: Any) -> int:
    with transaction.atomic():
        # Locked and read anew, so that a code that is being used up at this moment stays used up.
        for holder in Authenticator.objects.select_for_update().filter(pk=pk):
            holder.data = _rewrapped(holder.data)
            holder.save(update_fields=["data"])
            return 1
    return 0


def _texts(data: dict[str, Any]) -> list[str]:
    return [data["seed"]] if "seed" in data else list(data.get("migrated_codes", ()))


def _is_left(data: dict[str, Any]) -> bool:
    return not all(wrapping.is_present(text) for text in _texts(data))


def _rewrapped(data: dict[str, Any]) -> dict[str, Any]:
    def again(text: str) -> str:
        return wrapping.wrap_text(wrapping.unwrap_text(text, purpose=RECOVERY_CODES), purpose=RECOVERY_CODES)

    changed = dict(data)
    if "seed" in data:
        changed["seed"] = again(data["seed"])
    elif "migrated_codes" in data:
        changed["migrated_codes"] = [again(text) for text in data["migrated_codes"]]
    return changed
