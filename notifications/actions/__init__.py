"""All writes that a person or an event causes. The actor is the first argument, and `now` is passed in.

Actions that are called from signals run in the transaction of the event, and are rolled back with it.
"""

from notifications.actions.calendar import (
    end_calendar,
    end_calendar_if_signed_out_everywhere,
    end_calendars_of_couple,
    make_calendar,
)
from notifications.actions.nudging import nudge
from notifications.actions.preferences import (
    forget_returned,
    mail_off,
    mail_off_at,
    note_returned,
    note_returned_address,
    update_preferences,
)
from notifications.actions.reminders import (
    cancel_answered,
    cancel_closed,
    cancel_of_couple,
    cancel_of_member,
    owe_again,
    pause,
    plan,
    plan_later,
    plan_open,
    plan_reveal,
    plan_talked,
    resume,
    write,
)
from notifications.actions.snoozing import Snoozed, snooze
from notifications.actions.subscriptions import (
    forget_kept,
    keep_for_the_news,
    note_push_results,
    remove_subscription,
    save_subscription,
)

__all__ = [
    "Snoozed",
    "cancel_answered",
    "cancel_closed",
    "cancel_of_couple",
    "cancel_of_member",
    "end_calendar",
    "end_calendar_if_signed_out_everywhere",
    "end_calendars_of_couple",
    "forget_kept",
    "forget_returned",
    "keep_for_the_news",
    "mail_off",
    "mail_off_at",
    "make_calendar",
    "note_push_results",
    "note_returned",
    "note_returned_address",
    "nudge",
    "owe_again",
    "pause",
    "plan",
    "plan_later",
    "plan_open",
    "plan_reveal",
    "plan_talked",
    "remove_subscription",
    "resume",
    "save_subscription",
    "snooze",
    "update_preferences",
    "write",
]
