"""The functions by which other code changes check-ins and everything that belongs to check-ins.

This includes responses, schedules, quiet breaks, talking points, guided conversations, agreements and saved starters.
The first argument is the actor, that is, the person who acts. Functions that open and close check-ins have no actor.
If a function needs the present time, the caller passes it as `now`.
"""

from checkins.actions.agreements import *
from checkins.actions.answering import *
from checkins.actions.opening import *
from checkins.actions.resting import *
from checkins.actions.scheduling import *
from checkins.actions.starters import *
from checkins.actions.taking_back import *
from checkins.actions.talking import *
from checkins.actions.turns import *
