"""From when to when a couple is asked about tender topics.

Each says privately whether they want them. If the prompts came and went with the second yes and the first no, each
could read the other's choice off them. So they begin some check-ins after both said yes, and when one takes it back,
the other is asked for a few more. How many is a matter of chance. See docs/decisions/0043.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import salted_hmac

#: At most so many check-ins pass before the prompts begin, and before they end.
LONGEST_WAIT = 4


@dataclass(frozen=True, slots=True)
class Consent:
    """What follows from the two choices. `starts`: the first check-in, by its number, that may ask; None: none may.
    `ends`: the first that no longer does; None as long as both want it."""

    starts: int | None = None
    ends: int | None = None

    def asks(self, number: int) -> bool:
        """Whether the check-in with this number may ask about tender topics."""
        return self.starts is not None and self.starts <= number and (self.ends is None or number < self.ends)


def at_opening(consent: Consent, *, number: int, both: bool, chance: int) -> Consent:
    """The consent once the check-in with this number opens.

    `both`: whether both want tender topics now. `chance`: any whole number; it decides how long they wait. One who
    takes it back before anything was asked, or says yes again before the prompts have ended, changes nothing that
    the other could see.
    """
    wait = chance % LONGEST_WAIT
    if consent.starts is None:
        return Consent(starts=number + 1 + wait) if both else consent
    if both:
        return Consent(starts=consent.starts)
    if number < consent.starts:
        return Consent()
    ends = number + wait if consent.ends is None else consent.ends
    return Consent(consent.starts, ends) if number < ends else Consent()


def chance(couple_id: UUID, number: int) -> int:
    """A whole number for this couple and this check-in that nobody can know beforehand without the server's key."""
    return int(salted_hmac("checkins.tender", f"{couple_id} {number}", algorithm="sha256").hexdigest(), 16)
