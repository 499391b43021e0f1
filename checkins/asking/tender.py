"""Decide which check-ins may ask a couple about tender topics.

Each partner says privately whether they want tender topics. If the prompts started right after the second yes and
stopped right after the first no, each partner could infer the other's choice. So the prompts start some check-ins after
both have said yes. When a partner withdraws, the other still gets them for a few more check-ins. Chance decides how
many. See docs/decisions/0043.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import salted_hmac

#: Most check-ins that pass before the prompts start, and before they stop.
LONGEST_WAIT = 4


@dataclass(frozen=True, slots=True)
class Consent:
    """The range of check-in numbers in which a couple may be asked about tender topics.

    `starts`: the first check-in that may ask (None: no check-in may). `ends`: the first check-in that no longer may
    (None: both partners still want tender topics).
    """

    starts: int | None = None
    ends: int | None = None

    def asks(self, number: int) -> bool:
        """Return whether the check-in with this number may ask about tender topics."""
        return self.starts is not None and self.starts <= number and (self.ends is None or number < self.ends)


def at_opening(consent: Consent, *, number: int, both: bool, chance: int) -> Consent:
    """Return the couple's consent as of the check-in with this number, which opens now.

    `both`: whether both partners want tender topics now. `chance`: any integer, which decides how long the prompts wait
    to start or stop. If a partner withdraws before the first such prompt, or agrees again before the last, the other
    sees no difference.
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
    """Return the random integer of this couple and check-in. Only the server's secret key makes it predictable."""
    return int(salted_hmac("checkins.tender", f"{couple_id} {number}", algorithm="sha256").hexdigest(), 16)
