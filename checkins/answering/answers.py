"""Check a client's answers to the prompts of a check-in. Pure functions.

The answers are kept by prompt id. A prompt without an entry is not answered yet, and counts as skipped once the
person submits. A missing answer never counts as a value on the scale.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any, Final, Literal, get_args

from django.utils.translation import gettext as _

from checkins.asking.prompts import AGREEMENT, AGREEMENT_PREFIX, WORDS, AskedPrompt, is_tender
from couples.errors import Invalid
from couples.sharing import Sharing
from couples.typed.whole_text import shows, whole_text

#: Longest note in code points, as the page counts them: a simple emoji or a Chinese character counts as one.
NOTE_LIMIT = 2_000
AnswerStatus = Literal["answered", "did_not_come_up", "skipped"]
FIELDS = frozenset({"status", "value", "note", "sharing", "talk"})
#: The values of an answer to "Keep it?".
KEEP: Final = 5
LET_REST: Final = 1
#: Once an invalid request has this many errors, its other answers are not checked.
MOST_ERRORS = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's answer to one prompt.

    `value`: for a prompt answered on the scale, 1 ("Not at all") to 5 ("All week"). For the question whether to keep
    an agreement, 5 (keep it) or 1 (let it rest). Otherwise None, for example if the prompt was skipped.
    `note`: the author's own words, if any.
    `talk`: whether the author would like to talk about the note. Has no effect on a private answer.
    """

    status: AnswerStatus
    value: int | None = None
    note: str = ""
    sharing: Sharing = "share"
    talk: bool = False


Answers = dict[str, Answer]
SKIPPED = Answer("skipped")

#: Error codes and messages by the path of the invalid field.
CollectedErrors = dict[str, list[dict[str, str]]]


def parse_answers(raw: object, prompts: Sequence[AskedPrompt]) -> Answers:
    """Check a client's answers against the prompts that were asked, and return the answers by prompt id.

    If the client sends an empty text for a prompt that is answered in words, the prompt counts as not answered. If
    the client sends no sharing choice, an answer about a tender topic is private, and any other answer is shared.
    Answers about an agreement are always private. An answer about an agreement that has since ended is ignored.

    Raises Invalid with one error for each wrong field, by the field's path, such as `answers.<prompt id>.value`.
    """
    if not isinstance(raw, dict):
        raise Invalid(
            _("Send the answers as one object."), fields=_one("answers", "wrong_type", _("An object."))
        )
    kinds = {asked["id"]: asked["kind"] for asked in prompts}
    default_sharing = {asked["id"]: "private" if is_tender(asked) else "share" for asked in prompts}
    errors: CollectedErrors = {}
    answers: Answers = {}
    for prompt_id, entry in raw.items():
        if len(errors) >= MOST_ERRORS:
            break
        kind = kinds.get(prompt_id)
        if kind is None and str(prompt_id).startswith(AGREEMENT_PREFIX):
            continue
        if kind is None:
            errors |= _one(_path(prompt_id), "unknown_prompt", _("This prompt isn't part of this check-in."))
        elif not isinstance(entry, dict):
            errors |= _one(_path(prompt_id), "wrong_type", _("An object with a status."))
        elif found := _errors(kind, entry):
            errors |= {f"{_path(prompt_id)}.{name}": [error] for name, error in found.items()}
        else:
            note = whole_text(entry.get("note", ""))
            sharing: Sharing = entry.get("sharing", default_sharing[prompt_id])
            if kind == AGREEMENT:
                sharing = "private"
            answer = Answer(entry["status"], entry.get("value"), note, sharing, entry.get("talk", False))
            if kind not in WORDS or answer.status == "skipped" or shows(answer.note):
                answers[prompt_id] = answer
    if errors:
        raise Invalid(_("Please check what you entered."), code="invalid_answers", fields=errors)
    return answers


def parse_partial_answers(raw: object, prompts: Sequence[AskedPrompt], kept: Mapping[str, Answer]) -> Answers:
    """Check a client's answers to some of the prompts, and return the answers in `kept` updated with them.

    `kept`: the answers stored so far, by prompt id. If the client sends null for a prompt, the stored answer to that
    prompt is removed. The same holds for an empty text, if the prompt is answered in words.

    Raises Invalid with one error for each wrong field, by the field's path, such as `answers.<prompt id>.value`.
    """
    if not isinstance(raw, dict):
        return parse_answers(raw, prompts)
    removed = {prompt_id: asdict(SKIPPED) for prompt_id, entry in raw.items() if entry is None}
    given = parse_answers({**raw, **removed}, prompts)
    stays = {prompt_id: answer for prompt_id, answer in kept.items() if prompt_id not in raw}
    return stays | {prompt_id: answer for prompt_id, answer in given.items() if prompt_id not in removed}


