"""Signals by which `couples` tells the other apps what has happened to people and their spaces.

Signals are needed because imports run one way (docs/architecture.md): `couples` can't call `checkins` or
`notifications`. A signal is sent inside the transaction, so that the event and the receivers' changes are committed
together. Only `sign_in_mail` belongs to no transaction.
"""

from typing import Literal

from django.dispatch import Signal

#: Changes to an account that send its owner an account alert at once.
AccountChange = Literal[
    "signed_in",
    "recovery_code_used",
    "recovery_codes_made",
    "email_changed",
    "passkey_added",
    "passkey_removed",
    "passkey_only_on",
    "passkey_only_off",
    # Any privacy choice that shows the partner more. It is stored, so it keeps the name of the first such choice.
    "tells_when_finished",
    "receiver_added",
    "calendar_made",
    "sign_in_link_made",
    "provider_connected",
    "provider_disconnected",
]

#: couple: Couple, now: datetime. A couple (solo or pair) has begun.
couple_formed = Signal()
#: couple: Couple, user: User, now: datetime. Of this couple, the person can now read only their own responses.
membership_ended = Signal()
#: couple: Couple, now: datetime. The space has closed: a partner, or the only member of a solo space, has left.
couple_closed = Signal()
#: user: User, devices: QuerySet[Device], now: datetime. These devices are being signed out: this transaction deletes
#: their sessions and everything that depends on the devices.
devices_ending = Signal()
#: sent: bool. Whether the mail server accepted a sign-in e-mail.
sign_in_mail = Signal()
#: user: User, change: AccountChange, device: Device | None (the device on which the change was made), former_email: str
#: (or empty), now: datetime. An account has changed in a way that its owner has to know about.
account_changed = Signal()
