"""Propose agreements, say yes to them, and end them. At a reveal, apply both partners' sealed answers to "Keep it?".

Locks are always taken in the same order: schedule, check-in, agreements. Because of the lock on the schedule, a
couple's requests run one after the other. Otherwise two proposals at the same moment could exceed the limits on the
number of agreements.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from checkins import sealing
from checkins.asking.prompts import AskedPrompt
from checkins.models import Agreement, CheckIn, Response, Schedule
from checkins.pair import Pair
from checkins.talking import agreements
from checkins.viewer_context import ViewerContext, not_found, required_context
from couples.encryption import keys
from couples.erasure import wiping
from couples.errors import Conflict
from couples.models import User

__all__ = ["end_agreement", "propose", "say_yes"]

_State = Agreement.State


@transaction.atomic
def propose(actor: User, *, agreement_id: UUID, text: str, now: dt.datetime) -> None:
    """Propose an agreement, which is in force once the partner says yes.

    The proposal counts as the actor's yes. A second call with the same id changes nothing.

    Raises NotFound if the actor has no partner, or if the id belongs to another couple's agreement.
    Raises Invalid if `text` is empty or too long.
    Raises Conflict: `too_many_agreements` if the couple has too many agreements in force, `too_many_waiting` if too
    many proposals wait for a yes, `agreement_ended` if the id belongs to an agreement that has ended.
    """
    context = required_context(actor)
    words = agreements.cleaned(text)
    _lock(context)
    for couple_id, state in Agreement.objects.filter(pk=agreement_id).values_list("couple_id", "state"):
        if couple_id != context.couple_id:
            raise not_found()
        if state == _State.ENDED:
            raise Conflict(_("This has already ended. Write it again if you like."), code="agreement_ended")
        return
    of_couple = Agreement.objects.filter(couple_id=context.couple_id)
    _refuse_full(of_couple)
    if of_couple.filter(state=_State.WAITING).count() >= agreements.MOST_WAITING:
        raise Conflict(
            _("Three sentences are already waiting for a yes. Answer those, or take one back first."),
            code="too_many_waiting",
        )
    envelope = sealing.seal_agreement(
        keys.data_key(context.couple_id, None), words, couple_id=context.couple_id, agreement_id=agreement_id
    )
    of_couple.create(
        pk=agreement_id,
        couple_id=context.couple_id,
        proposed_by=actor,
        envelope=envelope,
        created_at=now,
    )


@transaction.atomic
def say_yes(actor: User, *, agreement_id: UUID, now: dt.datetime) -> None:
    """Say yes to an agreement that the partner proposed. This puts the agreement in force and erases the proposer's id.

    A yes by the proposer changes nothing, and neither does a yes to an agreement that no longer waits for one.

    Raises NotFound if the actor has no partner, if the couple has no such agreement, or if the agreement has ended.
    Raises Conflict (`too_many_agreements`) if the couple already has as many agreements in force as allowed.
    """
    context = required_context(actor)
    _lock(context)
    of_couple = Agreement.objects.filter(couple_id=context.couple_id)
    found = of_couple.filter(pk=agreement_id).exclude(state=_State.ENDED).only("state", "proposed_by").first()
    if found is None:
        raise not_found()
    if found.state != _State.WAITING or found.proposed_by_id == actor.pk:
        return
    _refuse_full(of_couple)
    of_couple.filter(pk=agreement_id).update(
        state=_State.STANDING, proposed_by=None, agreed_on=context.day(now)
    )


@transaction.atomic
def end_agreement(actor: User, *, agreement_id: UUID) -> None:
    """End an agreement or a proposal for both partners, and destroy its words. The actor's id is not stored.

    An open check-in no longer asks whether to keep the agreement. A second call changes nothing. Raises NotFound if
    the actor has no partner, or if the couple has no such agreement.
    """
    context = required_context(actor)
    _lock(context)
    _stop_asking(context.couple_id, agreement_id)
    if not _end(Agreement.objects.filter(pk=agreement_id, couple_id=context.couple_id)):
        raise not_found()
    wiping.after_commit()


def _end(rows: QuerySet[Agreement]) -> int:
    """End the agreements in `rows` and destroy their words. Return the number of these agreements.

    The rows stay in the table, so that the ids can't be used again for other words.
    """
    return rows.update(state=_State.ENDED, proposed_by=None, envelope=None, agreed_on=None)


def _lock(context: ViewerContext) -> None:
    """Lock the couple's schedule, so that only one request at a time changes the couple's agreements.

    Raises NotFound if the actor has no partner, or if a partner has just left the couple.
    """
    if context.partner is None:
        raise not_found()
    schedule = Schedule.objects.select_for_update(no_key=True).filter(pk=context.couple_id)
    # A closed couple keeps its schedule row, but without a next opening.
    if not schedule.values_list("next_opens_at", flat=True).first():
        raise not_found()


def _refuse_full(of_couple: QuerySet[Agreement]) -> None:
    if of_couple.filter(state=_State.STANDING).count() >= agreements.MOST_STANDING:
        raise Conflict(
            _("You already have three agreements. End one first, and there is room for another."),
            code="too_many_agreements",
        )


def _stop_asking(couple_id: UUID, agreement_id: UUID) -> None:
    """Stop the couple's open check-in from asking whether to keep this agreement."""
    asking = CheckIn.objects.select_for_update(no_key=True).filter(
        couple_id=couple_id, state=CheckIn.State.OPEN
    )
    for pk, asked in asking.values_list("pk", "prompts"):
        kept = agreements.without_question(asked, agreement_id)
        if len(kept) < len(asked):
            CheckIn.objects.filter(pk=pk).update(prompts=kept, asked=len(kept))


def ask_to_keep(couple_id: UUID) -> list[AskedPrompt]:
    """End the resting agreements. Return, for each agreement in force, a prompt that asks whether to keep it.

    Called when a check-in opens. An agreement is resting if an earlier check-in asked whether to keep it, and at least
    one partner did not say yes. The reveal of that check-in has shown both partners the result.
    """
    of_couple = Agreement.objects.filter(couple_id=couple_id)
    _end(of_couple.filter(state=_State.RESTING))
    standing = of_couple.filter(state=_State.STANDING).order_by("agreed_on", "created_at", "pk")
    return agreements.questions(standing.values_list("pk", flat=True))


def keep_or_rest(check_in: CheckIn, pair: Pair) -> None:
    """Mark the agreements that the partners did not both want to keep as resting, that is, no longer in force.

    The check-in has asked each partner about each of these agreements. If both said yes, the agreement stays in force.
    Called in the transaction that reveals the check-in. The keys in `pair` decrypt the partners' answers.
    """
    asked: Sequence[AskedPrompt] = check_in.prompts
    if not (agreement_ids := agreements.asked_about(asked)):
        return
    rows = Response.objects.filter(check_in=check_in.pk, submitted_at__isnull=False)
    both = [
        sealing.open_answers(
            pair.keys[author_id],
            envelope,
            couple_id=pair.couple_id,
            author_id=author_id,
            check_in_id=check_in.pk,
        )
        for author_id, envelope in rows.values_list("author_id", "envelope")
    ]
    resting = [each for each in agreement_ids if not agreements.is_kept(each, both)]
    Agreement.objects.filter(pk__in=resting, couple_id=pair.couple_id, state=_State.STANDING).update(
        state=_State.RESTING
    )


def delete_agreements(couple_id: UUID) -> None:
    """Delete all agreements of a couple. Called when a partner leaves."""
    Agreement.objects.filter(couple_id=couple_id).delete()
