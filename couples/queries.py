"""Reads about a person's space. The viewer comes first; what has ended or belongs to others is not returned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from couples import invitations, sessions
from couples.errors import NotFound
from couples.models import Couple, Device, Invitation, Membership, User

SpaceState = Literal["none", "alone", "paired", "closed"]
PairingState = Literal["none", "invited", "asked", "waiting"]


@dataclass(frozen=True, slots=True)
class SpaceStatus:
    """The viewer's space. `closed`: the partner closed their last pair, and the viewer has not seen the notice yet."""

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
class PairingStatus:
    """The viewer's progress in pairing.

    `joiner` has redeemed the viewer's invitation; the viewer has redeemed the invitation of `inviter`.
    """

    state: PairingState
    invitation: Invitation | None = None
    joiner: User | None = None
    inviter: User | None = None


@dataclass(frozen=True, slots=True)
class DeviceEntry:
    """One of the viewer's devices. `here`: this request comes from it."""

    device: Device
    here: bool


def devices(viewer: User, *, session_key: str | None, now: datetime) -> list[DeviceEntry]:
    """Return the viewer's signed-in devices: the one of this request first, then the most recently seen."""
    here = sessions.stored_key(session_key) if session_key else ""
    live = Device.objects.filter(user=viewer, session__expire_date__gt=now).order_by(
        "-last_seen", "-first_seen"
    )
    found = [DeviceEntry(device, device.session_id == here) for device in live]
    return sorted(found, key=lambda one: not one.here)


def this_device(viewer: User, *, session_key: str | None) -> Device | None:
    """Return the device of this request. None for a session that did not begin with a sign-in."""
    kept = sessions.stored_key(session_key) if session_key else ""
    return Device.objects.filter(user=viewer, session_id=kept).first()


@dataclass(frozen=True, slots=True)
class SignInMethods:
    """The viewer's passkeys, and the number of unused recovery codes."""

    passkeys: list[Authenticator]
    recovery_codes_left: int


def sign_in(viewer: User) -> SignInMethods:
    """Return the viewer's passkeys, oldest first, and the number of unused recovery codes."""
    passkeys, left = [], 0
    for one in Authenticator.objects.filter(user=viewer).order_by("pk"):
        if one.type == Authenticator.Type.WEBAUTHN:
            passkeys.append(one)
        elif one.type == Authenticator.Type.RECOVERY_CODES:
            left = len(one.wrap().get_unused_codes())
    return SignInMethods(passkeys, left)


def live_membership(viewer: User) -> Membership | None:
    """Return the viewer's live membership with its couple, or None if there is none."""
    for membership in Membership.objects.select_related("couple").filter(user=viewer, ended_at=None)[:1]:
        return membership
    return None


def partner_of(membership: Membership) -> User | None:
    """Return the other person of a live pair. None for a solo space and for an ended membership."""
    if membership.ended_at is not None:
        return None
    others = User.objects.filter(memberships__couple_id=membership.couple_id, memberships__ended_at=None)
    for partner in others.exclude(pk=membership.user_id)[:1]:
        return partner
    return None


def space(viewer: User) -> SpaceStatus:
    """Return the viewer's space, in one query if they are in one and in two otherwise."""
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
        return SpaceStatus("closed" if _closing_unseen(viewer) else "none")
    return SpaceStatus("paired" if mine.couple.kind == Couple.Kind.PAIR else "alone", mine, partner)


def pairing(viewer: User, *, now: datetime) -> PairingStatus:
    """Return the viewer's progress in pairing: a request to confirm comes before waiting, waiting before inviting."""
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
        return PairingStatus("asked", invitation=mine, joiner=mine.redeemed_by)
    if theirs is not None:
        # The invitation's id is for the inviter; the joiner can only wait or withdraw.
        return PairingStatus("waiting", inviter=theirs.inviter)
    if mine is not None:
        return PairingStatus("invited", invitation=mine)
    return PairingStatus("none")


def usable_invitations(
    *, token: str | None = None, code: str | None = None, now: datetime
) -> QuerySet[Invitation]:
    """Return the usable invitation of a link's token or of a typed code, at most one."""
    usable = Invitation.objects.filter(ended_at=None, expires_at__gt=now)
    if token is not None:
        return usable.filter(token_hash=invitations.token_hash(token))
    return usable.filter(code_hash=invitations.code_hash(code or ""))


def inviter(viewer: User, *, token: str | None = None, code: str | None = None, now: datetime) -> User:
    """Return the person who made an invitation that the viewer can redeem.

    Raises NotFound (`invitation_not_usable`), equally for an invitation that is used, expired, cancelled, mistyped or
    the viewer's own.
    """
    found = usable_invitations(token=token, code=code, now=now).select_related("inviter").first()
    if found is None or found.inviter_id == viewer.pk or found.redeemed_by_id not in {None, viewer.pk}:
        raise not_usable()
    return found.inviter


def not_usable() -> NotFound:
    """Return the refusal of an invitation that can't be used. It is the same for every reason."""
    return NotFound(_("This invitation can't be used. Ask for a new one."), code="invitation_not_usable")


def _closing_unseen(viewer: User) -> bool:
    ended = Membership.objects.filter(user=viewer, couple__kind=Couple.Kind.PAIR, closing_seen_at=None)
    return ended.exclude(ended_at=None).exists()
