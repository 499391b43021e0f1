"""Begin a space, alone or with a partner, and leave it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from couples import queries, signals
from couples.actions.locks import lock, lock_couples, transaction_or_conflict
from couples.encryption.keys import create_data_keys, destroy_shared_keys
from couples.erasure import tombstones, wiping
from couples.errors import Conflict
from couples.models import Couple, Invitation, Membership, Tombstone, User

__all__ = ["acknowledge_closed", "form_pair", "leave", "start_alone"]


def start_alone(actor: User, *, now: datetime) -> None:
    """Begin a solo space, which only the actor uses. If they already have a solo space, nothing changes.

    Raises Conflict (`already_paired`) if the actor shares a space with a partner.
    """
    with transaction_or_conflict():
        lock(actor)
        mine = queries.live_membership(actor)
        if mine is None:
            _begin(Couple.Kind.SOLO, [actor], now)
        elif mine.couple.kind == Couple.Kind.PAIR:
            raise _already_paired()


def form_pair(actor: User, partner: User, *, now: datetime) -> Couple:
    """Begin the shared space of two people who have both agreed to share a space. Return the new space.

    The solo spaces and the open invitations of the two people end. Raises Conflict (`already_paired`) if either
    person already shares a space.
    """
    with transaction_or_conflict():
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
    """Close the actor's space at once, without anyone's consent. Neither partner can read shared content any more.

    If the actor has no space, no space is closed. The actor gets no notice about the closed space. If a partner has
    closed an earlier space of the actor, the notice about that space now counts as seen.
    """
    with transaction_or_conflict():
        for couple in lock_couples(Membership.objects.filter(user=actor, ended_at=None)):
            if couple.closed_at is None:
                _close(couple, now)
        acknowledge_closed(actor, now=now)


def close(couple_id: UUID, *, now: datetime) -> None:
    """Close a space. If the space is closed already, nothing changes.

    For example, this function closes a space again that a restored backup has reopened.
    """
    with transaction_or_conflict():
        for couple in lock_couples(Membership.objects.filter(couple=couple_id)):
            if couple.closed_at is None:
                _close(couple, now)


def acknowledge_closed(actor: User, *, now: datetime) -> None:
    """Record that the actor has seen the notice that their space was closed."""
    Membership.objects.filter(user=actor, ended_at__isnull=False, closing_seen_at=None).update(
        closing_seen_at=now
    )


def refuse_paired(actor: User) -> None:
    """Require that the actor does not share a space with a partner. Raises Conflict (`already_paired`) otherwise."""
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
    # From now on, no one may read what was sealed under the couple's shared key (docs/decisions/0017).
    destroy_shared_keys([couple.pk])
    wiping.after_commit()
    tombstones.place(Tombstone.Kind.SPACE, couple.pk, now=now)


def _already_paired() -> Conflict:
    return Conflict(_("You already share a space. Leave it before you start another."), code="already_paired")
