"""All functions that read the data of people and spaces. In most of them, the first argument is the viewer.

The functions return only what the viewer may see, and no space or invitation that has ended.
"""

from couples.queries.account import *
from couples.queries.pocket import *
from couples.queries.provider import *
from couples.queries.spaces import *
from couples.queries.way_in import *
