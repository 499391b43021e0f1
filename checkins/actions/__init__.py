"""All functions that change check-ins, responses, schedules, talking points, agreements and saved starters.

The first argument is the actor, that is, the person who acts. Functions that open and close check-ins have no actor.
The caller passes the time as `now`.
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
