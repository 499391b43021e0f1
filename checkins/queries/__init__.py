"""All functions that read check-ins for a viewer, who gets only what they may see.

The first argument is the viewer, except in `card`.
"""

from checkins.queries.agreements import *
from checkins.queries.cards import *
from checkins.queries.check_ins import *
from checkins.queries.history import *
from checkins.queries.home import *
from checkins.queries.jar import *
from checkins.queries.library import *
from checkins.queries.reveals import *
from checkins.queries.talking import *
from checkins.queries.turns import *
