"""A topic about closeness as a whole, or about everything, names no reason. It still has its own words and starters."""

import datetime as dt
from uuid import UUID

import pytest

from checkins.engine import FindingKind, Partner, rules
from checkins.queries import presenting
from checkins.talking import wording
from checkins.talking.points import Point, PointRole
from checkins.talking.topics import Topic, TopicLine, from_document, to_document

LINE = TopicLine(dt.date(2026, 3, 1), "I felt close to my partner.", (2, 1))


def topic(kind: FindingKind, rule: str, felt_by: Partner | None) -> Topic:
    made = Topic(kind, None, "connection", rule, felt_by, recurring=False, lines=(LINE, LINE))
    assert from_document(to_document(made)) == made
    return made


def shown(made: Topic, role: PointRole, seat: Partner) -> Point:
    opened = presenting.OpenedPoint(
        UUID(int=1), UUID(int=2), 1, 0, role, None, None, made, presenting.Voices()
    )
    return presenting.point(opened, wording.Reader(seat, "Sam"), saved=lambda _: None)


@pytest.mark.parametrize(
    ("rule", "felt_by", "begins"),
    [
        (rules.NEED_WHOLE, None, "Your answers say that these weeks have been low for both"),
        (rules.NEED_WHOLE, 0, "Your answers say that these weeks have been low for you."),
        (rules.NEED_WHOLE, 1, "The answers of Sam say that these weeks have been low."),
        (rules.NEED_HARD_WEEKS, None, "Your answers say that two weeks were harder than usual"),
        (rules.NEED_BOTH, None, "Closeness: your answers say that there was little of this for both"),
        (rules.NEED_ONE, 1, "Closeness: the answers of Sam say that there was little of this."),
    ],
)
def test_it_says_so_and_offers_words_to_begin_with(rule: str, felt_by: Partner | None, begins: str) -> None:
    point = shown(topic("need", rule, felt_by), "main", 0)
    assert str(point.headline).startswith(begins)
    assert point.reason is None
    assert point.starters
    assert point.experiment


def test_everything_low_for_one_alone_says_where_to_find_help_and_offers_no_conversation() -> None:
    point = shown(topic("drift", rules.DRIFT_ALL_LOW, 0), "private", 0)
    assert str(point.headline).startswith("Your answers say that these weeks have been low for you")
    assert point.starters == []
    assert any("people who help" in sentence for sentence in point.why.sentences)
