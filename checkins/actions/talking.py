"""Record what the partners say about a talking point.

Both partners share two marks: that they talked about the point, and that they tried the experiment that the point
suggests. Each partner has their own choice (now, later or not for us), and their own answer to "Did it help?". Each
partner may show this answer to the other.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from checkins import signals
from checkins.models import TalkingPoint, TalkingPointVoice
from checkins.talking.topics import together
from checkins.viewer_context import not_found, required_context
from couples.errors import Conflict
from couples.models import User

__all__ = [
    "mark_talked",
    "mark_tried",
    "say_helped",
    "speak",
    "tell_helped",
    "unmark_talked",
    "unmark_tried",
    "untell_helped",
]


@transaction.atomic
def speak(actor: User, *, point_id: UUID, choice: TalkingPointVoice.Choice, now: dt.datetime) -> None:
    """Record the actor's choice about a talking point: now, later or not for us. The last choice counts.

    Raises NotFound if the actor may not see the point.
    """
    point = _visible(actor, point_id)
    before = _joint_result(point)
    TalkingPointVoice.objects.update_or_create(
        talking_point=point, member=actor, defaults={"choice": choice, "updated_at": now}
    )
    if _joint_result(point) != before:
        TalkingPoint.objects.filter(pk=point.pk).update(settled_at=now)
    if choice == TalkingPointVoice.Choice.LATER and point.audience_id is None:
        signals.talk_put_off.send(TalkingPoint, check_in_id=point.check_in_id, member=actor, now=now)


def _joint_result(point: TalkingPoint) -> str | None:
    """Return the partners' joint choice (now, later or not for us), or None until both have chosen.

    If the partners chose differently, the more reluctant choice is the joint choice.
    """
    choices = list(point.voices.values_list("choice", flat=True))
    return together((choices[0], choices[1])) if len(choices) == 2 else None


@transaction.atomic
def mark_talked(actor: User, *, point_id: UUID, now: dt.datetime) -> None:
    """Mark a talking point as talked about. A second call changes nothing.

    Raises NotFound if the actor may not see the point.
    """
    point = _visible(actor, point_id)
    first = TalkingPoint.objects.filter(pk=point.pk, talked_at=None).update(talked_at=now)
    if first and point.audience_id is None:
        signals.talked.send(TalkingPoint, check_in_id=point.check_in_id, now=now)


@transaction.atomic
def unmark_talked(actor: User, *, point_id: UUID) -> None:
    """Remove the mark that the couple talked about this point, after a mistaken tap.

    A private answer to "Did it help?" stays and does not prevent the removal. A refusal would disclose to the partner
    that this answer exists.

    Raises NotFound if the actor may not see the point, Conflict (`helped_was_told`) if a partner shares an answer to
    "Did it help?".
    """
    point = _visible(actor, point_id)
    if point.voices.filter(helped_shared=True).exists():
        raise Conflict(
            _("One of you is sharing whether it helped. Undo that first."),
            code="helped_was_told",
        )
    TalkingPoint.objects.filter(pk=point.pk).update(talked_at=None)


@transaction.atomic
def mark_tried(actor: User, *, point_id: UUID, now: dt.datetime) -> None:
    """Record today as the day on which the couple tried the experiment that the talking point suggests.

    A second call keeps the first day. Raises NotFound if the actor may not see the point.
    """
    point = _visible(actor, point_id)
    TalkingPoint.objects.filter(pk=point.pk, tried_on=None).update(tried_on=required_context(actor).day(now))


@transaction.atomic
def unmark_tried(actor: User, *, point_id: UUID) -> None:
    """Remove the mark that the couple tried the experiment that the talking point suggests.

    Raises NotFound if the actor may not see the point.
    """
    TalkingPoint.objects.filter(pk=_visible(actor, point_id).pk).update(tried_on=None)


@transaction.atomic
def say_helped(actor: User, *, point_id: UUID, helped: TalkingPointVoice.Helped, now: dt.datetime) -> None:
    """Record whether talking helped. Only the actor can see this answer, until the actor shares it with the partner.

    While the partner can see an answer, it can't be changed. Otherwise the partner would notice the change of mind.

    Raises NotFound if the actor may not see the point.
    Raises Conflict: `not_talked_yet` before the couple has talked, `helped_was_told` if the partner can see a
    different answer of the actor.
    """
    point = _visible(actor, point_id)
    _require_talked(point)
    said = point.voices.filter(member=actor).first()
    if said is not None and said.helped_shared and said.helped != helped:
        raise Conflict(
            _("Your partner can see your answer. Stop sharing it before you change it."),
            code="helped_was_told",
        )
    TalkingPointVoice.objects.update_or_create(
        talking_point=point, member=actor, defaults={"helped": helped, "updated_at": now}
    )


@transaction.atomic
def tell_helped(actor: User, *, point_id: UUID) -> None:
    """Show the partner the actor's answer to "Did it help?", until `untell_helped` hides it.

    Raises NotFound if the actor may not see the point.
    Raises Conflict: `not_talked_yet` before the couple has talked, `nothing_to_tell` if the actor has not answered or
    the point is a private card.
    """
    point = _visible(actor, point_id)
    _require_talked(point)
    own = point.voices.filter(member=actor).exclude(helped="")
    if point.audience_id is not None or not own.update(helped_shared=True):
        raise Conflict(_("First answer whether it helped."), code="nothing_to_tell")


@transaction.atomic
def untell_helped(actor: User, *, point_id: UUID) -> None:
    """Hide the actor's answer to "Did it help?" from the partner again.

    Raises NotFound if the actor may not see the talking point.
    """
    _visible(actor, point_id).voices.filter(member=actor).update(helped_shared=False)


def _require_talked(point: TalkingPoint) -> None:
    if point.talked_at is None:
        raise Conflict(_("First mark this topic as talked about."), code="not_talked_yet")


def _visible(actor: User, point_id: UUID) -> TalkingPoint:
    """Lock and return a talking point that the actor may see: a shared point, or the actor's own private card.

    Raises NotFound if the actor may not see the point.
    """
    points = TalkingPoint.objects.filter(
        Q(audience=None) | Q(audience=actor.pk),
        pk=point_id,
        check_in__couple__memberships__user=actor.pk,
        check_in__couple__memberships__ended_at=None,
    )
    for point in points.only("pk", "talked_at", "audience", "check_in").select_for_update(
        of=("self",), no_key=True
    ):
        return point
    raise not_found()
