"""Make answers: drafts of every length, and responses that look the same to a partner but are not.

Notes carry words that can be found again: `unseen-…` must never reach the partner; `told-…`, with the beginning of the
check-in's id, only once that check-in is revealed and while both live together.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from checkins import sealing
from checkins.answering.answers import Answer

Json = dict[str, Any]
WORDS = {"appreciation", "wish"}
#: The question about an agreement, which takes no note.
KEEP_IT = "agreement"
#: The plaintext of these lands in different buckets of the envelope.
SKIP: Json = {"status": "skipped", "value": None, "note": "", "sharing": "share", "talk": False}
LENGTHS = (0, 0, 12, 300, 1_500, 1_980)


def draft(asked: Sequence[Json], seed: str) -> Json:
    """Random answers to some of the prompts, and to all about agreements, which are few."""
    dice = random.Random(seed)
    least = dice.choice((0.1, 0.5, 1.0))
    return {
        prompt["id"]: _anything(prompt, dice)
        for prompt in asked
        if dice.random() < least or prompt["kind"] == KEEP_IT
    }


def whole(asked: Sequence[Json], seed: str) -> Json:
    """Like `draft`, with at least one answer, as a submission needs."""
    return draft(asked, seed) or {asked[1]["id"]: _anything(asked[1], random.Random(seed))}


def shared(asked: Sequence[Json], seed: str, check_in: UUID) -> dict[str, Json | None]:
    """The part of a response that the partner will see, by prompt. None: it must look like a skip."""
    dice = random.Random(seed)
    hides = dice.choice((0.0, 0.3, 0.3, 0.9))
    low = dice.choice((1, 3, 4))
    found: dict[str, Json | None] = {}
    for prompt in asked:
        if prompt["kind"] == KEEP_IT:
            # Its answer is never seen, but its result is: both worlds say yes to it, or neither does.
            found[prompt["id"]] = _said(5, "") if dice.random() < 0.5 else None
            continue
        if dice.random() < hides:
            found[prompt["id"]] = None
            continue
        note = f"told-{check_in.hex[:8]} {'x' * dice.choice(LENGTHS)}" if dice.random() < 0.4 else ""
        if prompt["kind"] in WORDS:
            found[prompt["id"]] = _said(None, note or f"told-{check_in.hex[:8]}")
        elif dice.random() < 0.15:
            found[prompt["id"]] = {**_said(None, note), "status": "did_not_come_up"}
        else:
            found[prompt["id"]] = {**_said(dice.randint(low, 5), note), "talk": dice.random() < 0.3}
    return found


def variant(plan: dict[str, Json | None], asked: Sequence[Json], seed: str) -> Json:
    """One of the responses that look like `plan`. Hidden answers are missing, skipped, or private."""
    dice = random.Random(seed)
    answers: Json = {}
    for prompt in asked:
        seen = plan[prompt["id"]]
        if seen is not None:
            answers[prompt["id"]] = seen
            continue
        if prompt["kind"] == KEEP_IT:
            if kept_back := dice.choice((_said(1, ""), _skip(""), None)):
                answers[prompt["id"]] = kept_back
            continue
        match dice.choice(("private", "private", "nothing", "skip", "skip with a note")):
            case "private":
                answers[prompt["id"]] = {**_anything(prompt, dice, answered=True), "sharing": "private"}
            case "skip":
                answers[prompt["id"]] = _skip("")
            case "skip with a note":
                choices = {"sharing": dice.choice(("share", "private")), "talk": dice.choice((True, False))}
                answers[prompt["id"]] = {**_skip(_unseen(dice)), **choices}
    if not answers:
        answers[asked[0]["id"]] = _skip("")
    return answers


def pocket_words(seed: str) -> str:
    """Words of a private note, of any length."""
    return _unseen(random.Random(seed))


def brimful(asked: Sequence[Json], seed: str) -> Json:
    """An answer in words that fills its envelope to the last byte, so that one more would need the next size."""
    [prompt] = [each["id"] for each in asked if each["kind"] == "appreciation"]
    start = f"unseen-{random.Random(seed).getrandbits(32):08x} "

    def size(length: int) -> int:
        answers = {prompt: Answer("answered", note=start + "x" * length)}
        nobody = UUID(int=0)
        return len(
            sealing.seal_answers(bytes(32), answers, couple_id=nobody, author_id=nobody, check_in_id=nobody)
        )

    length = next(each for each in range(2_000) if size(each + 1) > size(0))
    return {prompt: _said(None, start + "x" * length)}


def as_readers(answers: Json) -> Json:
    """The same response, in words that are the reader's own: those may come back."""
    return {
        prompt: {**answer, "note": answer["note"].replace("unseen-", "reader-")}
        for prompt, answer in answers.items()
    }


def _anything(prompt: Json, dice: random.Random, *, answered: bool = False) -> Json:
    choices = {"sharing": dice.choice(("share", "private")), "talk": dice.choice((True, False))}
    if prompt["kind"] == KEEP_IT:
        return {**dice.choice((_said(5, ""), _said(1, ""), _skip(""))), **choices}
    if prompt["kind"] in WORDS:
        return {**_said(None, _unseen(dice)), **choices}
    if answered or dice.random() < 0.7:
        return {**_said(dice.randint(1, 5), dice.choice(("", _unseen(dice)))), **choices}
    return {**_skip(_unseen(dice)), "status": dice.choice(("skipped", "did_not_come_up")), **choices}


def _unseen(dice: random.Random) -> str:
    return f"unseen-{dice.getrandbits(32):08x} {'é' * dice.choice(LENGTHS)}"[:2_000]


def _said(value: int | None, note: str) -> Json:
    return {"status": "answered", "value": value, "note": note, "sharing": "share", "talk": False}


def _skip(note: str) -> Json:
    return {"status": "skipped", "value": None, "note": note, "sharing": "share", "talk": False}
