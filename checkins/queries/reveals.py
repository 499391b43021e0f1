"""Read a reveal: both partners' responses, once both are submitted. Only present members of the couple may read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from checkins import sealing, visibility
from checkins.answering.answers import SKIPPED, Answer, Answers
from checkins.asking import prompts
from checkins.asking.prompts import AGREEMENT, AskedPrompt, ShownPrompt
from checkins.models import CheckIn, Response
from checkins.queries.agreements import AgreementResult, results
from checkins.queries.talking import CONVERSATIONS, present_for_two, shared_points
from checkins.revealing.reveal import MOST_STRENGTHS
from checkins.talking.points import Point, Who
from checkins.viewer_context import ViewerContext, not_found, required_context
from couples.encryption import keys
from couples.models import User
from couples.queries import PersonName

__all__ = ["Reveal", "reveal"]


@dataclass(frozen=True, slots=True)
class BothAnswers:
    """One prompt with both partners' answers. A private answer looks like a skip."""

    prompt: ShownPrompt
    mine: Answer
    theirs: Answer


@dataclass(frozen=True, slots=True)
class RevealedGuess:
    """One partner's guess about the other partner's answer, next to that answer.

    `about`: the text of the prompt whose answer was guessed. `guessed` and `answered` are on the scale from 1 to 5.
    """

    about: str
    by: Who
    guessed: int
    answered: int


@dataclass(frozen=True, slots=True)
class Reveal:
    """Everything that both partners see once both have submitted.

    `strengths`: what went well, shown first. `conversations`: at most two talking points, in the order to show.
    `neutral`: true if no conversation is offered, because the answers were low as a whole or an error occurred.
    `agreements`: the results of the questions "Keep it?".
    `revealed_on`: the day in the couple's time zone. The exact time would disclose when the second partner submitted.
    """

    id: UUID
    number: int
    opens_at: dt.datetime
    revealed_on: dt.date
    me: PersonName
    partner: PersonName
    strengths: Sequence[Point]
    conversations: Sequence[Point]
    neutral: bool
    agreements: Sequence[AgreementResult]
    answers: Sequence[BothAnswers]
    guesses: Sequence[RevealedGuess]


def reveal(viewer: User, check_in_id: UUID) -> Reveal:
    """Read both responses and the talking points of a revealed check-in of the viewer's present couple.

    If the check-in is not revealed, this raises NotFound without reading any response. So until the reveal, neither
    the result nor the duration of this call depends on what the partner has done.
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
    mine, theirs, language = _both_responses(context, check_in_id)
    asked: list[AskedPrompt] = row.prompts
    points = present_for_two(
        context, shared_points(context).filter(check_in_id=check_in_id).order_by("position")
    )
    return Reveal(
        id=check_in_id,
        number=row.number,
        opens_at=row.opens_at,
        # Only the day. The exact time would disclose to the first partner when the second submitted.
        revealed_on=context.day(row.revealed_at),
        me=PersonName(context.viewer_name),
        partner=PersonName(context.partner.name),
        # Check-ins from before this limit existed have three strengths.
        strengths=[point for point in points if point.role == "strength"][:MOST_STRENGTHS],
        conversations=[point for point in points if point.role in CONVERSATIONS and not _is_neutral(point)],
        neutral=any(map(_is_neutral, points)),
        agreements=results(context.couple_id, asked),
        answers=[
            BothAnswers(
                prompts.shown(prompt, language), mine.get(prompt["id"], SKIPPED), theirs[prompt["id"]]
            )
            for prompt in asked
            if prompt["kind"] not in {"guess", AGREEMENT}
        ],
        guesses=[
            guess for prompt in asked if prompt["kind"] == "guess" for guess in _guesses(prompt, mine, theirs)
        ],
    )


def _is_neutral(point: Point) -> bool:
    """Return whether this talking point is only a placeholder, which says that no conversation is offered."""
    return point.role == "light" and point.light is None


def _both_responses(context: ViewerContext, check_in_id: UUID) -> tuple[Answers, Answers, str]:
    """Return the viewer's answers, the partner's answers, and the language in which the viewer answered.

    Private answers are returned as skipped, and every prompt has an entry. The reveal shows the prompts in the
    returned language, so that the viewer's answers stay next to the words that the viewer read.
    """
    all_keys: Mapping[UUID | None, bytes] = keys.data_keys(context.couple_id)
    opened = {
        author_id: sealing.open_response(
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
    both = visibility.answers_for_two(mine.answers), visibility.answers_for_two(theirs.answers)
    return *both, mine.language


def _guesses(prompt: AskedPrompt, mine: Answers, theirs: Answers) -> list[RevealedGuess]:
    """Return each partner's guess next to the other partner's answer, if both the guess and the answer are shared."""
    about = prompt["about"] or ""
    pairs: tuple[tuple[Who, Answer, Answer], ...] = (
        ("me", mine.get(prompt["id"], SKIPPED), theirs.get(about, SKIPPED)),
        ("partner", theirs.get(prompt["id"], SKIPPED), mine.get(about, SKIPPED)),
    )
    return [
        RevealedGuess(prompts.about(prompt) or "", by, guessed.value, answered.value)
        for by, guessed, answered in pairs
        if guessed.value is not None and answered.value is not None
    ]
