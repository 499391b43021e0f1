"""All writes about people and their spaces. The acting person is the first argument, and `now` is passed in."""

from couples.actions.devices import (
    note_seen,
    note_sign_in,
    send_account_alert,
    sign_out_device,
    sign_out_everywhere,
    sign_out_others,
)
from couples.actions.erasing import erase, reapply
from couples.actions.pairing import (
    NewInvitation,
    cancel_invitation,
    confirm_invitation,
    create_invitation,
    decline_invitation,
    redeem_invitation,
    withdraw,
)
from couples.actions.people import choose_language, set_privacy, update_profile
from couples.actions.pocket import delete_note, keep_note
from couples.actions.provider import connect_provider, disconnect_provider, sign_in_by_provider
from couples.actions.sign_in import (
    change_email,
    may_remove_passkeys,
    passkey_taken_away,
    require_reauthentication,
    set_passkey_only,
)
from couples.actions.spaces import acknowledge_closed, form_pair, leave, start_alone
from couples.actions.staff import appoint, dismiss, forget_passkeys
from couples.actions.way_in import (
    NewLink,
    cancel_sign_in_link,
    join_by_invitation,
    make_device_link,
    make_set_up_link,
    make_sign_in_link,
    open_set_up,
    passkey_arrived,
    use_link,
)

__all__ = [
    "NewInvitation",
    "NewLink",
    "acknowledge_closed",
    "appoint",
    "cancel_invitation",
    "cancel_sign_in_link",
    "change_email",
    "choose_language",
    "confirm_invitation",
    "connect_provider",
    "create_invitation",
    "decline_invitation",
    "delete_note",
    "disconnect_provider",
    "dismiss",
    "erase",
    "forget_passkeys",
    "form_pair",
    "join_by_invitation",
    "keep_note",
    "leave",
    "make_device_link",
    "make_set_up_link",
    "make_sign_in_link",
    "may_remove_passkeys",
    "note_seen",
    "note_sign_in",
    "open_set_up",
    "passkey_arrived",
    "passkey_taken_away",
    "reapply",
    "redeem_invitation",
    "require_reauthentication",
    "send_account_alert",
    "set_passkey_only",
    "set_privacy",
    "sign_in_by_provider",
    "sign_out_device",
    "sign_out_everywhere",
    "sign_out_others",
    "start_alone",
    "update_profile",
    "use_link",
    "withdraw",
]
