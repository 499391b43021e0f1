"""A talking point as one viewer sees it, ready for the API. Pure but for the library's texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from checkins import wording
from checkins.topics import Topic, together
from content.catalogue import Reason, Starter, catalogue


@dataclass(frozen=True, slots=True)
class Voices:
    """What was said of a point. `choices` in the order mine, theirs ("" while unsaid); `helped` is mine alone."""

    choices: tuple[str, str] = ("", "")
    helped: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A talking point's row, opened."""

    id: UUID
    role: str
    talked_at: dt.datetime | None
    topic: Topic
    voices: Voices


def point(shown: Shown, reader: wording.Reader, *, is_saved: Callable[[str], bool]) -> dict[str, Any]:
    """The Point of the API."""
    topic = shown.topic
    private = shown.role == "private"
    reason = catalogue().reasons.get(topic.reason) if topic.reason else None
    # What went well is there to be enjoyed, not worked on.
    to_work_with = reason if shown.role != "strength" else None
    mine, theirs = shown.voices.choices
    return {
        "id": shown.id,
        "kind": topic.kind,
        "role": shown.role,
        "reason": _reason(reason) if reason else None,
        "dimension": topic.dimension,
        "felt_by": "both" if topic.felt_by is None else "me" if topic.felt_by == reader.seat else "partner",
        "headline": wording.headline(topic, reader),
        "why": {
            "rule": topic.rule,
            "sentences": wording.why(topic, reader),
            "evidence": [
                {
                    "date": line.date,
                    "prompt": line.prompt,
                    "mine": line.values[reader.seat],
                    "theirs": line.values[1 - reader.seat],
                    "guess": line.guess,
                    "guess_by": None
                    if line.guess_by is None
                    else "me"
                    if line.guess_by == reader.seat
                    else "partner",
                }
                for line in topic.lines
            ],
        },
        "starters": [starter(found, is_saved=is_saved) for found in to_work_with.starters]
        if to_work_with
        else [],
        "experiment": _experiment(to_work_with, shown.id) if to_work_with else None,
        "voice": {
            "mine": mine or None,
            # A private card has one reader, whose word is all there is.
            "both": (mine or None) if private else together((mine, theirs)),
            "talked_at": shown.talked_at,
            "helped": shown.voices.helped or None,
        },
        "recurring": topic.recurring,
    }


def starter(found: Starter, *, is_saved: Callable[[str], bool]) -> dict[str, Any]:
    """A starter of the library with whether the couple's list holds it."""
    return {"key": found.key, "for": found.for_, "text": found.text, "saved": is_saved(found.key)}


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "key": reason.key,
        "title": reason.title,
        "summary": reason.summary,
        "meaning": reason.meaning,
        "not_this": reason.not_this,
        "dimension": reason.dimension,
    }


def _experiment(reason: Reason, point_id: UUID) -> dict[str, Any] | None:
    """One of the reason's experiments: always the same for a point, another for the next."""
    if not reason.experiments:
        return None
    chosen = reason.experiments[point_id.int % len(reason.experiments)]
    return {"key": chosen.key, "text": chosen.text, "minutes": chosen.minutes}
