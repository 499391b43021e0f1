"""The reveal: both halves side by side, after both have submitted and only to who lives in the couple now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from checkins import prompts, sealing, visibility
from checkins.answers import SKIPPED, Answers, as_json
from checkins.models import CheckIn, Response
from checkins.prompts import Asked
from checkins.queries.talking import present_for_two, shared_points
from checkins.standing import Standing, nothing_here, required
from couples import keys
from couples.models import User


def reveal(viewer: User, check_in_id: UUID) -> dict[str, Any]:
    """The Reveal of the API. Raises NotFound for anything but a revealed check-in of one's present couple.

    Whether it is revealed is asked before any half is touched: until then the answer is the same, in content
    and in work, whatever the partner has or has not done.
    """
    here = required(viewer)
    row = (
        CheckIn.objects.filter(pk=check_in_id, couple_id=here.couple_id)
        .values_list("state", "number", "opens_at", "revealed_at", "prompts")
        .first()
    )
    if row is None or here.partner is None:
        raise nothing_here()
    state, number, opens_at, revealed_at, asked = row
    if revealed_at is None or not visibility.is_revealed(state, live_member=True):
        raise nothing_here()
    mine, theirs = _halves(here, check_in_id)
    rendered = present_for_two(here, shared_points(here).filter(check_in_id=check_in_id).order_by("position"))
    by_role: dict[str, list[dict[str, Any]]] = {"strength": [], "main": [], "optional": []}
    for point in rendered:
        by_role[point["role"]].append(point)
    return {
        "id": check_in_id,
        "number": number,
        "opens_at": opens_at,
        # The day alone: for the one who submitted first, the moment would be the moment of the partner.
        "revealed_on": here.day(revealed_at),
        "me": {"display_name": here.viewer_name},
        "partner": {"display_name": here.partner.name},
        "strengths": by_role["strength"],
        "main": next(iter(by_role["main"]), None),
        "optional": next(iter(by_role["optional"]), None),
        "answers": [
            {
                "prompt": prompts.public(prompt),
                "mine": as_json(mine.get(prompt["id"], SKIPPED)),
                "theirs": as_json(theirs[prompt["id"]]),
            }
            for prompt in asked
            if prompt["kind"] != "guess"
        ],
        "guesses": [
            guess for prompt in asked if prompt["kind"] == "guess" for guess in _guesses(prompt, mine, theirs)
        ],
    }


def _halves(here: Standing, check_in_id: UUID) -> tuple[Answers, Answers]:
    """Mine and theirs, each as the other may see it (every prompt has an entry once submitted)."""
    all_keys: Mapping[UUID | None, bytes] = keys.data_keys(here.couple_id)
    opened = {
        author_id: sealing.open_answers(
            all_keys[author_id],
            envelope,
            couple_id=here.couple_id,
            author_id=author_id,
            check_in_id=check_in_id,
        )
        for author_id, envelope in Response.objects.filter(
            check_in_id=check_in_id, submitted_at__isnull=False
        ).values_list("author_id", "envelope")
    }
    mine = opened.pop(here.viewer_id)
    (theirs,) = opened.values()
    return visibility.answers_for_two(mine), visibility.answers_for_two(theirs)


def _guesses(prompt: Asked, mine: Answers, theirs: Answers) -> list[dict[str, Any]]:
    """What each guessed of the other, beside what the other answered, where both may be seen by both."""
    about = prompt["about"] or ""
    pairs = (
        ("me", mine.get(prompt["id"], SKIPPED), theirs.get(about, SKIPPED)),
        ("partner", theirs.get(prompt["id"], SKIPPED), mine.get(about, SKIPPED)),
    )
    return [
        {"about": prompt["about_text"], "by": by, "guessed": guessed.value, "answered": answered.value}
        for by, guessed, answered in pairs
        if guessed.value is not None and answered.value is not None
    ]
