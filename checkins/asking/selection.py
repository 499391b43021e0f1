"""Choose the prompts of a check-in. Pure functions: values in, prompt ids out.

Both partners get the same set of prompts. The choice depends only on earlier sets and on the engine's suspicions, which
come from revealed answers. So the choice discloses nothing private.
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
#: Number of rotating prompts in a set, and how many of them belong to the cycle. The others are for follow-ups. Weeks
#: without follow-ups run ahead of the cycle and make room for later follow-ups.
ROTATING, STEADY = 5, 3
#: Number of sets after which a reason may be asked about again, if the cycle leaves a choice: half a cycle.
TURN = (CYCLE + 1) // 2
#: Number of rotating prompts in a couple's very first set. It is short, because both are only getting to know the app.
ROTATING_FIRST = 1
NEVER = -1
#: Number of completed sets that the choice looks back on. Every wording of the library is asked within this many sets,
#: so older sets have no influence.
REMEMBERED = 52


class Askable(Protocol):
    """The attributes of a prompt that the selection needs. The catalogue's prompts have them."""

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
    """The prompt set of an earlier check-in.

    `completed`: the check-in was revealed, or submitted by a person without a partner. A missed set does not advance
    the cycle.
    """

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
    """Return the prompt ids of the next set, in the order of asking. Equal input returns an equal set.

    The order is: appreciation in words, the anchors, five rotating prompts, one guess, the wish.

    `past`: the earlier sets, oldest first. The newest `REMEMBERED` completed sets are enough.
    `suspicions`: reason keys, strongest first. At most two are followed up, in a wording that this cycle has not used.
    `odds`: how strongly the revealed answers point to a reason (1 or missing: not at all). Of the reasons whose turn it
    is, the likeliest go first.
    `tender`: whether prompts about any of `tender_reasons` may be asked.
    `solo`: the person answers without a partner, so the set has no guess.
    `first`: this is a couple's very first set, with one rotating prompt, no guess and no wish.
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
    """Return, for each prompt id, the number (from 0) of the last completed set that contained it."""
    completed = (earlier for earlier in past if earlier.completed)
    return {prompt_id: number for number, earlier in enumerate(completed) for prompt_id in earlier.prompt_ids}


def _wordings(prompts: Iterable[Askable], left_out: Collection[str]) -> dict[str, list[Askable]]:
    """Return, for each eligible reason, all prompts that are mainly about it.

    Retired prompts are included: they are needed to see when the reason was last asked about. A reason is eligible if
    at least one of its prompts is not retired. Prompts that touch a reason in `left_out` are ignored.
    """
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
    """Choose the reasons to ask about in this set.

    In this order: reasons that can't wait, newcomers, at most two follow-ups, then the likeliest whose turn it is.
    """
    asked_at = {
        reason: max(used.get(prompt.id, NEVER) for prompt in group) for reason, group in wordings.items()
    }
    # A reason in the cycle is never late, so a late reason is new or was left out for a while. Even many newcomers take
    # only free places, and can't delay other reasons past their turn.
    newcomers = [reason for reason, at in asked_at.items() if at + CYCLE < sets]
    queue = [reason for reason in asked_at if reason not in newcomers]
    for waiting in (newcomers, queue):
        waiting.sort(key=lambda reason: (asked_at[reason], luck[reason]))
    dues = [asked_at[reason] + CYCLE - sets for reason in queue]
    fresh = {reason for reason, group in wordings.items() if _has_fresh(group, used, sets)}
    followed = [reason for reason in dict.fromkeys(suspicions) if reason in fresh]

    def rank(reason: str) -> tuple[bool, bool, float]:
        """Return a sort key: first the reasons whose turn it is, then by the odds that the reason has begun by now.

        A reason may have begun before it was last asked about, or since.
        """
        waited = sets - asked_at[reason] if asked_at[reason] != NEVER else CYCLE
        # A custom library may be too small for fresh wordings. Then a repeated wording is better than a short set.
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

    `dues`: for each reason, in how many sets from now it is due (0: this set), in ascending order.
    `places`: how many of these reasons each later set has room for.
    """
    return max([0, *(position - places * due for position, due in enumerate(dues, start=1))])


def _has_fresh(group: Sequence[Askable], used: Mapping[str, int], sets: int) -> bool:
    """Return whether at least one of the wordings was not used in the cycle that ends with the next set."""
    return any(not p.retired and (p.id not in used or sets - used[p.id] >= CYCLE) for p in group)


def _wording(group: Sequence[Askable], used: Mapping[str, int], dice: random.Random) -> str:
    """Return the id of the least recently used wording. Among unused wordings, `given` comes last."""
    open_to_ask = sorted((prompt for prompt in group if not prompt.retired), key=lambda prompt: prompt.id)
    ranked = [(used.get(p.id, NEVER), p.side == "given", dice.random(), p.id) for p in open_to_ask]
    return min(ranked)[-1]


def _guess(anchors: Sequence[Askable], used: Mapping[str, int], dice: random.Random) -> list[str]:
    """Return the id of one guess, about the anchor that was guessed longest ago. Empty without anchors."""
    ranked = [(used.get(GUESS_PREFIX + anchor.id, NEVER), dice.random(), anchor.id) for anchor in anchors]
    return [GUESS_PREFIX + min(ranked)[-1]] if ranked else []
