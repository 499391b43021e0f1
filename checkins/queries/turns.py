"""Read whose turn it is in a guided conversation, and the topic of it."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from checkins.queries.talking import present_for_two, shared_points
from checkins.talking import kept_turns
from checkins.talking.points import Point
from checkins.talking.turns import TurnsKept, shown
from checkins.viewer_context import ViewerContext, not_found, required_context
from couples.models import User


def shared_point(viewer: User, point_id: UUID) -> Point:
    """One point that both may see, as a page for two shows it. Raises NotFound."""
    context = required_context(viewer)
    for found in present_for_two(context, shared_points(context).filter(pk=point_id)):
        return found
    raise not_found()


def turns(viewer: User, point_id: UUID, *, now: dt.datetime) -> TurnsKept:
    """Whose turn it is. Reading changes nothing, so it tells the partner nothing.

    Raises NotFound, RedisError while the cache is down.
    """
    context = required_shared(viewer, point_id)
    return shown(kept_turns.read(context.couple_id, point_id), seat=context.seat, now=now)


def required_shared(viewer: User, point_id: UUID) -> ViewerContext:
    """Return the viewer's context, if their couple has this point and both may see it. Raises NotFound."""
    context = required_context(viewer)
    if context.solo or not shared_points(context).filter(pk=point_id).exists():
        raise not_found()
    return context
