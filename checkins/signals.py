"""Signals that the `notifications` app receives.

Each signal reports a change, and is sent inside the transaction that makes the change.
"""

from django.dispatch import Signal

#: check_in: CheckIn, now: datetime.
check_in_opened = Signal()
#: check_in: CheckIn, author: User, now: datetime. Must not reach the partner: receivers act on the author alone.
response_submitted = Signal()
#: check_in: CheckIn, author: User, now: datetime. The response is a draft again. Must not reach the partner.
response_taken_back = Signal()
#: check_in: CheckIn, last_author: User, members: tuple of both ids, now: datetime. Both have submitted.
check_in_revealed = Signal()
#: check_in: CheckIn, now: datetime.
check_in_lapsed = Signal()
#: couple: Couple, now: datetime. The schedule was paused, resumed or moved.
schedule_changed = Signal()
#: check_in_id: UUID, member: User, now: datetime. The member wants to talk about a topic of this check-in later. Must
#: not reach the partner.
talk_put_off = Signal()
#: check_in_id: UUID, now: datetime. The partners have talked about a topic of this check-in.
talked = Signal()
