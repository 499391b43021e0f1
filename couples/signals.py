"""Signals for the other apps. They are sent inside the transaction, so receivers' writes are committed with the cause.

Imports run one way (see docs/architecture.md): `couples` can't call `checkins` or `notifications`, so they listen here.
"""

from typing import Literal

from django.dispatch import Signal

#: Changes of an account that its owner gets an alert about at once.
AccountChange = Literal[
    "signed_in",
    "recovery_code_used",
    "recovery_codes_made",
    "email_changed",
    "passkey_added",
    "passkey_removed",
    "passkey_only_on",
    "passkey_only_off",
    # A privacy choice that shows the partner more. Stored, so it keeps the name of the first such choice.
    "tells_when_finished",
    "receiver_added",
    "calendar_made",
    "sign_in_link_made",
    "provider_connected",
    "provider_disconnected",
]

#: couple: Couple, now: datetime. A couple (solo or pair) has begun.
couple_formed = Signal()
#: couple: Couple, user: User, now: datetime. This person can no longer read anything of the couple.
membership_ended = Signal()
#: couple: Couple, now: datetime. One of a pair has left, or the only member of a solo space.
couple_closed = Signal()
#: user: User, devices: QuerySet[Device], now: datetime. These devices are being signed out: this transaction deletes
#: their sessions and everything that depends on the devices.
devices_ending = Signal()
#: sent: bool. Whether the mail server accepted a sign-in e-mail.
sign_in_mail = Signal()
#: user: User, change: AccountChange, device: Device | None (where it was done), former_email: str (or empty),
#: now: datetime. An account has changed in a way that its owner has to know.
account_changed = Signal()
