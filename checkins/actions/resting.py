"""Begin and end the actor's own quiet break.

The schedule and the check-ins don't change, and the partner gets no message.
"""

from __future__ import annotations

from checkins.models import Rest
from checkins.viewer_context import not_found
from couples import queries
from couples.models import Membership, User

__all__ = ["end_rest", "rest"]


def rest(actor: User) -> None:
    """Begin the actor's quiet break.

    A second call changes nothing. Raises NotFound if the actor belongs to no couple.
    """
    Rest.objects.get_or_create(membership=_membership(actor))


def end_rest(actor: User) -> None:
    """End the actor's quiet break.

    A second call changes nothing. Raises NotFound if the actor belongs to no couple.
    """
    Rest.objects.filter(membership=_membership(actor)).delete()


def _membership(actor: User) -> Membership:
    found = queries.live_membership(actor)
    if found is None:
        raise not_found()
    return found
