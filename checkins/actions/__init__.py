"""All functions that write check-ins. The first argument is the actor, except in openings. `now` is passed in."""

from checkins.actions.agreements import *
from checkins.actions.answering import *
from checkins.actions.opening import *
from checkins.actions.resting import *
from checkins.actions.scheduling import *
from checkins.actions.starters import *
from checkins.actions.taking_back import *
from checkins.actions.talking import *
from checkins.actions.turns import *
