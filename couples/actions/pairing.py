"""Pair two people: one person invites, the other redeems the invitation, and the inviter confirms the other person.

The two people have to be signed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from couples import invitations, queries
from couples.actions.locks import lock, transaction_or_conflict
from couples.actions.spaces import form_pair, refuse_paired
from couples.errors import Conflict
from couples.models import Couple, Invitation, User
from couples.queries import not_usable
from couples.queries.provider import opens_by_provider
from couples.queries.way_in import has_passkey_or_recovery_codes

__all__ = [
    "NewInvitation",
    "cancel_invitation",
    "confirm_invitation",
    "create_invitation",
    "decline_invitation",
    "redeem_invitation",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """A new invitation and its secrets. The secrets are shown once, and only their hashes are stored."""

    invitation: Invitation
    secrets: invitations.Secrets


def create_invitation(actor: User, *, now: datetime) -> NewInvitation:
    """Create an invitation and end the actor's earlier invitation.

    Raises Conflict (`already_paired`) if the actor already shares a space.
    """
    secrets = invitations.new_secrets()
    with transaction_or_conflict():
        lock(actor)
        refuse_paired(actor)
        cancel_invitation(actor, now=now)
        invitation = Invitation.objects.create(
            inviter=actor,
            token_hash=invitations.token_hash(secrets.token),
            code_hash=invitations.code_hash(secrets.code),
            created_at=now,
            expires_at=now + invitations.LIFETIME,
        )
    return NewInvitation(invitation, secrets)


def cancel_invitation(actor: User, *, now: datetime) -> None:
    """Cancel the invitation that the actor has created, if it is still open."""
    Invitation.objects.filter(inviter=actor, ended_at=None).update(ended_at=now)


def redeem_invitation(
    actor: User, *, token: str | None = None, code: str | None = None, now: datetime
) -> None:
    """Use an invitation to ask its inviter for a shared space. The inviter then has 24 hours to confirm the actor.

    Give either the `token` from the invitation's link or the short `code`. If the same person redeems the invitation
    again, nothing changes. If the actor has asked another inviter before, that request is withdrawn.

    Raises Conflict with one of three codes. `already_paired`: the actor already shares a space. `own_invitation`: the
    actor is the inviter. `passkey_first`: the actor has no way to sign in yet, except a link that others may know.

    Raises NotFound (`invitation_not_usable`) if the invitation is used, expired, cancelled or mistyped. The error
    does not say which.
    """
    if actor.email is None and not has_passkey_or_recovery_codes(actor.pk) and not opens_by_provider(actor):
        raise Conflict(
            _("Make a passkey first: until then, everyone who has this link can open your account."),
            code="passkey_first",
        )
    with transaction_or_conflict():
        lock(actor)
        refuse_paired(actor)
        usable = queries.open_invitations(token=token, code=code, now=now)
        invitation = usable.select_for_update().first()
        if invitation is None:
            raise not_usable()
        if invitation.inviter_id == actor.pk:
            raise Conflict(_("This is your own invitation. Send it to your partner."), code="own_invitation")
        if invitation.redeemed_by_id == actor.pk:
            return
        if invitation.redeemed_by_id is not None:
            raise not_usable()
        withdraw(actor, now=now)
        invitation.redeemed_by = actor
        invitation.redeemed_at = now
        # Even if it was redeemed just in time, it must not expire while the inviter reads who redeemed it.
        invitation.expires_at = now + invitations.LIFETIME
        invitation.save(update_fields=["redeemed_by", "redeemed_at", "expires_at"])


def withdraw(actor: User, *, now: datetime) -> None:
    """Withdraw the actor's request to join an inviter. The redeemed invitation can't be used again."""
    Invitation.objects.filter(redeemed_by=actor, ended_at=None).update(ended_at=now)


def decline_invitation(actor: User, *, invitation_id: UUID, now: datetime) -> None:
    """Decline the person who redeemed the actor's invitation.

    Raises NotFound (`invitation_not_usable`) if no one has redeemed this invitation, or if it has ended.
    """
    asked = Invitation.objects.filter(
        pk=invitation_id, inviter=actor, ended_at=None, redeemed_by__isnull=False
    )
    if not asked.update(ended_at=now):
        raise not_usable()


def confirm_invitation(actor: User, *, invitation_id: UUID, now: datetime) -> Couple:
    """Confirm the person who redeemed the actor's invitation, and return the couple's new space, which has new keys.

    The solo spaces of the two people end. Raises NotFound (`invitation_not_usable`) if no one waits to be confirmed
    for this invitation. Raises Conflict (`already_paired`) if either person already shares a space.
    """
    open_ones = Invitation.objects.filter(inviter=actor, ended_at=None, expires_at__gt=now)
    with transaction_or_conflict():
        refuse_paired(actor)
        asked = (
            open_ones.filter(pk=invitation_id, redeemed_by__is_active=True)
            .select_related("redeemed_by")
            .first()
        )
        if asked is None or asked.redeemed_by is None:
            raise not_usable()
        joiner = asked.redeemed_by
        lock(actor, joiner)
        # The joiner may have withdrawn or paired elsewhere between the read and the lock.
        still = open_ones.select_for_update().filter(pk=invitation_id, redeemed_by=joiner)
        if not list(still.values_list("pk")):
            raise not_usable()
        return form_pair(actor, joiner, now=now)
