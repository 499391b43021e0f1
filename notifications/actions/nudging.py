"""Nudge the partner, once per check-in. A nudge is a row of the outbox, like any other reminder.

A nudge reveals nothing to either partner about the other. Just before a nudge is sent, the module `sending.sender`
checks whether the nudged person has submitted their answers, takes a quiet break, is in quiet hours or has turned
nudges off. The functions here check none of these facts, so the person who nudges always gets the same response after
the same time. People can nudge before and after they submit their own answers, and the text is the same. So a nudge
does not show whether the person who nudged has submitted.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from checkins import visibility
from couples.compiled import insert
from couples.errors import Conflict
from couples.models import User
from notifications import queries
from notifications.actions.reminders import write
from notifications.models import Nudge
from notifications.planning import planner, policy

__all__ = ["nudge"]


@transaction.atomic
def nudge(actor: User, *, check_in_id: UUID, now: dt.datetime) -> None:
    """Store a nudge for the actor's partner, due now. The actor never learns whether the nudge was delivered.

    Raises NotFound if the actor's couple has no such check-in, or if the actor has no partner. Raises Conflict with
    the code `check_in_closed`, `too_late_to_nudge` (the check-in closes soon) or `already_nudged`.
    """
    partner_id, opens_at, closes_at, state = queries.partner_and_window(actor, check_in_id)
    if not visibility.may_write(state, opens_at=opens_at, closes_at=closes_at, now=now):
        raise Conflict(_("This check-in has closed."), code="check_in_closed")
    owed = policy.owed_for_nudge(now, closes_at)
    if owed is None:
        raise Conflict(_("It's too late for a nudge now. You could simply ask."), code="too_late_to_nudge")
    mine = {"id": uuid4(), "check_in_id": check_in_id, "sender_id": actor.pk}
    if not insert(Nudge, [mine], ignore_conflicts=True):
        raise Conflict(_("You have already sent a nudge for this check-in."), code="already_nudged")
    write(list(planner.rows(check_in_id, partner_id, owed, now=now)))
