"""All reads of people and spaces. The viewer is the first argument.

Nothing that has ended or belongs to other people is returned.
"""

from couples.queries.account import *
from couples.queries.pocket import *
from couples.queries.provider import *
from couples.queries.spaces import *
from couples.queries.way_in import *
