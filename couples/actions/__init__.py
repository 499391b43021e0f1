"""Functions that change people and their spaces.

In most of them, the first argument is the acting person (`actor`). `now` is the current time.
"""

from couples.actions.devices import *
from couples.actions.erasing import *
from couples.actions.pairing import *
from couples.actions.people import *
from couples.actions.pocket import *
from couples.actions.provider import *
from couples.actions.sign_in import *
from couples.actions.spaces import *
from couples.actions.staff import *
from couples.actions.way_in import *
