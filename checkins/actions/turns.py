"""Store the present step of a guided conversation, in which the partners speak in turns on two phones."""

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
    """Store the next step of a guided conversation, unless another request has changed the step meanwhile.

    `base_revision`: the revision of the step that the actor's phone started from. `turns`: the next step.
    If no step is stored any more, for example after two hours, any `base_revision` is accepted.

    Raises NotFound unless both partners may see the talking point, Conflict (`turns_moved`) if another request has
    changed the step, RedisError while the cache is down.
    """
    context = required_shared(actor, point_id)
    kept = kept_turns.read(context.couple_id, point_id)
    new = stored(turns, revision=base_revision + 1, seat=context.seat, now=now)
    if may_follow(kept, base_revision=base_revision, now=now) and kept_turns.replace(
        context.couple_id, point_id, old=kept, new=new
    ):
        return
    raise Conflict(_("Your conversation has moved on in the meantime."), code="turns_moved")
