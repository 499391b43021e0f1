"""All writes that a person or an event causes. The actor is the first argument, and `now` is passed in.

Actions that are called from signals run in the transaction of the event, and are rolled back with it.
"""

from notifications.actions.calendar import *
from notifications.actions.nudging import *
from notifications.actions.preferences import *
from notifications.actions.reminders import *
from notifications.actions.snoozing import *
from notifications.actions.subscriptions import *
