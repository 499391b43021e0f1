"""Reads about a person's space and pairing. Nothing that has ended or belongs to other people is returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from couples import invitations
from couples.errors import NotFound
from couples.models import Couple, Invitation, Membership, User
from couples.queries.operator import Operator, operator
from couples.typed.addresses import masked

__all__ = [
    "Invited",
    "PairingStatus",
    "PersonName",
    "SpaceStatus",
    "invited_by",
    "inviter",
    "live_membership",
    "not_usable",
    "pairing",
    "partner_of",
    "space",
    "usable_invitations",
]

SpaceState = Literal["none", "alone", "paired", "closed"]
PairingState = Literal["none", "invited", "asked", "waiting"]


@dataclass(frozen=True, slots=True)
class PersonName:
    """The name of a person, which is all that their partner sees of the account."""

    display_name: str


@dataclass(frozen=True, slots=True)
class SpaceStatus:
    """The state of the space that the viewer shares with their partner.

    `closed`: the partner has closed the space, and the viewer has not acknowledged the notice of it yet.
    """

    state: SpaceState
    couple_id: UUID | None = None
    partner: PersonName | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """The viewer's own open invitation, without its secrets: these are shown only once."""

    id: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Joiner:
    """The person who redeemed the viewer's invitation, with enough details to recognise them.

    Their address is masked ("b…@e….org"), or None if they have no address.
    """

    display_name: str
    masked_email: str | None


@dataclass(frozen=True, slots=True)
class PairingStatus:
    """The viewer's progress in pairing.

    `invited`: the viewer's invitation is open. `asked`: `joiner` redeemed it and waits to be confirmed. `waiting`: the
    viewer redeemed the invitation of `inviter` and waits to be confirmed.
    """

    state: PairingState
    invitation: OpenInvitation | None = None
    joiner: Joiner | None = None
    inviter: PersonName | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """What an invitation shows before joining: only the inviter's name, and who runs this server."""

    first_name: str
    operator: Operator


def live_membership(viewer: User) -> Membership | None:
    """Return the viewer's live membership with its couple, or None if the viewer is in no space."""
    for membership in Membership.objects.select_related("couple").filter(user=viewer, ended_at=None)[:1]:
        return membership
    return None


def partner_of(membership: Membership) -> User | None:
    """Return the other person of a live pair. None for a solo space, and for a membership that has ended."""
    if membership.ended_at is not None:
        return None
    others = User.objects.filter(memberships__couple_id=membership.couple_id, memberships__ended_at=None)
    for partner in others.exclude(pk=membership.user_id)[:1]:
        return partner
    return None


def space(viewer: User) -> SpaceStatus:
    """Return the state of the viewer's space, in one query if they are in a space and in two otherwise."""
    return space_of(viewer, *members(viewer))


def members(viewer: User) -> tuple[Membership | None, User | None]:
    """Return the viewer's live membership and their partner, in one query."""
    found = Membership.objects.select_related("couple", "user").filter(
        couple__memberships__user=viewer, couple__memberships__ended_at=None, ended_at=None
    )
    mine = next((each for each in found if each.user_id == viewer.pk), None)
    return mine, next((each.user for each in found if each.user_id != viewer.pk), None)


def space_of(viewer: User, mine: Membership | None, partner: User | None) -> SpaceStatus:
    """Return the state of the viewer's space from their membership and partner, as `members` returns them."""
    if mine is None:
        return SpaceStatus("closed" if _closing_unseen(viewer) else "none")
    return SpaceStatus(
        "paired" if mine.couple.kind == Couple.Kind.PAIR else "alone",
        couple_id=mine.couple_id,
        partner=PersonName(partner.display_name) if partner else None,
        since=mine.joined_at,
    )


def pairing(viewer: User, *, now: datetime) -> PairingStatus:
    """Return the viewer's progress in pairing. If several states apply: `asked`, else `waiting`, else `invited`."""
    mine: Invitation | None = None
    theirs: Invitation | None = None
    usable = Invitation.objects.select_related("inviter", "redeemed_by").filter(
        ended_at=None, expires_at__gt=now
    )
    for invitation in usable.filter(inviter=viewer) | usable.filter(redeemed_by=viewer):
        if invitation.inviter_id == viewer.pk:
            mine = invitation
        else:
            theirs = invitation
    if mine is not None and mine.redeemed_by is not None:
        joiner = mine.redeemed_by
        return PairingStatus(
            "asked", _open(mine), Joiner(joiner.display_name, joiner.email and masked(joiner.email))
        )
    if theirs is not None:
        # The invitation's id is for the inviter; the joiner can only wait or withdraw.
        return PairingStatus("waiting", inviter=PersonName(theirs.inviter.display_name))
    if mine is not None:
        return PairingStatus("invited", _open(mine))
    return PairingStatus("none")


def _open(invitation: Invitation) -> OpenInvitation:
    return OpenInvitation(invitation.id, invitation.expires_at)


def usable_invitations(
    *, token: str | None = None, code: str | None = None, now: datetime
) -> QuerySet[Invitation]:
    """Return the usable invitation for a link's token or a typed code, as a queryset of at most one row."""
    usable = Invitation.objects.filter(ended_at=None, expires_at__gt=now)
    if token is not None:
        return usable.filter(token_hash=invitations.token_hash(token))
    return usable.filter(code_hash=invitations.code_hash(code or ""))


def inviter(
    viewer: User | AnonymousUser, *, token: str | None = None, code: str | None = None, now: datetime
) -> User:
    """Return the inviter of an invitation that the viewer can redeem. The viewer may be signed out.

    Raises NotFound (`invitation_not_usable`), with the same error for an invitation that is used, expired, cancelled,
    mistyped or the viewer's own.
    """
    found = usable_invitations(token=token, code=code, now=now).select_related("inviter").first()
    if found is None or found.inviter_id == viewer.pk or found.redeemed_by_id not in {None, viewer.pk}:
        raise not_usable()
    return found.inviter


def invited_by(inviter: User) -> Invited:
    """Return what an invitation of this person shows before joining."""
    return Invited(invitations.first_name(inviter.display_name), operator())


def not_usable() -> NotFound:
    """Return the error for an invitation that can't be used. It is the same for every reason."""
    return NotFound(_("This invitation can't be used. Ask for a new one."), code="invitation_not_usable")


def _closing_unseen(viewer: User) -> bool:
    ended = Membership.objects.filter(user=viewer, couple__kind=Couple.Kind.PAIR, closing_seen_at=None)
    return ended.exclude(ended_at=None).exists()
