"""Who may see and do what of a check-in. Pure, so that the seal can be read in one place and tested exhaustively.

The partner is the adversary here: everything that reaches a viewer about the other's half passes `to_partner`
or one of the questions below.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from checkins.answers import SKIPPED, Answer

OPEN, REVEALED, LAPSED = "open", "revealed", "lapsed"


def state_at(state: str, *, closes_at: dt.datetime, now: dt.datetime) -> str:
    """The state as a viewer should see it: an open check-in past its window has lapsed, tick or no tick."""
    return LAPSED if state == OPEN and now >= closes_at else state


def may_write(state: str, *, opens_at: dt.datetime, closes_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether an author may still save or submit. The window includes its first moment, not its last."""
    return state == OPEN and opens_at <= now < closes_at


def is_revealed(state: str, *, live_member: bool) -> bool:
    """Whether a viewer may read both halves: only what was revealed, only to who lives in the couple now."""
    return live_member and state == REVEALED


def may_reveal(*, solo: bool, submitted: int) -> bool:
    """Whether this submission opens both halves. What somebody answers alone is never revealed to anyone."""
    return not solo and submitted == 2


def is_shared(answer: Answer | None) -> bool:
    """Whether an answer may enter anything that both see. Skipped and private ones look, and count, the same."""
    return answer is not None and answer.sharing == "share" and answer.status != "skipped"


def to_partner(answer: Answer | None) -> Answer:
    """One's answer as the partner sees it: a private one is exactly a skip, without note, without value."""
    if answer is None or not is_shared(answer):
        return SKIPPED
    return answer


def answers_for_two(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """A response as it stands on a page that two people look at together: the same for its author and the partner."""
    return {prompt_id: to_partner(answer) for prompt_id, answer in answers.items()}


def point_for_two(point: Mapping[str, Any]) -> dict[str, Any]:
    """A rendered talking point as it stands on a page for two: without what its viewer said for themselves alone."""
    return {**point, "voice": voice_for_two(point["voice"]), "another_way": None}


def voice_for_two(voice: Mapping[str, Any]) -> dict[str, Any]:
    """What was said of a point, without what its viewer said for themselves alone."""
    return {**voice, "helped": voice["helped"] if voice["told"] else None}


def finished_bit(state: str, *, partner_tells: bool, partner_submitted: bool) -> bool | None:
    """The one bit of S8: true if the partner chose to tell and has finished, else None (never false)."""
    return True if state == OPEN and partner_tells and partner_submitted else None
