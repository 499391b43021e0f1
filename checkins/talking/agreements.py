"""Clean the words of an agreement, ask whether to keep it, and decide whether it is kept. Pure functions.

While an agreement is standing, each check-in asks both partners whether to keep it. The check-in stores only the
agreement's id. Both answers stay sealed for good: the partners see only the result.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from checkins.answering.answers import KEEP, Answer
from checkins.asking.prompts import AGREEMENT, AGREEMENT_PREFIX, AskedPrompt
from couples.errors import Invalid
from couples.typed.whole_text import shows, whole_text

#: Longest text of an agreement in code points, as the page counts them.
WORDS_LIMIT: Final = 200
MOST_STANDING: Final = 3
MOST_WAITING: Final = 3
#: Characters that set the direction of text. They could make a text look different from what was written.
_TURNS_AROUND: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")


def cleaned(raw: str) -> str:
    """Return an agreement's text as one line, without surplus spaces and control characters.

    Characters that set the direction of text are also removed, because they could make the words look different.
    Raises Invalid for the field `text`: `required` if no visible character is left, `too_long` above 200 characters.
    """
    words = " ".join(_TURNS_AROUND.sub("", whole_text(raw)).split())
    if not shows(words):
        raise _invalid("required", _("Write one sentence."))
    if len(words) > WORDS_LIMIT:
        raise _invalid("too_long", _("At most 200 characters."))
    return words


def _invalid(code: str, message: str) -> Invalid:
    return Invalid(_("Please check what you entered."), fields={"text": [{"code": code, "message": message}]})


def questions(agreement_ids: Iterable[UUID]) -> list[AskedPrompt]:
    """Return the prompts that ask whether to keep these agreements. They don't contain the agreements' words."""
    return [
        AskedPrompt(
            id=f"{AGREEMENT_PREFIX}{agreement_id}",
            version=1,
            kind=AGREEMENT,
            text="",
            hint="",
            dimension=None,
            side=None,
            reverse=False,
            reasons={},
            about=None,
            about_text=None,
        )
        for agreement_id in agreement_ids
    ]


def asked_about(asked: Sequence[AskedPrompt]) -> list[UUID]:
    """Return the ids of the agreements that these prompts of a check-in ask about."""
    return [
        UUID(prompt["id"].removeprefix(AGREEMENT_PREFIX)) for prompt in asked if prompt["kind"] == AGREEMENT
    ]


def without_question(asked: Sequence[AskedPrompt], agreement_id: UUID) -> list[AskedPrompt]:
    """Return the prompts of a check-in without the prompt that asks whether to keep this agreement."""
    return [prompt for prompt in asked if prompt["id"] != f"{AGREEMENT_PREFIX}{agreement_id}"]


def is_kept(agreement_id: UUID, both: Iterable[Mapping[str, Answer]]) -> bool:
    """Return whether both partners answered that they want to keep the agreement.

    A skip or a missing answer counts as a no. `both`: both partners' answers, by prompt id.
    """
    prompt_id = f"{AGREEMENT_PREFIX}{agreement_id}"
    answers = [answers.get(prompt_id) for answers in both]
    return len(answers) == 2 and all(answer is not None and answer.value == KEEP for answer in answers)
