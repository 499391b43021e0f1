"""Convert a stored talking point to the data and sentences that one viewer sees. This needs no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from checkins.engine import Partner, rules
from checkins.talking import wording
from checkins.talking.points import (
    AnotherWay,
    Helped,
    LightConversation,
    ListedStarter,
    Point,
    PointEvidence,
    PointReason,
    PointRole,
    ShownExperiment,
    Voice,
    WhenToTalk,
    Who,
    Why,
    WishWords,
    other_language,
)
from checkins.talking.topics import Topic, TopicLine, together
from content.readers import readers_library, wording_said
from content.values import Dimension, Experiment, Reason, Starter


@dataclass(frozen=True, slots=True)
class Voices:
    """Both partners' choices about a talking point, as stored.

    `choices`: the viewer's and the partner's choice ("" before a choice).
    `helped`: the viewer's answer to "Did it help?". `told`: whether the viewer shares this answer.
    `partner_told`: the partner's answer to "Did it help?", if the partner shares it.
    """

    choices: tuple[str, str] = ("", "")
    helped: str = ""
    told: bool = False
    partner_told: str = ""


@dataclass(frozen=True, slots=True)
class SavedEntry:
    """A starter's entry on the couple's list. `talked_on`: the day on which the partners talked about the starter."""

    talked_on: dt.date | None


_WITHOUT_REASON: Collection[PointRole] = ("strength", "wish", "light")
#: A function that looks up an entry by a starter's key. It returns None if the starter is not on the list.
SavedStarters = Callable[[str], SavedEntry | None]


@dataclass(frozen=True, slots=True)
class OpenedPoint:
    """A talking point as read from the database, with its topic decrypted.

    `talked_on` and `tried_on` are days in the couple's time zone. `position`: the place among the check-in's talking
    points.
    """

    id: UUID
    check_in_id: UUID
    check_in_number: int
    position: int
    role: PointRole
    talked_on: dt.date | None
    tried_on: dt.date | None
    topic: Topic
    voices: Voices


def point(shown: OpenedPoint, reader: wording.Reader, *, saved: SavedStarters, words: str = "") -> Point:
    """Convert a talking point to what its reader sees.

    `saved`: a function that looks up a starter on the couple's list.
    `words`: if the point is a wish, what its author wrote, else "".
    """
    topic = shown.topic
    reason = readers_library().reasons.get(topic.reason) if topic.reason else None
    # These roles need no reason's starters: a strength is only to be enjoyed, a light conversation has its own
    # questions, and a wish may be about anything.
    to_work_with = None if shown.role in _WITHOUT_REASON else reason or _to_begin_with(topic)
    offered = to_work_with.starters if to_work_with else ()
    if shown.role == "wish":
        offered = readers_library().wish_starters
    return Point(
        id=shown.id,
        kind=topic.kind,
        role=shown.role,
        reason=_reason(reason) if reason else None,
        dimension=cast(Dimension | None, topic.dimension or None),
        felt_by="both" if topic.felt_by is None else _who(topic.felt_by, reader),
        headline=wording.headline(topic, reader, check_in_number=shown.check_in_number, place=shown.position),
        why=Why(
            rule=topic.rule,
            sentences=wording.why(topic, reader),
            evidence=[_evidence(line, reader) for line in topic.lines],
        ),
        starters=[starter(found, saved=saved) for found in offered],
        experiment=_experiment(to_work_with, shown.id) if to_work_with else None,
        voice=voice(
            shown.voices, private=shown.role == "private", talked_on=shown.talked_on, tried_on=shown.tried_on
        ),
        another_way=_another_way(to_work_with, shown, reader, saved=saved) if to_work_with else None,
        recurring=topic.recurring,
        words=WishWords(_who(topic.felt_by, reader), words) if words and topic.felt_by is not None else None,
        light=_light(topic),
    )


def _evidence(line: TopicLine, reader: wording.Reader) -> PointEvidence:
    prompt, language = wording_said(line.prompt)
    return PointEvidence(
        date=line.date,
        prompt=prompt,
        mine=line.values[reader.seat],
        theirs=line.values[1 - reader.seat],
        guess=line.guess,
        guess_by=None if line.guess_by is None else _who(line.guess_by, reader),
        language=other_language(language),
    )


def voice(voices: Voices, *, private: bool, talked_on: dt.date | None, tried_on: dt.date | None) -> Voice:
    """Return what the viewer sees of both partners' stored choices about a talking point.

    `private`: whether the talking point is a card that only the viewer sees.
    `talked_on`: the day on which the couple talked about the point (None: not marked as talked about). If it is None,
    the viewer's own answer to "Did it help?" is left out.
    `tried_on`: the day on which the couple tried the small thing to try (None: not marked as tried).
    """
    mine, theirs = voices.choices
    return Voice(
        mine=cast(WhenToTalk | None, mine or None),
        # A private card has only one reader, so the reader's choice is the joint result.
        both=cast(WhenToTalk | None, (mine or None) if private else together((mine, theirs))),
        talked_on=talked_on,
        tried_on=tried_on,
        # Hidden while the point is not marked as talked about, for example after the mark was removed.
        helped=cast(Helped | None, (voices.helped or None) if talked_on else None),
        told=voices.told,
        partner_told=cast(Helped | None, voices.partner_told or None),
    )


def starter(found: Starter, *, saved: SavedStarters) -> ListedStarter:
    """Convert a starter of the library to what the viewer sees, including whether it is on the couple's list."""
    place = saved(found.key)
    return ListedStarter(
        key=found.key,
        for_=found.for_,
        text=found.text,
        saved=place is not None,
        talked_on=place.talked_on if place else None,
        language=other_language(found.language),
    )


