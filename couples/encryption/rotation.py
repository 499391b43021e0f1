"""Encrypt all keys and recovery codes with the current wrapping key, a few rows at a time, while the app is running.

All encrypted secrets except very old ones name their wrapping key, so a run need not store its progress. If a run is
killed, the next run continues with the remaining rows. Keys that the app makes meanwhile use the current wrapping key.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import BinaryField, QuerySet
from django.db.models.functions import Substr

from couples.encryption import keys, wrapping
from couples.models import DataKey, PersonKey

#: Rows per transaction. So few that no one notices the wait for a locked row.
BATCH = 200
K = TypeVar("K", DataKey, PersonKey)
KeysLeft = Callable[[], QuerySet[Any]]

#: The purpose that allauth's wrapped texts are bound to (see couples.sign_in.accounts).
RECOVERY_CODES = "recovery-codes"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far `rotate` has come with one kind of secret.

    `what`: the kind of secret, such as "data keys" or "recovery codes".
    `moved`: the number of rows that this run has encrypted with the current wrapping key.
    `left`: the number of rows that still have to be encrypted with the current wrapping key.
    """

    what: str
    moved: int
    left: int


def data_keys_left() -> QuerySet[DataKey]:
    """Return the data keys that are not yet encrypted with the current wrapping key."""
    return _left(DataKey.objects.all())


def person_keys_left() -> QuerySet[PersonKey]:
    """Return the personal keys that are not yet encrypted with the current wrapping key."""
    return _left(PersonKey.objects.all())


def _left(rows: QuerySet[K]) -> QuerySet[K]:
    head = Substr("wrapped", 1, 1 + wrapping.NAME_BYTES, output_field=BinaryField())
    return rows.annotate(head=head).exclude(head=wrapping.prefix())


def recovery_codes_left() -> list[Any]:
    """Return the ids of the sets of recovery codes that are not yet encrypted with the current wrapping key."""
    holders = Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).order_by("pk")
    seeds = holders.values_list("pk", "data__seed")
    return [pk for pk, seed in seeds.iterator() if not wrapping.uses_current_key(seed)]


def rotate() -> Generator[Progress, None, None]:
    """Encrypt all keys and recovery codes with the current wrapping key. Yield the progress after each batch of rows.

    Raises UnknownKey if this server lacks the wrapping key of a row, and EnvelopeError if an encrypted secret was
    changed. The run stops there. The row and the other keys of its batch stay unchanged.
    """
    yield from _keys("data keys", data_keys_left)
    yield from _keys("people's own keys", person_keys_left)
    yield from _recovery_codes()


def _keys(what: str, rows_left: KeysLeft) -> Generator[Progress, None, None]:
    moved = 0
    after: UUID | None = None
    while left := rows_left().count():
        step, last = _step(rows_left(), after)
        moved += step
        # After the last row, `last` is None and the loop starts again: locked rows have been skipped.
        after = last
        yield Progress(what, moved, left - step)


def _step(left: QuerySet[Any], after: UUID | None) -> tuple[int, UUID | None]:
    """Encrypt the keys in the next rows of `left` with the current wrapping key.

    The next rows are at most BATCH rows with ids above `after`, or the first rows if `after` is None. Rows that
    another transaction has locked are skipped. Return the number of rows that were encrypted, and the id of the last
    of these rows. If fewer than BATCH rows were encrypted, only locked rows may be left, and the id is None.
    """
    with transaction.atomic():
        rows = left.order_by("pk")
        if after is not None:
            rows = rows.filter(pk__gt=after)
        # Skip locked rows: this transaction then never waits while it holds locks, so it can't cause a deadlock.
        batch = list(rows.select_for_update(skip_locked=True, of=("self",))[:BATCH])
        for row in batch:
            # Update instead of save: a key that is destroyed at this moment must not come back.
            rows.model.objects.filter(pk=row.pk, wrapped=row.wrapped).update(wrapped=keys.rewrapped(row))
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
        # Lock the row and read it again, so that a code that is used at this moment stays used.
        for holder in Authenticator.objects.select_for_update().filter(pk=pk):
            seed = wrapping.unwrap_text(holder.data["seed"], purpose=RECOVERY_CODES)
            holder.data["seed"] = wrapping.wrap_text(seed, purpose=RECOVERY_CODES)
            holder.save(update_fields=["data"])
            return 1
    return 0
