"""Choose one light conversation, if possible from what both answered well. Pure: plain values in, plain values out.

The entry point is `choose`. It is called only if a check-in has neither a wish nor a finding.
"""

from checkins.light.rule import LATELY, REST_DAYS, REST_DAYS_DISMISSED, choose, is_low, rests_with
from checkins.light.values import LightPick, LightSubject, PastLight

__all__ = [
    "LATELY",
    "REST_DAYS",
    "REST_DAYS_DISMISSED",
    "LightPick",
    "LightSubject",
    "PastLight",
    "choose",
    "is_low",
    "rests_with",
]
