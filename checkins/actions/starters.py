"""The couple's shared list of starters. Who saved one is not kept."""

from __future__ import annotations

from checkins.models import SavedStarter
from checkins.standing import nothing_here, required
from content.catalogue import catalogue
from couples import keys
from couples.models import User


def save_starter(actor: User, *, key: str) -> None:
    """Put a starter on the list; there already, nothing changes. Raises NotFound for one that is not in the library."""
    couple_id = required(actor).couple_id
    try:
        catalogue().starter(key)
    except KeyError:
        raise nothing_here() from None
    index = keys.blind_index(keys.data_key(couple_id, None), key)
    SavedStarter.objects.bulk_create(
        [SavedStarter(couple_id=couple_id, starter_index=index)], ignore_conflicts=True
    )


def unsave_starter(actor: User, *, key: str) -> None:
    """Take a starter off the list, if it is there. Raises NotFound without a couple."""
    couple_id = required(actor).couple_id
    index = keys.blind_index(keys.data_key(couple_id, None), key)
    SavedStarter.objects.filter(couple_id=couple_id, starter_index=index).delete()
