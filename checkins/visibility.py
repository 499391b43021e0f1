"""Rules about who may see a response and who may change it.

The rules are pure functions in one place, so that they can be tested exhaustively. Everything that a viewer receives
about the partner's response passes through one of these functions.
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
    """Return the state to show: an open check-in whose window is over counts as lapsed.

    The periodic task may not have stored this state yet.
    """
    return LAPSED if state == OPEN and now >= closes_at else state


def may_write(state: str, *, opens_at: dt.datetime, closes_at: dt.datetime, now: dt.datetime) -> bool:
    """Return whether an author may save or submit a response: the check-in is open, and `now` is in its window.

    The window includes `opens_at`. At `closes_at` itself, it is already too late.
    """
    return state == OPEN and opens_at <= now < closes_at


def is_revealed(state: str, *, live_member: bool) -> bool:
    """Return whether a viewer may read both responses.

    That requires that the check-in is revealed, and that the viewer is still a member of the couple.
    """
    return live_member and state == REVEALED


def may_reveal(*, solo: bool, submitted: int) -> bool:
    """Return whether a submission reveals the check-in.

    `submitted`: how many of the check-in's responses are submitted, including this one.
    A person without a partner (`solo`) never reveals anything.
    """
    return not solo and submitted == 2


def is_shared(answer: Answer | None) -> bool:
    """Return whether both partners may see this answer. Private answers look and count exactly like skipped answers."""
    return answer is not None and answer.sharing == "share" and answer.status != "skipped"


def to_partner(answer: Answer | None) -> Answer:
    """Return the answer as the author's partner sees it: a skip without note or value unless the answer is shared."""
    if answer is None or not is_shared(answer):
        return SKIPPED
    return answer


def answers_for_two(answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return a response for a page that both partners read together.

    Both partners get the same result: the author's private answers appear as skips, even to the author.
    """
    return {prompt_id: to_partner(answer) for prompt_id, answer in answers.items()}


def point_for_two(point: Point) -> Point:
    """Return a talking point for a page that both partners read together, without what only the viewer may see."""
    return replace(point, voice=voice_for_two(point.voice), another_way=None)


def voice_for_two(voice: Voice) -> Voice:
    """Return the choices about a talking point for a page that both partners read together.

    The viewer's answer to "Did it help?" is left out unless the viewer shares it.
    """
    return voice if voice.told else replace(voice, helped=None)


def finished_bit(state: str, *, partner_tells: bool, partner_submitted: bool) -> bool | None:
    """Return True if the partner has submitted the open check-in and lets the viewer know. Otherwise return None.

    None does not show whether the partner has not submitted, or has submitted and does not let the viewer know.
    docs/seal.md calls this rule S8.
    """
    return True if state == OPEN and partner_tells and partner_submitted else None
