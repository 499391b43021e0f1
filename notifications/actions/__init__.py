"""All functions that write notification data because a person or an event requires it.

The first argument is the acting person, and the current time is passed in as `now`. Actions that a signal calls run
in the transaction of the event. If that transaction is rolled back, so are their changes.
"""

from notifications.actions.calendar import *
from notifications.actions.nudging import *
from notifications.actions.preferences import *
from notifications.actions.reminders import *
from notifications.actions.snoozing import *
from notifications.actions.subscriptions import *