def experiment(found: Experiment) -> ShownExperiment:
    """Convert a small thing to try from the library to what the viewer sees."""
    return ShownExperiment(found.key, found.text, found.minutes, other_language(found.language))


def _light(topic: Topic) -> LightConversation | None:
    questions = readers_library().light.get(topic.questions or "")
    if questions is None:
        return None
    return LightConversation(questions.kind, questions.questions, other_language(questions.language))


def _who(seat: Partner, reader: wording.Reader) -> Who:
    return "me" if seat == reader.seat else "partner"


def _reason(reason: Reason) -> PointReason:
    return PointReason(
        key=reason.key,
        title=reason.title,
        summary=reason.summary,
        meaning=reason.meaning,
        not_this=reason.not_this,
        dimension=reason.dimension,
        language=other_language(reason.language),
    )


def _to_begin_with(topic: Topic) -> Reason | None:
    """Return a reason whose starters suit a topic that has no reason. Return None if no reason suits.

    Each prompt that every check-in asks names possible reasons, each with a weight. The result is the reason with the
    highest weight among the prompts about the topic's dimension (area of the relationship). No reason suits the
    private card about answers that were low everywhere.
    """
    if topic.rule == rules.DRIFT_ALL_LOW:
        return None
    library = readers_library()
    named: dict[str, float] = {}
    for anchor in library.anchors:
        if anchor.dimension == topic.dimension:
            named.update(anchor.reasons)
    key = min(named, key=lambda each: (-named[each], each), default=None)
    return library.reasons.get(key) if key is not None else None


def _another_way(
    reason: Reason, shown: OpenedPoint, reader: wording.Reader, *, saved: SavedStarters
) -> AnotherWay | None:
    """Return another small thing to try and other starters, if talking helped the reader little or not at all.

    Otherwise return None. Only the reader sees the result. The starters show the topic from the partner's side. If
    only the partner felt the problem, these are the starters for the person who feels it. Otherwise, these are the
    starters for the person who listens.
    """
    if shown.talked_on is None or shown.voices.helped not in {"a_little", "no"}:
        return None
    role = "feels" if shown.topic.felt_by == 1 - reader.seat else "listens"
    return AnotherWay(
        experiment=_experiment(reason, shown.id, turn=1) if len(reason.experiments) > 1 else None,
        starters=[starter(found, saved=saved) for found in reason.starters if found.for_ == role],
    )


def _experiment(reason: Reason, point_id: UUID, *, turn: int = 0) -> ShownExperiment | None:
    """Choose one of the reason's experiments. The same point and `turn` always give the same choice.

    Each higher `turn` gives the next experiment in the list. Return None if the reason has no experiments.
    """
    if not reason.experiments:
        return None
    return experiment(reason.experiments[(point_id.int + turn) % len(reason.experiments)])
