"""A quiet break of one's own. Nothing of the couple changes: no schedule, no check-in, no message to the other."""

from __future__ import annotations

from checkins.models import Rest
from checkins.viewer_context import not_found
from couples import queries
from couples.models import Membership, User


def rest(actor: User) -> None:
    """Be neither asked nor reminded. Again changes nothing. Raises NotFound for who lives in no space."""
    Rest.objects.get_or_create(membership=_membership(actor))


def end_rest(actor: User) -> None:
    """Be asked and reminded again. Again changes nothing. Raises NotFound for who lives in no space."""
    Rest.objects.filter(membership=_membership(actor)).delete()


def _membership(actor: User) -> Membership:
    found = queries.live_membership(actor)
    if found is None:
        raise not_found()
    return found
