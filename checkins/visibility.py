"""The rules of who may see and do what. Pure, so that the seal is in one place and can be tested exhaustively.

The partner is the adversary: whatever a viewer receives about the other's response passes through one of these
functions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Literal

from checkins.answering.answers import SKIPPED, Answer
from checkins.talking.points import Point, Voice

CheckInState = Literal["open", "revealed", "lapsed"]
OPEN: Final = "open"
REVEALED: Final = "revealed"
LAPSED: Final = "lapsed"


def state_at(state: CheckInState, *, closes_at: dt.datetime, now: dt.datetime) -> CheckInState:
    """The state to show. An open check-in past its window counts as lapsed, even before the task has lapsed it."""
    return LAPSED if state == OPEN and now >= closes_at else state


def may_write(state: str, *, opens_at: dt.datetime, closes_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether an author may still save or submit. The window excludes its last moment."""
    return state == OPEN and opens_at <= now < closes_at


def is_revealed(state: str, *, live_member: bool) -> bool:
    """Whether a viewer may read both responses: only after the reveal, and only as a present member of the couple."""
    return live_member and state == REVEALED


def may_reveal(*, solo: bool, submitted: int) -> bool:
    """Whether this submission reveals both responses. Answers of a person alone are never revealed to anyone."""
    return not solo and submitted == 2


def is_shared(answer: Answer | None) -> bool:
    """Whether an answer may enter what both see. Skipped and private answers look, and count, the same."""
    return answer is not None and answer.sharing == "share" and answer.status != "skipped"


def to_partner(answer: Answer | None) -> Answer:
    """An answer as the author's partner sees it. A private one is exactly a skip, without note or value."""
    if answer is None or not is_shared(answer):
        return SKIPPED
    return answer


def answers_for_two(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """A response on a page that both look at together: the same for its author and the partner."""
    return {prompt_id: to_partner(answer) for prompt_id, answer in answers.items()}


def point_for_two(point: Point) -> Point:
    """A talking point on a page for two, without the viewer's private answers about it."""
    return replace(point, voice=voice_for_two(point.voice), another_way=None)


def voice_for_two(voice: Voice) -> Voice:
    """The choices about a point, without the viewer's private answer."""
    return voice if voice.told else replace(voice, helped=None)


def finished_bit(state: str, *, partner_tells: bool, partner_submitted: bool) -> bool | None:
    """The one bit of S8: true if the partner chose to tell and has finished, else None. Never false."""
    return True if state == OPEN and partner_tells and partner_submitted else None
