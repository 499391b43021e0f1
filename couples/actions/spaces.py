"""Beginning a space, alone or as a pair, and leaving it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from couples import queries, signals, tombstones, wiping
from couples.actions.locks import lock, lock_couples, settled
from couples.errors import Conflict
from couples.keys import create_data_keys, destroy_shared_keys
from couples.models import Couple, Invitation, Membership, Tombstone, User


def start_alone(actor: User, *, now: datetime) -> None:
    """Begin a space of one's own; once there, again changes nothing. Raises Conflict (`already_paired`)."""
    with settled():
        lock(actor)
        mine = queries.live_membership(actor)
        if mine is None:
            _begin(Couple.Kind.SOLO, [actor], now)
        elif mine.couple.kind == Couple.Kind.PAIR:
            raise _already_paired()


def form_pair(actor: User, partner: User, *, now: datetime) -> Couple:
    """Make a new couple of two people who both agreed (see `confirm_invitation`).

    Raises Conflict (`already_paired`).
    """
    with settled():
        lock(actor, partner)
        both = [actor, partner]
        live = Membership.objects.filter(user__in=both, ended_at=None)
        if live.filter(couple__kind=Couple.Kind.PAIR).exists():
            raise _already_paired()
        for couple in lock_couples(live):
            if couple.closed_at is None:
                _close(couple, now)
        open_ones = Invitation.objects.filter(Q(inviter__in=both) | Q(redeemed_by__in=both), ended_at=None)
        open_ones.update(ended_at=now)
        return _begin(Couple.Kind.PAIR, both, now)


def leave(actor: User, *, now: datetime) -> None:
    """Leave one's space, at once and with nobody's consent: every read of what was shared ends for both.

    Leaving what one has already left changes nothing.
    """
    with settled():
        for couple in lock_couples(Membership.objects.filter(user=actor, ended_at=None)):
            if couple.closed_at is None:
                _close(couple, now)
        acknowledge_closed(actor, now=now)


def close(couple_id: UUID, *, now: datetime) -> None:
    """Close a space that somebody had left before a backup was restored; one that is closed stays as it is."""
    with settled():
        for couple in lock_couples(Membership.objects.filter(couple=couple_id)):
            if couple.closed_at is None:
                _close(couple, now)


def acknowledge_closed(actor: User, *, now: datetime) -> None:
    """The actor has been told that their space was closed."""
    Membership.objects.filter(user=actor, ended_at__isnull=False, closing_seen_at=None).update(
        closing_seen_at=now
    )


def refuse_paired(actor: User) -> None:
    """Raises Conflict (`already_paired`) if the actor lives in a pair."""
    if Membership.objects.filter(user=actor, ended_at=None, couple__kind=Couple.Kind.PAIR).exists():
        raise _already_paired()


def _begin(kind: Couple.Kind, members: list[User], now: datetime) -> Couple:
    couple = Couple.objects.create(kind=kind, created_at=now)
    Membership.objects.bulk_create(
        Membership(couple=couple, user=user, seat=seat, joined_at=now)
        for seat, user in enumerate(members, start=1)
    )
    create_data_keys(couple, members)
    for user in members:
        acknowledge_closed(user, now=now)
    signals.couple_formed.send(Couple, couple=couple, now=now)
    return couple


def _close(couple: Couple, now: datetime) -> None:
    couple.closed_at = now
    couple.save(update_fields=["closed_at"])
    living = Membership.objects.filter(couple=couple, ended_at=None).select_related("user").order_by("seat")
    ended = list(living)
    living.update(ended_at=now)
    for membership in ended:
        signals.membership_ended.send(Couple, couple=couple, user=membership.user, now=now)
    signals.couple_closed.send(Couple, couple=couple, now=now)
    # Nobody can ever read again what was sealed for both (docs/decisions, "Closing a space").
    destroy_shared_keys([couple.pk])
    wiping.after_commit()
    tombstones.place(Tombstone.Kind.SPACE, couple.pk, now=now)


def _already_paired() -> Conflict:
    return Conflict(_("You already share a space. Leave it first to begin another."), code="already_paired")
