"""Random answers for tests: drafts of every length, and different responses that look the same to the partner.

Notes contain marked words, by which a test recognises leaks. A word `unseen-…` must never reach the partner. A word
`told-…` contains the start of a check-in's id. Such a word may reach the partner only after the reveal of this
check-in, and only while both people are in the couple.
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
#: The kind of prompt that asks about an agreement. Its answer takes no note.
KEEP_IT = "agreement"
SKIP: Json = {"status": "skipped", "value": None, "note": "", "sharing": "share", "talk": False}
#: Lengths of notes, which lead to envelopes of different sizes.
LENGTHS = (0, 0, 12, 300, 1_500, 1_980)


def draft(asked: Sequence[Json], seed: str) -> Json:
    """Return random answers to some of the prompts `asked`, and to all prompts about agreements.

    Prompts about agreements are rare, so no such prompt is left out.
    """
    dice = random.Random(seed)
    least = dice.choice((0.1, 0.5, 1.0))
    return {
        prompt["id"]: _anything(prompt, dice)
        for prompt in asked
        if dice.random() < least or prompt["kind"] == KEEP_IT
    }


def whole(asked: Sequence[Json], seed: str) -> Json:
    """Return a random draft with at least one answer, as a submission needs."""
    return draft(asked, seed) or {asked[1]["id"]: _anything(asked[1], random.Random(seed))}


def shared(asked: Sequence[Json], seed: str, check_in: UUID) -> dict[str, Json | None]:
    """Return random answers as the partner will see them, by prompt id. None is an answer that looks skipped.

    Each note contains a word `told-…` with the start of the id `check_in`.
    """
    dice = random.Random(seed)
    hides = dice.choice((0.0, 0.3, 0.3, 0.9))
    low = dice.choice((1, 3, 4))
    found: dict[str, Json | None] = {}
    for prompt in asked:
        if prompt["kind"] == KEEP_IT:
            # The answer is never shown, but its result is: the author says yes in both worlds or in neither.
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
    """Return a response of which the partner sees exactly the answers in `plan`. None is an answer that looks skipped.

    The answers that the partner must not see vary with `seed`.
    """
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
    """Return random words for a pocket note, with a mark by which tests recognise a leak."""
    return _unseen(random.Random(seed))


def brimful(asked: Sequence[Json], seed: str) -> Json:
    """Return an answer that fills one of the fixed sizes to which answers are padded, up to the last byte.

    One more byte would need the next larger size.
    """
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
    """Return the answers for a response of the reader, with `unseen-` replaced by `reader-` in the notes.

    The mark `unseen-` is only for the author's words: the tests fail if the reader receives this mark.
    """
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
