"""Everything that changes people and their spaces. The actor first; `now` is passed in."""

from couples.actions.pairing import (
    NewInvitation,
    cancel_invitation,
    confirm_invitation,
    create_invitation,
    decline_invitation,
    redeem_invitation,
    withdraw,
)
from couples.actions.people import set_privacy, sign_out_everywhere, update_profile
from couples.actions.spaces import acknowledge_closed, form_pair, leave, start_alone

__all__ = [
    "NewInvitation",
    "acknowledge_closed",
    "cancel_invitation",
    "confirm_invitation",
    "create_invitation",
    "decline_invitation",
    "form_pair",
    "leave",
    "redeem_invitation",
    "set_privacy",
    "sign_out_everywhere",
    "start_alone",
    "update_profile",
    "withdraw",
]
