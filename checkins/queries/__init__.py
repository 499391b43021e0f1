"""Every read of check-ins. The first argument is the viewer, who only finds what they may see."""

from checkins.queries.check_ins import card, check_in, own_and_present, own_past
from checkins.queries.history import history
from checkins.queries.home import home, openings, schedule
from checkins.queries.reveals import reveal
from checkins.queries.talking import library, own_points, point, point_for_two, points, voices_for_two

__all__ = [
    "card",
    "check_in",
    "history",
    "home",
    "library",
    "openings",
    "own_and_present",
    "own_past",
    "own_points",
    "point",
    "point_for_two",
    "points",
    "reveal",
    "schedule",
    "voices_for_two",
]
