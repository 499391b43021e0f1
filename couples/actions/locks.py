"""How actions keep out of each other's way.

Who joins a space is locked as a user, what is closed is locked as a couple, and users come before couples
come before invitations: so no two actions can wait for each other. SQLite ignores these locks and takes its
one at the start of the transaction.
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
def settled() -> Iterator[None]:
    """One transaction. The database's constraints have the last word; what they refuse becomes a Conflict."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        message = _("Something changed at the same moment. Look again, then try once more.")
        raise Conflict(message, code="changed_meanwhile") from error


def lock(*users: User) -> None:
    """Hold these people's memberships still, until the transaction ends."""
    # In the order of ids, so that two who pair each other do not deadlock.
    ids = [user.pk for user in users]
    list(User.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


def lock_couples(memberships: QuerySet[Membership]) -> list[Couple]:
    """The couples of these memberships, locked and as they are now."""
    ids = memberships.values_list("couple_id", flat=True)
    return list(Couple.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk"))
