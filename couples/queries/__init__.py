"""All reads of people and spaces. The viewer is the first argument.

Nothing that has ended or belongs to other people is returned.
"""

from couples.queries.account import (
    Me,
    SignedInDevice,
    SignInMethods,
    devices,
    language_of,
    me,
    sign_in,
    this_device,
)
from couples.queries.pocket import Pocket, pocket
from couples.queries.provider import (
    ProviderConnection,
    SignInProvider,
    opens_by_provider,
    provider_connections,
    sign_in_provider,
)
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
from couples.queries.way_in import SignInLink, WayIn, sign_in_link, way_in

__all__ = [
    "Invited",
    "Me",
    "PairingStatus",
    "PersonName",
    "Pocket",
    "ProviderConnection",
    "SignInLink",
    "SignInMethods",
    "SignInProvider",
    "SignedInDevice",
    "SpaceStatus",
    "WayIn",
    "devices",
    "invited_by",
    "inviter",
    "language_of",
    "live_membership",
    "me",
    "not_usable",
    "opens_by_provider",
    "pairing",
    "partner_of",
    "pocket",
    "provider_connections",
    "sign_in",
    "sign_in_link",
    "sign_in_provider",
    "space",
    "this_device",
    "usable_invitations",
    "way_in",
]
