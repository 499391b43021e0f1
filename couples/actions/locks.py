"""Database locks, so that two actions at the same time don't interfere with each other.

`lock` locks people, for example while they begin a space. `lock_couples` locks spaces, for example while they are
closed. An action that needs several locks locks the people first, so two actions of the same people don't block each
other (deadlock). On SQLite, these locks do nothing: there, every transaction locks the whole database at its start.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from couples.errors import Conflict
from couples.models import Couple, Membership, User


@contextmanager
def transaction_or_conflict() -> Iterator[None]:
    """Run a `with` block in one transaction. If the block violates a constraint of the database, raise Conflict."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        message = _("Something changed at the same moment. Check it, then try again.")
        raise Conflict(message, code="changed_meanwhile") from error


def lock(*users: User) -> None:
    """Lock the rows of these people until the transaction ends, so that they can't begin another space meanwhile.

    Their present spaces can still be closed meanwhile: see `lock_couples`.
    """
    # In the order of ids, so that two people who pair with each other do not deadlock.
    ids = [user.pk for user in users]
    list(User.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


def lock_couples(memberships: QuerySet[Membership]) -> list[Couple]:
    """Lock the rows of these memberships' couples until the transaction ends. Return the couples as they are now."""
    ids = memberships.values_list("couple_id", flat=True)
    return list(Couple.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk"))
