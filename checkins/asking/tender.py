"""Decide which check-ins may ask a couple about tender topics.

Each partner says privately whether they want such topics. If the prompts came and went with the second yes and the
first no, each could infer the other's choice. So they begin some check-ins after both said yes. When one takes it back,
the other still gets them for a few more. Chance decides how many. See docs/decisions/0043.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.crypto import salted_hmac

#: Most check-ins that pass before the prompts begin, and before they end.
LONGEST_WAIT = 4


@dataclass(frozen=True, slots=True)
class Consent:
    """The check-ins that may ask about tender topics, by number.

    `starts`: the first that may (None: none may). `ends`: the first that no longer may (None: both still want them).
    """

    starts: int | None = None
    ends: int | None = None

    def asks(self, number: int) -> bool:
        """Whether the check-in with this number may ask about tender topics."""
        return self.starts is not None and self.starts <= number and (self.ends is None or number < self.ends)


def at_opening(consent: Consent, *, number: int, both: bool, chance: int) -> Consent:
    """The consent when the check-in with this number opens.

    `both`: both want tender topics now. `chance`: any whole number; it decides how long they wait. The other sees no
    difference if one takes it back before the first such prompt, or says yes again before the last one.
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
    """A whole number for this couple and check-in. Nobody can predict it without the server's key."""
    return int(salted_hmac("checkins.tender", f"{couple_id} {number}", algorithm="sha256").hexdigest(), 16)
