"""The stored content of a talking point: a finding, a wish or a light conversation, with the answers behind it.

Pure functions.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from checkins.engine import Evidence, Finding, FindingKind, Partner, TopicOutcome
from content.values import LightKind

PointKind = Literal[FindingKind, "wish", "light"]


@dataclass(frozen=True, slots=True)
class TopicLine:
    """One of the prompts on which a topic is based, with both partners' answers.

    `date`: the check-in's day in the couple's time zone. `prompt`: the prompt's text as it was asked.
    `values`: the answers by seat, on the scale from 1 to 5. None: no answer, or none that the topic may show.
    `guess`: a partner's guess about the other partner's answer (1 to 5). `guess_by`: the seat of the guessing partner.
    """

    date: dt.date
    prompt: str
    values: tuple[int | None, int | None]
    guess: int | None = None
    guess_by: Partner | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A finding, a wish or a light conversation, as it is stored. Partners are stored as seats (0 or 1).

    A wish is what one partner would like to talk about. The author's words stay in the response.

    `dimension`: the area of the relationship, such as "connection", or "" for none.
    `felt_by`: the partner whom a finding is about (None: both partners), or the author of a wish.
    `prompt`: for a wish, the id of the prompt that the author answered.
    `questions`: for a light conversation, the key of its questions in the library.
    """

    kind: PointKind
    reason: str | None
    dimension: str
    rule: str
    felt_by: Partner | None
    recurring: bool
    lines: tuple[TopicLine, ...]
    #: The reasons of all topics that the couple was shown earlier. Stored only with problems that both partners see.
    #: None in all other topics, and in topics stored before this field existed.
    before: frozenset[str] | None = None
    prompt: str | None = None
    questions: str | None = None


#: The rule of a light topic that means "no conversation this time".
NEUTRAL_RULE = "light.none"
#: Most pairs of answers to store with a topic. These are enough to answer "Why this?".
MOST_LINES = 6


def from_finding(
    finding: Finding,
    wording: Mapping[tuple[str, str], str],
    *,
    only: Partner | None = None,
    before: frozenset[str] | None = None,
) -> Topic:
    """Make a topic from a finding.

    `wording`: the text of each prompt as it was asked, by check-in id and prompt key.
    `only`: make a private card for this partner, without the other partner's answers.
    `before`: the reasons of all topics that the couple was shown earlier. These reasons are stored with the topic, so
    that later reveals don't have to decrypt every old topic. None: no reasons are stored.
    """

    def visible(values: tuple[int | None, int | None]) -> tuple[int | None, int | None]:
        match only:
            case 0:
                return values[0], None
            case 1:
                return None, values[1]
            case _:
                return values

    lines = tuple(
        TopicLine(
            date=evidence.date,
            prompt=wording.get((evidence.round_id, evidence.key), ""),
            values=visible(evidence.values),
            guess=evidence.guess if only is None else None,
            guess_by=evidence.guess_by if only is None else None,
        )
        for evidence in finding.evidence[:MOST_LINES]
    )
    return Topic(
        finding.kind,
        finding.reason,
        finding.dimension,
        finding.rule,
        finding.felt_by,
        finding.recurring,
        lines,
        before,
    )


def from_wish(author: Partner, prompt: str, dimension: str | None, lines: Sequence[TopicLine]) -> Topic:
    """Make a topic from a wish: something that one partner would like to talk about.

    `prompt`: the id of the prompt that the author answered.
    `dimension`: the area of the relationship to which the prompt belongs (None: to no area).
    `lines`: both partners' answers to the prompt, if the wish is a note on a prompt with a scale. Otherwise empty.
    """
    return Topic(
        "wish", None, dimension or "", "wish", author, recurring=False, lines=tuple(lines), prompt=prompt
    )


def from_light(
    kind: LightKind,
    reason: str | None,
    dimension: str,
    questions: str,
    evidence: Sequence[Evidence],
    wording: Mapping[tuple[str, str], str],
) -> Topic:
    """Make a topic from a light conversation: friendly questions for a reveal with neither a wish nor a problem.

    `reason`, `dimension`: the subject of the conversation (None and "": no subject).
    `questions`: the key of the questions in the library. `evidence`: the answers that led to the conversation.
    `wording`: the text of each prompt as it was asked, by check-in id and prompt key.
    """
    lines = tuple(
        TopicLine(
            each.date, wording.get((each.round_id, each.key), ""), each.values, each.guess, each.guess_by
        )
        for each in evidence
    )
    return Topic(
        "light", reason, dimension, f"light.{kind}", None, recurring=False, lines=lines, questions=questions
    )


def to_document(topic: Topic) -> dict[str, Any]:
    """Convert a topic to plain JSON values."""
    extra: dict[str, Any] = {} if topic.before is None else {"before": sorted(topic.before)}
    if topic.prompt is not None:
        extra["prompt"] = topic.prompt
    if topic.questions is not None:
        extra["questions"] = topic.questions
    return {
        **extra,
        "v": 1,
        "kind": topic.kind,
        "reason": topic.reason,
        "dimension": topic.dimension,
        "rule": topic.rule,
        "felt_by": topic.felt_by,
        "recurring": topic.recurring,
        "lines": [
            [line.date.isoformat(), line.prompt, list(line.values), line.guess, line.guess_by]
            for line in topic.lines
        ],
    }


def from_document(document: Mapping[str, Any]) -> Topic:
    """Convert the JSON values of `to_document` back to a topic."""
    return Topic(
        kind=document["kind"],
        reason=document["reason"],
        dimension=document["dimension"],
        rule=document["rule"],
        felt_by=document["felt_by"],
        recurring=document["recurring"],
        lines=tuple(
            TopicLine(dt.date.fromisoformat(day), prompt, (values[0], values[1]), guess, guess_by)
            for day, prompt, values, guess, guess_by in document["lines"]
        ),
        before=frozenset(document["before"]) if "before" in document else None,
        prompt=document.get("prompt"),
        questions=document.get("questions"),
    )


def together(choices: tuple[str, str]) -> str | None:
    """Return the joint result of both partners' choices (now, later, not_for_us), or None until both have chosen.

    The more reluctant choice counts, so that nobody is talked into a topic.
    """
    for choice in ("", "not_for_us", "later", "now"):
        if choice in choices:
            return choice or None
    return None


def shared_helped(helped: str, *, shared: bool) -> str:
    """Return the answer to "Did it help?" as the author's partner may see it: "" unless the author shares it."""
    return helped if shared else ""


def outcome(*, choices: tuple[str, str], talked: bool, helped: tuple[str, str] = ("", "")) -> TopicOutcome:
    """Return the outcome of a topic that the couple was shown.

    - After the partners talked: "unhelped" if a shared answer is "no", otherwise "helped" if a shared answer is "yes",
      otherwise "talked".
    - Before they talked: the joint choice if it is "not_for_us" or "later", otherwise "shown".

    The outcome depends only on facts that both partners can see. So a choice counts only after both have chosen.
    `choices`: each partner's choice (now, later, not_for_us, or "" for none). `talked`: whether the partners talked
    about the topic.
    `helped`: the shared answers to "Did it help?". A "no" overrules a "yes", so that nobody is outvoted. See
    docs/decisions/0008 and 0010.
    """
    if talked:
        return "unhelped" if "no" in helped else "helped" if "yes" in helped else "talked"
    match together(choices):
        case "not_for_us":
            return "not_for_us"
        case "later":
            return "later"
        case _:
            return "shown"
