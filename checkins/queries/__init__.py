"""All functions that read check-ins. The first argument is the viewer. Each returns only what that viewer may see."""

from checkins.queries.agreements import AgreementList, agreement_list
from checkins.queries.cards import CheckInCard, card
from checkins.queries.check_ins import CheckInPage, check_in, own_and_present, own_past
from checkins.queries.history import History, history
from checkins.queries.home import Home, home, openings, schedule
from checkins.queries.jar import Jar, jar
from checkins.queries.library import Library, library
from checkins.queries.reveals import Reveal, reveal
from checkins.queries.talking import (
    PastPoint,
    PointList,
    PointVoices,
    own_points,
    point,
    point_for_two,
    points,
    voices_for_two,
)
from checkins.queries.turns import shared_point, turns
from checkins.viewer_context import ScheduleStatus

__all__ = [
    "AgreementList",
    "CheckInCard",
    "CheckInPage",
    "History",
    "Home",
    "Jar",
    "Library",
    "PastPoint",
    "PointList",
    "PointVoices",
    "Reveal",
    "ScheduleStatus",
    "agreement_list",
    "card",
    "check_in",
    "history",
    "home",
    "jar",
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
    "shared_point",
    "turns",
    "voices_for_two",
]
