"""Choose a light conversation, if possible about something that both partners answered well. Pure functions.

The entry point is `choose`. It is used only if neither partner shared a wish to talk and the engine found no problem.
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
