"""What partners say of a talking point: now, later or not for us; that they talked; each alone, whether it helped."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from checkins.models import TalkingPoint, TalkingPointVoice
from checkins.standing import nothing_here
from couples.errors import Conflict
from couples.models import User


def speak(actor: User, *, point_id: UUID, choice: TalkingPointVoice.Choice, now: dt.datetime) -> None:
    """Say now, later or not for us; the last word counts. Raises NotFound."""
    TalkingPointVoice.objects.update_or_create(
        talking_point=_visible(actor, point_id), member=actor, defaults={"choice": choice, "updated_at": now}
    )


def mark_talked(actor: User, *, point_id: UUID, now: dt.datetime) -> None:
    """Say that the two talked about it. The first to say so counts. Raises NotFound."""
    point = _visible(actor, point_id)
    TalkingPoint.objects.filter(pk=point.pk, talked_at=None).update(talked_at=now)


def say_helped(actor: User, *, point_id: UUID, helped: TalkingPointVoice.Helped, now: dt.datetime) -> None:
    """Say, for oneself alone, whether talking helped. Raises NotFound, Conflict (`not_talked_yet`)."""
    point = _visible(actor, point_id)
    if point.talked_at is None:
        raise Conflict(_("Say first that you talked about it."), code="not_talked_yet")
    TalkingPointVoice.objects.update_or_create(
        talking_point=point, member=actor, defaults={"helped": helped, "updated_at": now}
    )


def _visible(actor: User, point_id: UUID) -> TalkingPoint:
    """A point of the couple that the actor lives in, shared or for the actor alone."""
    points = TalkingPoint.objects.filter(
        Q(audience=None) | Q(audience=actor.pk),
        pk=point_id,
        check_in__couple__memberships__user=actor.pk,
        check_in__couple__memberships__ended_at=None,
    )
    for point in points.only("pk", "talked_at"):
        return point
    raise nothing_here()
