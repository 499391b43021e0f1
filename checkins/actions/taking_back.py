"""Take back a submission before the reveal, and discard a draft.

No data of the partner changes. To the partner, it looks as if the actor had not submitted anything.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from checkins import signals
from checkins.actions.answering import locked
from checkins.actions.stored_response import refuse_closed, refuse_submitted
from checkins.models import CheckIn, Response
from checkins.viewer_context import not_found
from couples.errors import Conflict
from couples.models import Membership, User

__all__ = ["discard_draft", "take_back"]


def take_back(actor: User, *, check_in_id: UUID, now: dt.datetime) -> None:
    """Make the actor's submitted response a draft again, with all its answers. A draft stays a draft.

    If the partner submits at the same moment, one of the two requests waits for the other. If the partner's
    submission comes first, it reveals the check-in, and nothing can be taken back. Otherwise the partner's submission
    reveals nothing.

    Raises NotFound if the actor's couple has no such check-in.
    Raises Conflict: `already_revealed`, or `check_in_closed` once the window is over.
    """
    if not _is_member(actor, check_in_id):
        raise not_found()
    with transaction.atomic():
        # If a member leaves between these two statements, the check-in lapses.
        check_in = locked(check_in_id)
        if check_in.state == CheckIn.State.REVEALED:
            raise Conflict(
                _("You have both finished, so you can both read it now. You can no longer take it back."),
                code="already_revealed",
            )
        refuse_closed(check_in.state, check_in.opens_at, check_in.closes_at, now)
        mine = Response.objects.filter(check_in=check_in, author=actor, submitted_at__isnull=False)
        # The revision stays higher than the one that the submission started from. If a slow network repeats the
        # submission, the repeat is a conflict and does not submit again.
        taken = mine.update(submission_id=None, submitted_at=None, updated_at=now)
        if taken:
            signals.response_taken_back.send(CheckIn, check_in=check_in, author=actor, now=now)


def discard_draft(actor: User, *, check_in_id: UUID, now: dt.datetime) -> None:
    """Destroy the answers in the actor's own draft. A second call changes nothing.

    The row stays, and its revision grows. Otherwise, an old submission that was taken back could arrive again over a
    slow network and be accepted as if nothing had been saved before.

    Raises NotFound if the actor's couple has no such check-in, Conflict (`already_submitted`) if the actor's response
    is submitted.
    """
    if not _is_member(actor, check_in_id):
        raise not_found()
    mine = Response.objects.filter(check_in=check_in_id, author=actor)
    mine.filter(submitted_at=None, envelope__isnull=False).update(
        envelope=None, answered=None, revision=F("revision") + 1, updated_at=now
    )
    for submitted_at in mine.values_list("submitted_at", flat=True):
        refuse_submitted(submitted_at)


def _is_member(actor: User, check_in_id: UUID) -> bool:
    return Membership.objects.filter(couple__check_ins=check_in_id, user=actor, ended_at=None).exists()
