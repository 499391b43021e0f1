"""What other apps may react to. Sent inside the transaction, so a receiver's writes stand or fall with the cause.

Imports run one way (see docs/architecture.md): `couples` cannot call `checkins` or `notifications`, so they
listen here.
"""

from django.dispatch import Signal

#: couple: Couple, now: datetime. A couple (solo or pair) has begun.
couple_formed = Signal()
#: couple: Couple, user: User, now: datetime. This person can read nothing of the couple any more.
membership_ended = Signal()
#: couple: Couple, now: datetime. Nobody lives in the couple any more, or one of a pair has left.
couple_closed = Signal()