def complete_answers(answers: Mapping[str, Answer], prompts: Sequence[AskedPrompt]) -> Answers:
    """Return one answer for each prompt, in the order asked, ready to be sealed at submission.

    A prompt without an answer counts as skipped. Raises Invalid (`nothing_answered`) if `answers` is empty, which is
    surely a mistake.
    """
    if not answers:
        raise Invalid(
            _("Answer or skip at least one prompt before you finish."),
            code="nothing_answered",
            fields=_one("answers", "nothing_answered", _("Nothing is answered yet.")),
        )
    return {asked["id"]: answers.get(asked["id"], SKIPPED) for asked in prompts}


def without_tender(answers: Mapping[str, Answer], prompts: Sequence[AskedPrompt]) -> Answers:
    """Return the answers, with every answer about a tender topic made private.

    Used when their author no longer wants to be asked about tender topics.
    """
    tender = {asked["id"] for asked in prompts if is_tender(asked)}
    return {
        prompt_id: replace(answer, sharing="private") if prompt_id in tender else answer
        for prompt_id, answer in answers.items()
    }


def _path(prompt_id: object) -> str:
    return f"answers.{_echo(prompt_id)}"


def _echo(name: object) -> str:
    """Return a prompt id or field name from the client as at most 80 characters of valid UTF-8, for use in an error."""
    return str(name)[:80].encode(errors="replace").decode()


def _one(path: str, code: str, message: str) -> CollectedErrors:
    return {path: [{"code": code, "message": message}]}


def _errors(kind: str, entry: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Check one answer from the client. Return the first mistake in each wrong field, by field name.

    A mistake is an error code and a message.
    `kind`: the kind of the answered prompt. `entry`: the answer's fields, as sent.
    """
    found: dict[str, dict[str, str]] = {}

    def wrong(field: str, code: str, message: str) -> None:
        found.setdefault(field, {"code": code, "message": message})

    for name in islice(entry.keys() - FIELDS, MOST_ERRORS):
        wrong(_echo(name), "unknown_field", _("An answer has status, value, note, sharing and talk."))
    status, value = entry.get("status"), entry.get("value")
    note, sharing = entry.get("note", ""), entry.get("sharing", "share")
    if "status" not in entry:
        wrong("status", "required", _("Say answered, did_not_come_up or skipped."))
    elif status not in get_args(AnswerStatus):
        wrong("status", "unknown_choice", _("Say answered, did_not_come_up or skipped."))
    elif status == "did_not_come_up" and kind in WORDS:
        wrong("status", "not_offered", _("This prompt is answered in words, or skipped."))
    elif status == "did_not_come_up" and kind == AGREEMENT:
        wrong("status", "not_offered", _("Keep it, let it rest, or skip."))
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        wrong("value", "wrong_type", _("A whole number from 1 to 5, or nothing."))
    elif value is None and status == "answered" and kind not in WORDS:
        wrong("value", "required", _("Pick one of the five, or skip."))
    elif value is not None and (kind in WORDS or status in ("skipped", "did_not_come_up")):
        wrong("value", "not_expected", _("This answer takes no value."))
    elif value is not None and not 1 <= value <= 5:
        wrong("value", "out_of_range", _("A whole number from 1 to 5."))
    elif value is not None and kind == AGREEMENT and value not in (KEEP, LET_REST):
        wrong("value", "out_of_range", _("5 to keep it, or 1 to let it rest."))
    if not isinstance(note, str):
        wrong("note", "wrong_type", _("Text."))
    elif len(note) > NOTE_LIMIT:
        wrong("note", "too_long", _("At most 2,000 characters."))
    elif note and kind == AGREEMENT:
        wrong("note", "not_expected", _("This answer takes no note."))
    if sharing not in get_args(Sharing):
        wrong("sharing", "unknown_choice", _("Say share or private."))
    if not isinstance(entry.get("talk", False), bool):
        wrong("talk", "wrong_type", _("True or false."))
    return found
