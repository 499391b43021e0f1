"""What a person may read about their space. The viewer first; what has ended or is another's is not there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from couples.models import Couple, Invitation, Membership, User

SpaceState = Literal["none", "alone", "paired", "closed"]
PairingState = Literal["none", "invited", "asked", "waiting"]


@dataclass(frozen=True, slots=True)
class SpaceView:
    """Where the viewer stands. `closed`: the other closed their last pair and they were not told yet."""

    state: SpaceState
    membership: Membership | None = None
    partner: User | None = None

    @property
    def couple_id(self) -> UUID | None:
        return self.membership.couple_id if self.membership else None

    @property
    def since(self) -> datetime | None:
        return self.membership.joined_at if self.membership else None


@dataclass(frozen=True, slots=True)
class PairingView:
    """What the viewer has to do to pair. `joiner`: who redeemed theirs; `inviter`: whose they redeemed."""

    state: PairingState
    invitation: Invitation | None = None
    joiner: User | None = None
    inviter: User | None = None


def live_membership(viewer: User) -> Membership | None:
    """The viewer's one live membership, with its couple; None if they never had one or it has ended."""
    for membership in Membership.objects.select_related("couple").filter(user=viewer, ended_at=None)[:1]:
        return membership
    return None


def partner_of(membership: Membership) -> User | None:
    """The other person of a live pair; None for a solo space and for anything that has ended."""
    if membership.ended_at is not None:
        return None
    others = User.objects.filter(memberships__couple_id=membership.couple_id, memberships__ended_at=None)
    for partner in others.exclude(pk=membership.user_id)[:1]:
        return partner
    return None


def space(viewer: User) -> SpaceView:
    """Where the viewer stands, in one query while they live in a space, else in two."""
    members = Membership.objects.select_related("couple", "user").filter(
        couple__memberships__user=viewer, couple__memberships__ended_at=None, ended_at=None
    )
    mine: Membership | None = None
    partner: User | None = None
    for membership in members:
        if membership.user_id == viewer.pk:
            mine = membership
        else:
            partner = membership.user
    if mine is None:
        return SpaceView("closed" if _closing_unseen(viewer) else "none")
    return SpaceView("paired" if mine.couple.kind == Couple.Kind.PAIR else "alone", mine, partner)


def pairing(viewer: User, *, now: datetime) -> PairingView:
    """What the viewer has to do to pair. To be asked outweighs to wait, which outweighs having invited."""
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
        return PairingView("asked", invitation=mine, joiner=mine.redeemed_by)
    if theirs is not None:
        # The invitation's id is the inviter's; the joiner can only wait or withdraw.
        return PairingView("waiting", inviter=theirs.inviter)
    if mine is not None:
        return PairingView("invited", invitation=mine)
    return PairingView("none")


def _closing_unseen(viewer: User) -> bool:
    ended = Membership.objects.filter(user=viewer, couple__kind=Couple.Kind.PAIR, closing_seen_at=None)
    return ended.exclude(ended_at=None).exists()
