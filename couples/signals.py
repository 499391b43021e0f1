"""What other apps may react to. Sent inside the transaction, so a receiver's writes stand or fall with the cause.

Imports run one way (see docs/architecture.md): `couples` cannot call `checkins` or `notifications`, so they
listen here.
"""

from typing import Literal

from django.dispatch import Signal

#: What happens to an account that its owner is told of at once.
AccountChange = Literal[
    "signed_in",
    "recovery_code_used",
    "recovery_codes_made",
    "email_changed",
    "passkey_added",
    "passkey_removed",
    "passkey_only_on",
    "passkey_only_off",
    "tells_when_finished",
    "receiver_added",
    "calendar_made",
]

#: couple: Couple, now: datetime. A couple (solo or pair) has begun.
couple_formed = Signal()
#: couple: Couple, user: User, now: datetime. This person can read nothing of the couple any more.
membership_ended = Signal()
#: couple: Couple, now: datetime. Nobody lives in the couple any more, or one of a pair has left.
couple_closed = Signal()
#: user: User, devices: QuerySet[Device], now: datetime. These are being signed out of the account: in this
#: transaction their sessions go, and with them what hangs on the devices.
devices_ending = Signal()
#: sent: bool. The mail server took a sign-in mail, or it did not.
sign_in_mail = Signal()
#: user: User, change: AccountChange, device: Device | None (where it was done), former_email: str (or empty),
#: now: datetime. Something happened to an account that its owner has to know.
account_changed = Signal()
