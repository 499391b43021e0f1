"""Read a guided conversation, in which the partners speak in turns: its present step and its talking point."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from checkins.queries.talking import present_for_two, shared_points
from checkins.talking import kept_turns
from checkins.talking.points import Point
from checkins.talking.turns import TurnsKept, shown
from checkins.viewer_context import ViewerContext, not_found, required_context
from couples.models import User

__all__ = ["shared_point", "turns"]


def shared_point(viewer: User, point_id: UUID) -> Point:
    """Read a talking point for a page that both partners read together.

    Raises NotFound unless both partners may see the point.
    """
    context = required_context(viewer)
    for found in present_for_two(context, shared_points(context).filter(pk=point_id)):
        return found
    raise not_found()


def turns(viewer: User, point_id: UUID, *, now: dt.datetime) -> TurnsKept:
    """Read the present step of a conversation. Reading changes nothing, so it discloses nothing to the partner.

    The result's `turns` is None if no step is stored. Raises NotFound unless the viewer has a partner and both may see
    the talking point, RedisError while the cache is down.
    """
    context = required_shared(viewer, point_id)
    return shown(kept_turns.read(context.couple_id, point_id), seat=context.seat, now=now)


def required_shared(viewer: User, point_id: UUID) -> ViewerContext:
    """Return the viewer's context (couple, seat, partner), if both partners may see this talking point.

    Raises NotFound otherwise, and for a person without a partner.
    """
    context = required_context(viewer)
    if context.solo or not shared_points(context).filter(pk=point_id).exists():
        raise not_found()
    return context
