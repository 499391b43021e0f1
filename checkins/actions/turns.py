"""Store the next step of a guided conversation, which both phones read."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext as _

from checkins.queries.turns import required_shared
from checkins.talking import kept_turns
from checkins.talking.turns import Turns, may_follow, stored
from couples.errors import Conflict
from couples.models import User

__all__ = ["move_turns"]


def move_turns(actor: User, *, point_id: UUID, base_revision: int, turns: Turns, now: dt.datetime) -> None:
    """Store the turns of a guided conversation, if nobody has changed them since `base_revision`.

    Raises NotFound, Conflict (`turns_moved`), RedisError while the cache is down.
    """
    context = required_shared(actor, point_id)
    kept = kept_turns.read(context.couple_id, point_id)
    new = stored(turns, revision=base_revision + 1, seat=context.seat, now=now)
    if may_follow(kept, base_revision=base_revision, now=now) and kept_turns.replace(
        context.couple_id, point_id, old=kept, new=new
    ):
        return
    raise Conflict(_("Your conversation has moved on in the meantime."), code="turns_moved")
