"""Every read of people and spaces. The viewer comes first; what has ended or belongs to others is not returned."""

from couples.queries.account import Me, SignedInDevice, SignInMethods, devices, me, sign_in, this_device
from couples.queries.pocket import Pocket, pocket
from couples.queries.spaces import (
    Invited,
    PairingStatus,
    PersonName,
    SpaceStatus,
    invited_by,
    inviter,
    live_membership,
    not_usable,
    pairing,
    partner_of,
    space,
    usable_invitations,
)

__all__ = [
    "Invited",
    "Me",
    "PairingStatus",
    "PersonName",
    "Pocket",
    "SignInMethods",
    "SignedInDevice",
    "SpaceStatus",
    "devices",
    "invited_by",
    "inviter",
    "live_membership",
    "me",
    "not_usable",
    "pairing",
    "partner_of",
    "pocket",
    "sign_in",
    "space",
    "this_device",
    "usable_invitations",
]
