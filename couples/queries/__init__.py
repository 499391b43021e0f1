"""All functions that read people and spaces. The first argument is the viewer.

They return nothing that belongs to other people, and no space or invitation that has ended.
"""

from couples.queries.account import *
from couples.queries.pocket import *
from couples.queries.provider import *
from couples.queries.spaces import *
from couples.queries.way_in import *
