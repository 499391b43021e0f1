"""Everything that changes check-ins. The actor first (openings have none: time is their actor); `now` is passed in."""

from checkins.actions.answering import Saved, Submitted, save_draft, submit
from checkins.actions.opening import begin, end, lapse_overdue, open_due
from checkins.actions.scheduling import pause, resume, set_schedule
from checkins.actions.starters import save_starter, unsave_starter
from checkins.actions.talking import mark_talked, say_helped, speak

__all__ = [
    "Saved",
    "Submitted",
    "begin",
    "end",
    "lapse_overdue",
    "mark_talked",
    "open_due",
    "pause",
    "resume",
    "save_draft",
    "save_starter",
    "say_helped",
    "set_schedule",
    "speak",
    "submit",
    "unsave_starter",
]
