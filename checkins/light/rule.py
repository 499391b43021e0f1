"""The rule that chooses a light conversation.

The rule takes the first of these that is available:

- a prompt that the partners answered differently, but both with at least "Some of the time",
- a subject (a reason or an area of the relationship) that both answered with at least "Most of the time",
- an answer that is at least `SURPRISE` points better than the partner's guess,
- questions about a partner's kind words,
- a question from a fixed list (the deck).

A subject is available only if all answers of both partners about the subject were good enough in the latest `LATELY`
check-ins, and if the subject did not come up recently. If the latest check-in was low as a whole, the rule chooses
nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from checkins.engine import EngineRound, Evidence, Item, primary_reason
from checkins.engine.choice import Resting
from checkins.engine.values import PARTNERS
from checkins.light.values import LightPick, LightSubject, PastLight
from content.values import LightKind

#: Number of latest check-ins in which no answer to a subject may be lower than FAIR ("Some of the time"). For a subject
#: that was good for both, the limit is GOOD ("Most of the time"). Answers to reverse-coded prompts are reversed first.
LATELY, FAIR, GOOD = 4, 3, 4
#: An answer of at most "A little" counts towards a low check-in.
LITTLE = 2
#: How many points an answer must be above the guess to count as a surprise.
SURPRISE = 2
#: Days after which a light conversation may come back: more than eight weeks, or half a year after "not for us".
REST_DAYS, REST_DAYS_DISMISSED = 57, 182
#: The sides of prompts about something felt. Prompts about giving are left out: only the partner can say whether
#: something given was received.
FELT = frozenset({"received", "own"})

Questions = Mapping[LightKind, Sequence[str]]


def is_low(latest: EngineRound) -> bool:
    """Return whether a check-in was low as a whole, judging by its shared answers.

    It was low if at least half of one partner's answers were "A little" or "Not at all". For prompts for which a
    high answer is bad, the answers are reversed first.
    """
    for partner in PARTNERS:
        given = [_level(item, value) for item in latest.items if (value := _value(latest, item, partner))]
        if given and sum(level <= LITTLE for level in given) * 2 >= len(given):
            return True
    return False


def rests_with(resting: Resting) -> Callable[[LightSubject], bool]:
    """Return a function that tells whether a subject may not come up because the engine brought it up recently.

    A subject is a reason or a dimension (area of the relationship). `resting`: the engine's topics that may not be
    shown today.
    """

    def rests(subject: LightSubject) -> bool:
        if subject.reason is not None:
            return subject.reason in resting.reasons
        return resting.covers(subject.dimension, None)

    return rests


def choose(
    rounds: Sequence[EngineRound],
    past: Iterable[PastLight],
    questions: Questions,
    *,
    kind_words: bool,
    tender: Collection[str],
    rests: Callable[[LightSubject], bool],
    seed: str,
) -> LightPick | None:
    """Choose the light conversation for the latest check-in. Return None if that check-in was low as a whole.

    `rounds`: the revealed check-ins, oldest first, with shared answers only.
    `past`: the light conversations that were offered before.
    `questions`: the keys of the library's questions, by kind of light conversation.
    `kind_words`: whether at least one partner shared kind words.
    `tender`: reasons to leave out. `rests`: returns True for subjects to leave out.
    `seed`: decides by chance between equally suitable conversations.
    """
    latest, today = rounds[-1], rounds[-1].date
    if is_low(latest):
        return None
    resting = _Resting(past, today)

    def luck(key: str) -> int:
        return int.from_bytes(hashlib.sha256(f"{seed} {key}".encode()).digest()[:4])

    def is_open(subject: LightSubject, least: int) -> bool:
        return (
            subject.reason not in tender
            and not rests(subject)
            and subject not in resting.subjects
            and _is_clear(rounds[-LATELY:], subject, least)
        )

    drawn: tuple[tuple[LightKind, Iterator[_Candidate]], ...] = (
        ("difference", _differences(latest, tender, is_open, luck)),
        ("good", _goods(latest, tender, is_open, luck)),
        ("surprise", _surprises(latest, is_open, luck)),
    )
    for kind, found in drawn:
        for _, subject, evidence in sorted(found, key=lambda each: each[0])[:1]:
            words = min(questions[kind], key=luck)
            return LightPick(kind, subject, words, evidence)
    if kind_words and (rested := [key for key in questions["news"] if key not in resting.questions]):
        return LightPick("news", None, min(rested, key=luck))
    deck = questions["deck"]
    rested = [key for key in deck if key not in resting.questions]
    return LightPick("deck", None, min(rested or deck, key=luck))


class _Resting:
    """The subjects that may not come up today, because a light conversation about them was offered recently.

    `questions`: the keys of questions that belong to no subject and may not come up today.
    """

    def __init__(self, past: Iterable[PastLight], today: date) -> None:
        self.subjects: set[LightSubject] = set()
        self.questions: set[str] = set()
        for one in past:
            days = REST_DAYS_DISMISSED if one.dismissed else REST_DAYS
            if today < one.date + timedelta(days=days):
                if one.subject is None:
                    self.questions.add(one.questions)
                else:
                    self.subjects.add(one.subject)


#: A possible light conversation: its rank (the lowest is taken), its subject, and the answers to show.
_Candidate = tuple[tuple[float, ...], LightSubject, tuple[Evidence, ...]]
_IsOpen = Callable[[LightSubject, int], bool]


def _differences(
    latest: EngineRound, tender: Collection[str], is_open: _IsOpen, luck: Callable[[str], int]
) -> Iterator[_Candidate]:
    for item, subject, first, second in _felt_by_both(latest, tender):
        if first != second and min(first, second) >= FAIR and is_open(subject, FAIR):
            rank = (-abs(first - second), item.reverse, luck(item.key))
            yield rank, subject, _shown(latest, item)


def _goods(
    latest: EngineRound, tender: Collection[str], is_open: _IsOpen, luck: Callable[[str], int]
) -> Iterator[_Candidate]:
    for item, subject, first, second in _felt_by_both(latest, tender):
        if min(first, second) >= GOOD and is_open(subject, GOOD):
            rank = (-(first + second), item.reverse, luck(item.key))
            yield rank, subject, _shown(latest, item)


def _surprises(latest: EngineRound, is_open: _IsOpen, luck: Callable[[str], int]) -> Iterator[_Candidate]:
    items = {item.key: item for item in latest.items}
    for guess in latest.guesses:
        item = items.get(guess.key)
        guessed = 1 - guess.by
        answer = latest.values[guessed].get(guess.key)
        if item is None or answer is None:
            continue
        subject, level = LightSubject(None, item.dimension), _level(item, answer)
        if level >= FAIR and level - _level(item, guess.value) >= SURPRISE and is_open(subject, FAIR):
            values = (None, answer) if guessed else (answer, None)
            evidence = Evidence(latest.id, latest.date, item.key, values, guess.value, guess.by)
            yield (-level, luck(item.key)), subject, (evidence,)


def _felt_by_both(
    latest: EngineRound, tender: Collection[str]
) -> Iterator[tuple[Item, LightSubject, int, int]]:
    """Yield each prompt about what the person received or experienced, if both partners answered the prompt.

    Yields the prompt, its subject and the two answers (5 is best). Prompts about giving something to the partner and
    prompts about the reasons in `tender` are left out.
    """
    for item in latest.items:
        first, second = (_value(latest, item, partner) for partner in PARTNERS)
        if item.side not in FELT or not first or not second or not item.reasons.keys().isdisjoint(tender):
            continue
        if item.anchor:
            subject = LightSubject(None, item.dimension)
        elif reason := primary_reason(item.reasons):
            subject = LightSubject(reason, item.dimension)
        else:
            continue
        yield item, subject, _level(item, first), _level(item, second)


def _is_clear(rounds: Sequence[EngineRound], subject: LightSubject, least: int) -> bool:
    """Return whether all answers about this subject in these check-ins, from both partners, are at least `least`.

    `least` is on the scale from 1 to 5 on which 5 is best. Missing answers are ignored.
    """
    return all(
        _level(item, value) >= least
        for one in rounds
        for item in one.items
        if _is_about(item, subject)
        for partner in PARTNERS
        if (value := _value(one, item, partner)) is not None
    )


def _is_about(item: Item, subject: LightSubject) -> bool:
    """Return whether a prompt is about a subject.

    If the subject is a reason, every prompt that points to this reason counts, even weakly. If the subject is a
    dimension (area of the relationship), only the dimension's anchors (prompts that every check-in asks) count.
    """
    if subject.reason is not None:
        return subject.reason in item.reasons
    return item.anchor and item.dimension == subject.dimension


def _value(one: EngineRound, item: Item, partner: int) -> int | None:
    return one.values[partner].get(item.key)


def _level(item: Item, value: int) -> int:
    """Return the answer on a scale from 1 to 5 on which 5 is best: reversed if a high answer to the prompt is bad."""
    return 6 - value if item.reverse else value


def _shown(latest: EngineRound, item: Item) -> tuple[Evidence, ...]:
    """Return both partners' answers to a prompt, as evidence to show to the couple.

    Returns an empty tuple if a high answer to the prompt is bad: such a prompt asks about something unpleasant, which
    does not suit a light conversation.
    """
    if item.reverse:
        return ()
    first, second = (_value(latest, item, partner) for partner in PARTNERS)
    return (Evidence(latest.id, latest.date, item.key, (first, second)),)
