"""Decide which check-ins may ask a couple about tender topics.

Each partner says privately whether they want tender topics. If tender prompts started right after the second yes and
stopped right after the first no, each partner could infer the other's choice. So tender prompts start only some
check-ins after both partners have said yes. After a partner withdraws, tender prompts may go on for some check-ins.
Both numbers of check-ins are random. docs/decisions/0043 explains this choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import salted_hmac

#: From one to this many check-ins pass before the prompts start. Fewer than this many pass before the prompts stop.
LONGEST_WAIT = 4


@dataclass(frozen=True, slots=True)
class Consent:
    """The range of a couple's check-ins that may ask about tender topics. Check-ins are numbered within the couple.

    `starts`: the number of the first check-in that may ask. None means that no check-in may ask.
    `ends`: the number of the first check-in that may no longer ask. None means that no end is decided yet.
    """

    starts: int | None = None
    ends: int | None = None

    def asks(self, number: int) -> bool:
        """Return whether the check-in with this number may ask about tender topics."""
        return self.starts is not None and self.starts <= number and (self.ends is None or number < self.ends)


def at_opening(consent: Consent, *, number: int, both: bool, chance: int) -> Consent:
    """Return a couple's updated consent when the check-in with this number opens.

    `both`: whether both partners want tender topics now.
    `chance`: a random integer that decides how many check-ins pass before the prompts start or stop.

    If a partner withdraws before the prompts start, or agrees again before they stop, the other partner notices
    nothing.
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
    """Return a random-looking integer that is fixed for this couple and check-in number.

    Nobody can predict the integer without the server's secret key.
    """
    return int(salted_hmac("checkins.tender", f"{couple_id} {number}", algorithm="sha256").hexdigest(), 16)
