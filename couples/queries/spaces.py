"""Functions that read a person's space, and how far the person has come in linking with a partner.

The functions return only what the viewer may see, and no space or invitation that has ended.
"""

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
    "open_invitations",
    "pairing",
    "space",
]

SpaceState = Literal["none", "alone", "paired", "closed"]
PairingState = Literal["none", "invited", "asked", "waiting"]


@dataclass(frozen=True, slots=True)
class PersonName:
    """The name of a person. Their partner sees nothing else of the account."""

    display_name: str


@dataclass(frozen=True, slots=True)
class SpaceStatus:
    """The state of the viewer's space.

    `none`: the viewer has no space. `alone`: the viewer uses a space alone. `paired`: the viewer shares a space with
    `partner`. `closed`: the partner has closed the space, and the viewer has not yet confirmed the notice about that.
    `since` is the time at which the viewer joined the space. Without a space, it is None.
    """

    state: SpaceState
    couple_id: UUID | None = None
    partner: PersonName | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """The viewer's own open invitation, without its link and code, which are shown only once."""

    id: UUID
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Joiner:
    """The person who redeemed the viewer's invitation, as shown to the viewer before they confirm.

    `masked_email` is their shortened address, such as "b…@e….org". It is None if they have no address.
    """

    display_name: str
    masked_email: str | None


@dataclass(frozen=True, slots=True)
class PairingStatus:
    """How far the viewer has come in linking with a partner.

    `none`: nothing has begun. `invited`: the viewer's invitation is open. `asked`: `joiner` has redeemed the viewer's
    invitation and waits to be confirmed. `waiting`: the viewer has redeemed an invitation of `inviter` and waits to
    be confirmed.
    """

    state: PairingState
    invitation: OpenInvitation | None = None
    joiner: Joiner | None = None
    inviter: PersonName | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """The inviter's name, and who runs this server. An invitation shows nothing else before it is redeemed.

    `first_name` is the whole name, shortened to at most 40 characters. Pages of earlier releases, which stay installed
    on phones, read this field too, so it keeps its name.
    """

    first_name: str
    operator: Operator


def live_membership(viewer: User) -> Membership | None:
    """Return the viewer's membership in their current space, or None if the viewer is in no space."""
    for membership in Membership.objects.select_related("couple").filter(user=viewer, ended_at=None)[:1]:
        return membership
    return None


def space(viewer: User) -> SpaceStatus:
    """Return the state of the viewer's space. This takes one query if the viewer is in a space, otherwise two."""
    return space_of(viewer, *members(viewer))


def members(viewer: User) -> tuple[Membership | None, User | None]:
    """Return the viewer's membership in their current space, and their partner, in one query.

    The membership is None if the viewer is in no space. The partner is None if the viewer has no partner.
    """
    found = Membership.objects.select_related("couple", "user").filter(
        couple__memberships__user=viewer, couple__memberships__ended_at=None, ended_at=None
    )
    mine = next((each for each in found if each.user_id == viewer.pk), None)
    return mine, next((each.user for each in found if each.user_id != viewer.pk), None)


def space_of(viewer: User, mine: Membership | None, partner: User | None) -> SpaceStatus:
    """Return the state of the viewer's space, from the membership and partner that `members` has returned."""
    if mine is None:
        return SpaceStatus("closed" if _closing_unseen(viewer) else "none")
    return SpaceStatus(
        "paired" if mine.couple.kind == Couple.Kind.PAIR else "alone",
        couple_id=mine.couple_id,
        partner=PersonName(partner.display_name) if partner else None,
        since=mine.joined_at,
    )


def pairing(viewer: User, *, now: datetime) -> PairingStatus:
    """Return how far the viewer has come in linking with a partner.

    `PairingStatus` explains the states. If several states apply, the first of `asked`, `waiting` and `invited` is
    returned. If none of them applies, the state is `none`.
    """
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


def open_invitations(
    *, token: str | None = None, code: str | None = None, now: datetime
) -> QuerySet[Invitation]:
    """Return the invitation with this link token or this typed code, unless the invitation has ended or expired.

    The caller still has to check whether someone has redeemed the invitation. The result is a queryset of at most one
    row, so that the caller can lock the row.
    """
    usable = Invitation.objects.filter(ended_at=None, expires_at__gt=now)
    if token is not None:
        return usable.filter(token_hash=invitations.token_hash(token))
    return usable.filter(code_hash=invitations.code_hash(code or ""))


def inviter(
    viewer: User | AnonymousUser, *, token: str | None = None, code: str | None = None, now: datetime
) -> User:
    """Return the inviter of an invitation that the viewer can redeem. The viewer may be signed out.

    Raises NotFound (`invitation_not_usable`) if the invitation is expired, cancelled, mistyped, the viewer's own, or
    redeemed by someone other than the viewer. The error does not say which.
    """
    found = open_invitations(token=token, code=code, now=now).select_related("inviter").first()
    if found is None or found.inviter_id == viewer.pk or found.redeemed_by_id not in {None, viewer.pk}:
        raise not_usable()
    return found.inviter


def invited_by(inviter: User) -> Invited:
    """Return what an invitation of this inviter shows before anyone redeems it."""
    return Invited(invitations.shown_name(inviter.display_name), operator())


def not_usable() -> NotFound:
    """Return the error for an invitation that can't be used. The error does not reveal the reason."""
    return NotFound(_("This invitation can't be used. Ask for a new one."), code="invitation_not_usable")


def _closing_unseen(viewer: User) -> bool:
    ended = Membership.objects.filter(user=viewer, couple__kind=Couple.Kind.PAIR, closing_seen_at=None)
    return ended.exclude(ended_at=None).exists()
