"""Taking back what one submitted, while nobody else can have read it; and throwing a draft away.

Neither touches anything of the partner's: for them it is as if there had never been a submission.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from checkins import signals
from checkins.actions.answering import locked
from checkins.actions.stored_response import refuse_closed, refuse_final
from checkins.models import CheckIn, Response
from checkins.viewer_context import not_found
from couples.errors import Conflict
from couples.models import Membership, User


def take_back(actor: User, *, check_in_id: UUID, now: dt.datetime) -> None:
    """Make one's submitted half a draft again, with every word in it. What is no longer submitted stays as it is.

    Waits for a submission of the partner's that is under way: either it reveals first, or there is nothing to reveal.
    Raises NotFound, Conflict (`already_revealed`, `check_in_closed`).
    """
    if not _lives_in_its_couple(actor, check_in_id):
        raise not_found()
    with transaction.atomic():
        # Whoever leaves between the two lapses it.
        check_in = locked(check_in_id)
        if check_in.state == CheckIn.State.REVEALED:
            raise Conflict(
                _("You have both finished, so it is open for both of you. It can't be taken back any more."),
                code="already_revealed",
            )
        refuse_closed(check_in.state, check_in.opens_at, check_in.closes_at, now)
        mine = Response.objects.filter(check_in=check_in, author=actor, submitted_at__isnull=False)
        # The revision stays: it is past the one that the submission started from, so the same request, come once more
        # by a slow network, is a conflict and no submission.
        taken = mine.update(submission_id=None, submitted_at=None, updated_at=now)
        if taken:
            signals.response_taken_back.send(CheckIn, check_in=check_in, author=actor, now=now)


def discard_draft(actor: User, *, check_in_id: UUID, now: dt.datetime) -> None:
    """Destroy one's own answers that were not submitted; again changes nothing.

    The row stays, emptied, and counts on: without it a submission that was taken back, repeated by a slow network,
    would start from revision 0 once more, and be taken. Raises NotFound, Conflict (`already_submitted`).
    """
    if not _lives_in_its_couple(actor, check_in_id):
        raise not_found()
    mine = Response.objects.filter(check_in=check_in_id, author=actor)
    mine.filter(submitted_at=None, envelope__isnull=False).update(
        envelope=None, answered=None, revision=F("revision") + 1, updated_at=now
    )
    for submitted_at in mine.values_list("submitted_at", flat=True):
        refuse_final(submitted_at)


def _lives_in_its_couple(actor: User, check_in_id: UUID) -> bool:
    return Membership.objects.filter(couple__check_ins=check_in_id, user=actor, ended_at=None).exists()
