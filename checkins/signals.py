"""What `notifications` may react to. Sent inside the transaction (see couples.signals)."""

from django.dispatch import Signal

#: check_in: CheckIn, now: datetime.
check_in_opened = Signal()
#: check_in: CheckIn, author: User, now: datetime. Says nothing to the partner: receivers act on the author alone.
response_submitted = Signal()
#: check_in: CheckIn, author: User, now: datetime. It is a draft again. Says nothing to the partner, either.
response_taken_back = Signal()
#: check_in: CheckIn, last_author: User, members: tuple of both ids, now: datetime. Both have submitted.
check_in_revealed = Signal()
#: check_in: CheckIn, now: datetime.
check_in_lapsed = Signal()
#: couple: Couple, now: datetime. Paused, resumed or moved.
schedule_changed = Signal()
#: check_in_id: UUID, member: User, now: datetime. This person would rather talk about something of it later. Says
#: nothing to the partner.
talk_put_off = Signal()
#: check_in_id: UUID, now: datetime. The two have talked about something of it.
talked = Signal()
