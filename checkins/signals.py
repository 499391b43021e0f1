"""Signals for `notifications`. Sent inside the transaction (see couples.signals)."""

from django.dispatch import Signal

#: check_in: CheckIn, now: datetime.
check_in_opened = Signal()
#: check_in: CheckIn, author: User, now: datetime. Must not reach the partner: receivers act on the author alone.
response_submitted = Signal()
#: check_in: CheckIn, author: User, now: datetime. It is a draft again. Must not reach the partner.
response_taken_back = Signal()
#: check_in: CheckIn, last_author: User, members: tuple of both ids, now: datetime. Both have submitted.
check_in_revealed = Signal()
#: check_in: CheckIn, now: datetime.
check_in_lapsed = Signal()
#: couple: Couple, now: datetime. Paused, resumed or moved.
schedule_changed = Signal()
#: check_in_id: UUID, member: User, now: datetime. This person wants to talk about one of its topics later. Must not
#: reach the partner.
talk_put_off = Signal()
#: check_in_id: UUID, now: datetime. The two have talked about one of its topics.
talked = Signal()
