"""All functions that write notification data because a person or an event requires it.

If a person acts, that person is the first argument, `actor`. The current time is passed in as `now`. Functions that a
signal calls run in the transaction of the event. If that transaction is rolled back, so are the functions' changes.
"""

from notifications.actions.calendar import *
from notifications.actions.nudging import *
from notifications.actions.preferences import *
from notifications.actions.reminders import *
from notifications.actions.snoozing import *
from notifications.actions.subscriptions import *
