"""Choose the prompts of a check-in. Pure: values in, prompt ids out.

Both partners get the same set. The choice depends only on earlier sets and on what was revealed to both (the engine's
suspicions), so it discloses nothing private.
"""

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from checkins.engine import primary_reason

APPRECIATION = "words.appreciation"
WISH = "words.wish"
GUESS_PREFIX = "guess."
#: Every reason comes up within this many completed sets, and no wording comes twice within them.
CYCLE = 9
#: Rotating prompts in a set, and how many of them belong to the cycle. The others are for follow-ups. Weeks without
#: follow-ups run ahead of the cycle and make room for later ones.
ROTATING, STEADY = 5, 3
#: Sets after which a reason has its turn again, if the cycle has a choice: half a cycle.
TURN = (CYCLE + 1) // 2
#: Rotating prompts in a couple's very first set, which is short: two people find out what this is.
ROTATING_FIRST = 1
NEVER = -1
#: Completed sets that the choice looks back on. Every wording of a deck has its turn within them, so older sets have no
#: influence.
REMEMBERED = 52


class Askable(Protocol):
    """What selection needs to know about a prompt. The catalogue's prompts match it."""

    @property
    def id(self) -> str: ...
    @property
    def reasons(self) -> Mapping[str, float]: ...
    @property
    def side(self) -> str | None: ...
    @property
    def retired(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class PastSet:
    """An earlier set. `completed`: it was revealed. A missed set does not advance the cycle."""

    prompt_ids: Sequence[str]
    completed: bool


def select(
    *,
    anchors: Sequence[Askable],
    reason_prompts: Iterable[Askable],
    past: Sequence[PastSet],
    suspicions: Sequence[str],
    tender: bool,
    seed: int,
    tender_reasons: Collection[str] = frozenset(),
    solo: bool = False,
    first: bool = False,
    odds: Mapping[str, float] | None = None,
) -> list[str]:
    """The prompt ids of the next set, in the order of asking. Equal input gives an equal set.

    `past` is oldest first; its newest `REMEMBERED` completed sets are enough. `suspicions` are reason keys, strongest
    first: at most two are followed up, in a wording that this cycle has not used. `odds` say how much the revealed
    answers speak for a reason (1, or left out: nothing does). Of the reasons whose turn it is, the likeliest go first.
    Prompts about any of `tender_reasons` are asked only if `tender`. `solo`: a person who answers alone, so no guess.
    `first`: a couple's very first set, which has one rotating prompt, no guess and no wish.
    Order: appreciation in words, the anchors, five rotating prompts, one guess, the wish.
    """
    used = _last_used(past)
    sets = sum(1 for earlier in past if earlier.completed)
    dice = random.Random(seed)
    wordings = _wordings(reason_prompts, frozenset() if tender else frozenset(tender_reasons))
    luck = {reason: dice.random() for reason in sorted(wordings)}
    places = ROTATING_FIRST if first else ROTATING
    asked = _choose_reasons(wordings, used, sets, suspicions, odds or {}, luck)[:places]
    rotating = [_wording(wordings[reason], used, dice) for reason in asked]
    opening = [APPRECIATION, *(anchor.id for anchor in anchors), *rotating]
    if first:
        return opening
    guess = [] if solo else _guess(anchors, used, dice)
    return [*opening, *guess, WISH]


def _last_used(past: Sequence[PastSet]) -> dict[str, int]:
    """Per prompt id, the number of the last completed set with it."""
    completed = (earlier for earlier in past if earlier.completed)
    return {prompt_id: number for number, earlier in enumerate(completed) for prompt_id in earlier.prompt_ids}


def _wordings(prompts: Iterable[Askable], left_out: Collection[str]) -> dict[str, list[Askable]]:
    """Per eligible reason, every prompt mainly about it. Includes retired ones: they show when it was last asked."""
    found: dict[str, list[Askable]] = {}
    for prompt in prompts:
        reason = primary_reason(prompt.reasons)
        if reason is not None and not any(key in left_out for key in prompt.reasons):
            found.setdefault(reason, []).append(prompt)
    return {reason: group for reason, group in found.items() if any(not prompt.retired for prompt in group)}


def _choose_reasons(
    wordings: Mapping[str, Sequence[Askable]],
    used: Mapping[str, int],
    sets: int,
    suspicions: Sequence[str],
    odds: Mapping[str, float],
    luck: Mapping[str, float],
) -> list[str]:
    """Reasons for this set: those that can't wait, newcomers, two follow-ups, then the likeliest whose turn it is."""
    asked_at = {
        reason: max(used.get(prompt.id, NEVER) for prompt in group) for reason, group in wordings.items()
    }
    # A reason in the cycle is never late, so a late one is new or was left out for a while. Many of them at once take
    # only free places and can't push others past their turn.
    newcomers = [reason for reason, at in asked_at.items() if at + CYCLE < sets]
    queue = [reason for reason in asked_at if reason not in newcomers]
    for waiting in (newcomers, queue):
        waiting.sort(key=lambda reason: (asked_at[reason], luck[reason]))
    dues = [asked_at[reason] + CYCLE - sets for reason in queue]
    fresh = {reason for reason, group in wordings.items() if _has_fresh(group, used, sets)}
    followed = [reason for reason in dict.fromkeys(suspicions) if reason in fresh]

    def rank(reason: str) -> tuple[bool, bool, float]:
        """Its turn first, then the odds that it has begun by now: before its latest asking, or since."""
        waited = sets - asked_at[reason] if asked_at[reason] != NEVER else CYCLE
        # An own deck may be too small for fresh wordings. Then a repeated one is better than a short set.
        return reason not in fresh, waited < TURN, -odds.get(reason, 1.0) - waited / CYCLE

    chosen: list[str] = []
    for candidates, most in (
        (queue[: _must(dues, ROTATING)], ROTATING),
        (newcomers, ROTATING),
        ([reason for reason in queue[: _must(dues, STEADY)] if reason in fresh], STEADY),
        (followed, ROTATING - STEADY),
        (sorted(queue, key=rank), ROTATING),
    ):
        left = [reason for reason in candidates if reason not in chosen]
        chosen += left[: min(most, ROTATING - len(chosen))]
    return chosen


def _must(dues: Sequence[int], places: int) -> int:
    """Return how many of the reasons in the queue have to be asked about in this set.

    `dues` says of each reason how many sets from now it is due (0: this one), in rising order. Each later set has room
    for `places` of them.
    """
    return max([0, *(position - places * due for position, due in enumerate(dues, start=1))])


def _has_fresh(group: Sequence[Askable], used: Mapping[str, int], sets: int) -> bool:
    """Whether one of the wordings was not used in the cycle that ends with the next set."""
    return any(not p.retired and (p.id not in used or sets - used[p.id] >= CYCLE) for p in group)


def _wording(group: Sequence[Askable], used: Mapping[str, int], dice: random.Random) -> str:
    """The least recently used wording. Among unused ones, `received` and `own` come before `given`."""
    open_to_ask = sorted((prompt for prompt in group if not prompt.retired), key=lambda prompt: prompt.id)
    ranked = [(used.get(p.id, NEVER), p.side == "given", dice.random(), p.id) for p in open_to_ask]
    return min(ranked)[-1]


def _guess(anchors: Sequence[Askable], used: Mapping[str, int], dice: random.Random) -> list[str]:
    """One guess, about the anchor whose last guess is longest ago."""
    ranked = [(used.get(GUESS_PREFIX + anchor.id, NEVER), dice.random(), anchor.id) for anchor in anchors]
    return [GUESS_PREFIX + min(ranked)[-1]] if ranked else []
