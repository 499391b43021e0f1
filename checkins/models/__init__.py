"""The tables of the check-ins. People's words are stored only in encrypted form."""

from checkins.models.agreements import Agreement
from checkins.models.check_ins import CheckIn, Response
from checkins.models.schedules import Rest, Schedule
from checkins.models.talking import SavedStarter, TalkingPoint, TalkingPointVoice

__all__ = [
    "Agreement",
    "CheckIn",
    "Response",
    "Rest",
    "SavedStarter",
    "Schedule",
    "TalkingPoint",
    "TalkingPointVoice",
]
