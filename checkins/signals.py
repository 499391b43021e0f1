"""What `notifications` may react to. Sent inside the transaction (see couples.signals)."""

from django.dispatch import Signal

#: check_in: CheckIn, now: datetime.
check_in_opened = Signal()
#: check_in: CheckIn, author: User, now: datetime. Says nothing to the partner: receivers act on the author alone.
response_submitted = Signal()
#: check_in: CheckIn, last_author: User, members: tuple of both ids, now: datetime. Both have submitted.
check_in_revealed = Signal()
#: check_in: CheckIn, now: datetime.
check_in_lapsed = Signal()
#: couple: Couple, now: datetime. Paused, resumed or moved.
schedule_changed = Signal()
