"""All functions that write check-ins. The first argument is the actor, except in openings. `now` is passed in."""

from checkins.actions.agreements import end_agreement, propose, say_yes
from checkins.actions.answering import SavedDraft, Submitted, save_draft, submit
from checkins.actions.opening import begin, end, lapse_overdue, open_due
from checkins.actions.resting import end_rest, rest
from checkins.actions.scheduling import pause, resume, set_schedule
from checkins.actions.starters import (
    mark_starter_talked,
    save_starter,
    unmark_starter_talked,
    unsave_starter,
)
from checkins.actions.taking_back import discard_draft, take_back
from checkins.actions.talking import (
    mark_talked,
    mark_tried,
    say_helped,
    speak,
    tell_helped,
    unmark_talked,
    unmark_tried,
    untell_helped,
)
from checkins.actions.turns import move_turns

__all__ = [
    "SavedDraft",
    "Submitted",
    "begin",
    "discard_draft",
    "end",
    "end_agreement",
    "end_rest",
    "lapse_overdue",
    "mark_starter_talked",
    "mark_talked",
    "mark_tried",
    "move_turns",
    "open_due",
    "pause",
    "propose",
    "rest",
    "resume",
    "save_draft",
    "save_starter",
    "say_helped",
    "say_yes",
    "set_schedule",
    "speak",
    "submit",
    "take_back",
    "tell_helped",
    "unmark_starter_talked",
    "unmark_talked",
    "unmark_tried",
    "unsave_starter",
    "untell_helped",
]
