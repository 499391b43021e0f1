"""Which prompts a check-in asks: values in, prompt ids out.

Both partners get the same set. The choice looks only at earlier sets and at what was revealed to both (the engine's
suspicions), so nothing that one keeps private can be read off it.
"""

import random
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Protocol

APPRECIATION = "words.appreciation"
WISH = "words.wish"
GUESS_PREFIX = "guess."
#: Every reason is reached within this many completed sets, and no wording comes twice in so many.
CYCLE = 9
#: Rotating prompts in a set, and how many of them the cycle takes whatever is suspected; the rest is for follow-ups
#: as long as nothing falls due. Weeks without any run ahead of the cycle and make room for later ones.
ROTATING, STEADY = 4, 2
NEVER = -1
#: Completed sets that the choice looks back on. Within so many every wording of a deck has its turn, so that older ones
#: choose nothing.
REMEMBERED = 52


class Askable(Protocol):
    """What selection needs to know about a prompt; the catalogue's prompts fit as they are."""

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
    """An earlier set. `completed` is True if it was revealed: a missed set does not advance the cycle."""

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
) -> list[str]:
    """The prompt ids of the next set, in the order of asking. Equal input gives an equal set.

    `past` is oldest first; its newest `REMEMBERED` completed sets are enough. `suspicions` are reason keys, strongest
    first; those that find a free place are asked about again, in a wording that this cycle has not had; without one
    they wait. Prompts that touch any of `tender_reasons` are asked only if `tender`. Order: appreciation in words, the
    anchors, four rotating prompts, one guess, the wish. `solo`: for someone who answers alone, so without the guess.
    """
    used = _last_used(past)
    sets = sum(1 for earlier in past if earlier.completed)
    dice = random.Random(seed)
    wordings = _wordings(reason_prompts, frozenset() if tender else frozenset(tender_reasons))
    luck = {reason: dice.random() for reason in sorted(wordings)}
    asked = _choose_reasons(wordings, used, sets, suspicions, luck)
    rotating = [_wording(wordings[reason], used, dice) for reason in asked]
    guess = [] if solo else _guess(anchors, used, dice)
    return [APPRECIATION, *(anchor.id for anchor in anchors), *rotating, *guess, WISH]


def primary_reason(reasons: Mapping[str, float]) -> str | None:
    """The reason a prompt is mainly about: the highest weight, the first by name among equals. None without any."""
    return min(reasons, key=lambda reason: (-reasons[reason], reason), default=None)


def _last_used(past: Sequence[PastSet]) -> dict[str, int]:
    """Per prompt id, the number of the completed set that asked it last."""
    completed = (earlier for earlier in past if earlier.completed)
    return {prompt_id: number for number, earlier in enumerate(completed) for prompt_id in earlier.prompt_ids}


def _wordings(prompts: Iterable[Askable], left_out: Collection[str]) -> dict[str, list[Askable]]:
    """Per eligible reason every prompt that is mainly about it. Retired ones stay: they tell when it was asked."""
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
    luck: Mapping[str, float],
) -> list[str]:
    """Reasons for this set: what must come now, newcomers, then follow-ups beside the cycle's steady share."""
    asked_at = {
        reason: max(used.get(prompt.id, NEVER) for prompt in group) for reason, group in wordings.items()
    }
    # Nobody who was in the cycle is ever late, so who is late is new or was left out for a while. A whole batch of
    # those takes what is free and cannot push others past their turn.
    newcomers = [reason for reason, at in asked_at.items() if at + CYCLE < sets]
    queue = [reason for reason in asked_at if reason not in newcomers]
    for waiting in (newcomers, queue):
        waiting.sort(key=lambda reason: (asked_at[reason], luck[reason]))
    dues = [asked_at[reason] + CYCLE - sets for reason in queue]
    fresh = {reason for reason, group in wordings.items() if _has_fresh(group, used, sets)}
    followed = [reason for reason in dict.fromkeys(suspicions) if reason in fresh]
    # A house may write a deck that is too small for this: then a worn wording is better than a short set.
    fill = sorted(queue, key=lambda reason: reason not in fresh)
    chosen: list[str] = []
    for candidates in (queue[: _must(dues)], newcomers, fill[: _steady(dues)], followed, fill):
        left = [reason for reason in candidates if reason not in chosen]
        chosen += left[: ROTATING - len(chosen)]
    return chosen


def _must(dues: Sequence[int]) -> int:
    """How many of the queue cannot wait: the next k sets hold only `ROTATING` each. `dues` count sets from this one (0)
    and rise."""
    return max([0, *(position - ROTATING * due for position, due in enumerate(dues, start=1))])


def _steady(dues: Sequence[int]) -> int:
    """How many of the queue to ask so that later sets need not be filled with nothing else."""
    share = max((ceil(position / (due + 1)) for position, due in enumerate(dues, start=1)), default=0)
    return min(STEADY, share)


def _has_fresh(group: Sequence[Askable], used: Mapping[str, int], sets: int) -> bool:
    """Whether one of the wordings was not asked in the cycle that ends with the next set."""
    return any(not p.retired and (p.id not in used or sets - used[p.id] >= CYCLE) for p in group)


def _wording(group: Sequence[Askable], used: Mapping[str, int], dice: random.Random) -> str:
    """The least recently used wording; among unused ones what is felt comes before what is given."""
    open_to_ask = sorted((prompt for prompt in group if not prompt.retired), key=lambda prompt: prompt.id)
    ranked = [(used.get(p.id, NEVER), p.side == "given", dice.random(), p.id) for p in open_to_ask]
    return min(ranked)[-1]


def _guess(anchors: Sequence[Askable], used: Mapping[str, int], dice: random.Random) -> list[str]:
    """One guess, about the anchor that was guessed the longest time ago."""
    ranked = [(used.get(GUESS_PREFIX + anchor.id, NEVER), dice.random(), anchor.id) for anchor in anchors]
    return [GUESS_PREFIX + min(ranked)[-1]] if ranked else []
