"""All functions that write check-ins and what belongs to them.

The first argument is the actor, that is, the person who acts. Only the functions that open and close check-ins have
no actor. The caller passes the time as `now`.
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
