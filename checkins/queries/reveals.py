"""Read a reveal: both responses, once both are submitted, and only for the couple's present members."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from checkins import prompts, sealing, visibility
from checkins.answers import SKIPPED, Answers, as_json
from checkins.models import CheckIn, Response
from checkins.prompts import AskedPrompt
from checkins.queries.talking import present_for_two, shared_points
from checkins.viewer_context import ViewerContext, not_found, required_context
from couples import keys
from couples.models import User


def reveal(viewer: User, check_in_id: UUID) -> dict[str, Any]:
    """Render the API's Reveal. Raises NotFound for anything but a revealed check-in of the viewer's present couple.

    Checks that it is revealed before reading any response. Until then the answer and the work behind it are the same,
    no matter what the partner has done.
    """
    context = required_context(viewer)
    row = (
        CheckIn.objects.filter(pk=check_in_id, couple_id=context.couple_id)
        .values_list("state", "number", "opens_at", "revealed_at", "prompts", named=True)
        .first()
    )
    if row is None or context.partner is None:
        raise not_found()
    if row.revealed_at is None or not visibility.is_revealed(row.state, live_member=True):
        raise not_found()
    mine, theirs = _both_responses(context, check_in_id)
    asked: list[AskedPrompt] = row.prompts
    rendered = present_for_two(
        context, shared_points(context).filter(check_in_id=check_in_id).order_by("position")
    )
    by_role: dict[str, list[dict[str, Any]]] = {"strength": [], "main": [], "optional": []}
    for point in rendered:
        by_role[point["role"]].append(point)
    return {
        "id": check_in_id,
        "number": row.number,
        "opens_at": row.opens_at,
        # Only the day: to the first who submitted, the moment would say when the partner did.
        "revealed_on": context.day(row.revealed_at),
        "me": {"display_name": context.viewer_name},
        "partner": {"display_name": context.partner.name},
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


def _both_responses(context: ViewerContext, check_in_id: UUID) -> tuple[Answers, Answers]:
    """The viewer's answers and the partner's, each as the other may see them. Every prompt has an entry."""
    all_keys: Mapping[UUID | None, bytes] = keys.data_keys(context.couple_id)
    opened = {
        author_id: sealing.open_answers(
            all_keys[author_id],
            envelope,
            couple_id=context.couple_id,
            author_id=author_id,
            check_in_id=check_in_id,
        )
        for author_id, envelope in Response.objects.filter(
            check_in_id=check_in_id, submitted_at__isnull=False
        ).values_list("author_id", "envelope")
    }
    mine = opened.pop(context.viewer_id)
    (theirs,) = opened.values()
    return visibility.answers_for_two(mine), visibility.answers_for_two(theirs)


def _guesses(prompt: AskedPrompt, mine: Answers, theirs: Answers) -> list[dict[str, Any]]:
    """Each partner's guess next to the other's answer, if both partners may see both."""
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
