"""Choose the prompts of a check-in. Pure functions that take values and return prompt ids.

Both partners get the same prompts. The choice depends on the prompts of earlier check-ins, on what the engine concludes
from revealed answers, and on whether tender prompts may be asked (see `tender`). Answers that are not revealed have no
influence, so the choice discloses nothing private.
"""

import random
from collections.abc import Collection, Iterable, Mapping, Sequence

from checkins.engine import primary_reason
from content.values import Prompt

APPRECIATION = "words.appreciation"
WISH = "words.wish"
GUESS_PREFIX = "guess."
#: Every reason comes up within this many completed check-ins, and no wording comes twice within them.
CYCLE = 9
#: Number of prompts about reasons in a check-in, and how many of them belong to the cycle. The others are for
#: follow-ups. Check-ins without follow-ups run ahead of the cycle and make room for later follow-ups.
ROTATING, STEADY = 5, 3
#: Number of check-ins after which a reason may be asked about again, if the cycle leaves a choice: half a cycle.
TURN = (CYCLE + 1) // 2
#: Number of prompts about reasons in a couple's very first check-in. The check-in is short, because both are only
#: getting to know the app.
ROTATING_FIRST = 1
NEVER = -1
#: Number of completed check-ins that the choice looks back on. Every wording of the library is asked within this many
#: check-ins, so older check-ins have no influence.
REMEMBERED = 52


def select(
    *,
    anchors: Sequence[Prompt],
    reason_prompts: Iterable[Prompt],
    past: Sequence[Sequence[str]],
    suspicions: Sequence[str],
    tender: bool,
    seed: int,
    tender_reasons: Collection[str] = frozenset(),
    solo: bool = False,
    first: bool = False,
    odds: Mapping[str, float] | None = None,
) -> list[str]:
    """Return the ids of the prompts for the next check-in, in the order of asking. Equal input gives an equal result.

    The prompts are, in this order:

    - one for words of appreciation,
    - those that every check-in asks (`anchors`),
    - five about different reasons, which change from check-in to check-in,
    - one that asks to guess the partner's answer,
    - one for a topic that the person wishes to talk about.

    Every permitted reason comes up at least once in `CYCLE` completed check-ins.

    `past`: the prompt ids of each completed check-in, oldest first. Only the newest `REMEMBERED` matter. A check-in is
    completed if it was revealed, or if it was submitted by a person without a partner.
    `suspicions`: keys of reasons that the engine suspects, strongest first. At most two of these reasons are asked
    about out of turn, in wordings that were not used lately.
    `odds`: how strongly the revealed answers point to each reason (1 or missing: not at all). If the cycle leaves a
    choice, reasons with high odds and reasons that have waited long are asked about first.
    `tender`: whether prompts about the reasons in `tender_reasons` may be asked.
    `seed`: decides everything that is left to chance.
    `solo`: the person answers without a partner, so the prompt that asks to guess is left out.
    `first`: this is the couple's first check-in. It has only one prompt about a reason. The last two prompts of the
    list above are left out.
    """
    used = _last_used(past)
    sets = len(past)
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


