"""Inviting somebody, redeeming an invitation, confirming who did: it takes both, each signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from couples import invitations, queries
from couples.actions.locks import lock, settled
from couples.actions.spaces import form_pair, refuse_paired
from couples.errors import Conflict
from couples.models import Couple, Invitation, User
from couples.queries import not_usable


@dataclass(frozen=True, slots=True)
class NewInvitation:
    """An invitation with its secrets, which exist nowhere else and are shown once."""

    invitation: Invitation
    secrets: invitations.Secrets


def create_invitation(actor: User, *, now: datetime) -> NewInvitation:
    """Make an invitation, ending an earlier one. Raises Conflict (`already_paired`)."""
    secrets = invitations.new_secrets()
    with settled():
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
    """End one's own invitation, if there is one."""
    Invitation.objects.filter(inviter=actor, ended_at=None).update(ended_at=now)


def redeem_invitation(
    actor: User, *, token: str | None = None, code: str | None = None, now: datetime
) -> None:
    """Ask to join the one who invited, who then confirms. The same again by the same person is fine.

    Raises Conflict (`already_paired`, `own_invitation`) or NotFound (`invitation_not_usable`), the same for
    one that is used, expired, cancelled, mistyped or never was.
    """
    with settled():
        lock(actor)
        refuse_paired(actor)
        usable = queries.usable_invitations(token=token, code=code, now=now)
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
        # Redeemed just in time, it must not run out while the inviter reads who it was.
        invitation.expires_at = now + invitations.LIFETIME
        invitation.save(update_fields=["redeemed_by", "redeemed_at", "expires_at"])


def withdraw(actor: User, *, now: datetime) -> None:
    """The joiner gives up waiting. The invitation is spent."""
    Invitation.objects.filter(redeemed_by=actor, ended_at=None).update(ended_at=now)


def decline_invitation(actor: User, *, invitation_id: UUID, now: datetime) -> None:
    """The inviter does not know who redeemed it. Raises NotFound (`invitation_not_usable`)."""
    asked = Invitation.objects.filter(
        pk=invitation_id, inviter=actor, ended_at=None, redeemed_by__isnull=False
    )
    if not asked.update(ended_at=now):
        raise not_usable()


def confirm_invitation(actor: User, *, invitation_id: UUID, now: datetime) -> Couple:
    """The inviter confirms who joined: both leave their solo spaces and begin a new one, with new keys.

    Raises NotFound (`invitation_not_usable`) if nobody waits any more, Conflict (`already_paired`).
    """
    open_ones = Invitation.objects.filter(inviter=actor, ended_at=None, expires_at__gt=now)
    with settled():
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
        # What was read before the lock may have ended since: withdrawn, or paired elsewhere.
        still = open_ones.select_for_update().filter(pk=invitation_id, redeemed_by=joiner)
        if not list(still.values_list("pk")):
            raise not_usable()
        return form_pair(actor, joiner, now=now)