def _last_used(past: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return, for each prompt id, the number of the latest check-in in `past` that asked it. The oldest is 0."""
    return {prompt_id: number for number, asked in enumerate(past) for prompt_id in asked}


def _wordings(prompts: Iterable[Prompt], left_out: Collection[str]) -> dict[str, list[Prompt]]:
    """Return all prompts about each reason that may be asked about, by reason key.

    A reason may be asked about if at least one prompt about it is not retired. The reason's retired prompts are also
    returned: they are needed to find out when the reason was last asked about. Prompts that point to a reason in
    `left_out` are ignored.
    """
    found: dict[str, list[Prompt]] = {}
    for prompt in prompts:
        reason = primary_reason(prompt.reasons)
        if reason is not None and not any(key in left_out for key in prompt.reasons):
            found.setdefault(reason, []).append(prompt)
    return {reason: group for reason, group in found.items() if any(not prompt.retired for prompt in group)}


def _choose_reasons(
    wordings: Mapping[str, Sequence[Prompt]],
    used: Mapping[str, int],
    sets: int,
    suspicions: Sequence[str],
    odds: Mapping[str, float],
    luck: Mapping[str, float],
) -> list[str]:
    """Choose the reasons to ask about in this check-in, at most `ROTATING`.

    Every reason has to be asked about at least once in `CYCLE` check-ins. The places go, in this order, to:

    1. Reasons that would otherwise be late, even if all places of the later check-ins went to waiting reasons.
    2. Reasons that are new, or were left out for more than `CYCLE` check-ins.
    3. Reasons that would otherwise be late if each later check-in had only `STEADY` places for waiting reasons. At most
       `STEADY` reasons, and only those with a wording that was not used lately.
    4. At most two reasons that the engine suspects, with a wording that was not used lately.
    5. The other reasons, in the order that the nested function `rank` defines.

    `wordings`: the prompts about each reason.
    `used`: for each prompt id, the number of the latest completed check-in that asked the prompt. The completed
    check-ins are numbered from 0, the oldest. `sets`: how many check-ins were completed.
    `suspicions`: the reasons that the engine suspects, strongest first.
    `odds`: how strongly the answers point to each reason. `luck`: a random number for each reason, to decide between
    reasons that are otherwise equal.
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
        """Return a sort key that puts the reasons into the order in which to ask about them.

        The criteria, the most important first:

        1. Reasons with a wording that was not used lately come before the others.
        2. Reasons not asked about in the last `TURN` - 1 completed check-ins come before the others.
        3. Reasons with a higher sum of two numbers come first: the reason's `odds` (1 if missing), and the number of
           completed check-ins since the reason was asked about (`CYCLE` if never), divided by `CYCLE`.
        """
        waited = sets - asked_at[reason] if asked_at[reason] != NEVER else CYCLE
        # A custom library may be too small for fresh wordings. Then a repeated wording is better than a short check-in.
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
    """Return how many of the waiting reasons must be asked about now, so that each is asked about in time.

    `dues`: for each waiting reason, how many check-ins may pass before the reason must be asked about, in ascending
    order. 0 means that the reason must be asked about now.
    `places`: how many of the waiting reasons each later check-in can ask about.
    """
    return max([0, *(position - places * due for position, due in enumerate(dues, start=1))])


def _has_fresh(group: Sequence[Prompt], used: Mapping[str, int], sets: int) -> bool:
    """Return whether a reason has a wording that was not used lately.

    `group`: the prompts about the reason, one for each wording. Retired wordings don't count. "Lately" means in the
    latest `CYCLE` - 1 completed check-ins.
    `used`: for each prompt id, the number of the latest completed check-in that asked the prompt. The completed
    check-ins are numbered from 0, the oldest. `sets`: how many check-ins were completed.
    """
    return any(not p.retired and (p.id not in used or sets - used[p.id] >= CYCLE) for p in group)


def _wording(group: Sequence[Prompt], used: Mapping[str, int], dice: random.Random) -> str:
    """Return the id of the prompt in `group` that was asked longest ago. Prompts that were never asked come first.

    Among prompts never asked, prompts about what the person gave to the partner come last. `dice` decides if several
    prompts qualify.
    `group`: the prompts about one reason. Retired prompts are left out.
    `used`: for each prompt id, the number of the latest completed check-in that asked the prompt. The completed
    check-ins are numbered from 0, the oldest.
    """
    open_to_ask = sorted((prompt for prompt in group if not prompt.retired), key=lambda prompt: prompt.id)
    ranked = [(used.get(p.id, NEVER), p.side == "given", dice.random(), p.id) for p in open_to_ask]
    return min(ranked)[-1]


def _guess(anchors: Sequence[Prompt], used: Mapping[str, int], dice: random.Random) -> list[str]:
    """Return a list with the id of one prompt that asks to guess the partner's answer. Empty if `anchors` is empty.

    `anchors`: the prompts that every check-in asks. Each has a second prompt, which asks to guess the partner's answer.
    Choose the one of these second prompts that was never asked, or was asked longest ago. `dice` decides if several
    qualify.
    `used`: for each prompt id, the number of the latest completed check-in that asked the prompt. The completed
    check-ins are numbered from 0, the oldest.
    """
    ranked = [(used.get(GUESS_PREFIX + anchor.id, NEVER), dice.random(), anchor.id) for anchor in anchors]
    return [GUESS_PREFIX + min(ranked)[-1]] if ranked else []
