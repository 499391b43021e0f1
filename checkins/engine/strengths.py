"""Find what went well in the latest check-in.

If nothing else stands out, the best answer counts as a strength, if it is at least "Some of the time".
"""

from collections.abc import Sequence
from dataclasses import replace

from checkins.engine import rules
from checkins.engine.estimates.levels import Reading, turned
from checkins.engine.kinds import shown_pair
from checkins.engine.values import PARTNERS, Evidence, Finding, Partner, primary_reason

MOST_STRENGTHS = 3
#: "Most of the time" and "Some of the time", on the 0 to 1 scale.
GOOD, DECENT = 0.75, 0.5
#: RISE: how far an answer must be above the average of the person's earlier answers to the same prompt (one point).
#: EARLIER_LEAST, EARLIER_MOST: fewest and most earlier answers in that average.
RISE, EARLIER_LEAST, EARLIER_MOST = 0.25, 2, 6


def find_strengths(
    readings: Sequence[Reading],
    now: int,
    avoid: frozenset[str],
    resting: frozenset[str] = frozenset(),
    missed: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """Return at most three findings about what went well in the check-in with the number `now`, the clearest first.

    If possible, the findings are about different dimensions (areas of the relationship). A second finding about a
    dimension comes after the findings about other dimensions. These don't count as a strength:

    - A prompt that points to a reason in `avoid`, because a talking point of this week is about that reason.
    - The anchors (prompts that every check-in asks) of a dimension in `missed`, because a talking point is about that
      dimension.
    - A reason in `resting`, because it came up recently. Exception: an answer about the reason is good and clearly
      above the person's earlier answers.
    - A prompt that one partner answered low this week, however high the other's answer is.
    - The anchors of a dimension in which a partner received little this week.
    - A partner's answer about giving. Exception: the other partner's answer says that they received much, or the other
      partner guessed the answer exactly.
    """
    latest = _unclouded(
        [
            r
            for r in readings
            if r.number == now
            and not avoid.intersection(r.item.reasons)
            and not (r.item.anchor and r.item.dimension in missed)
        ]
    )
    earlier: dict[str, list[Reading]] = {r.item.key: [] for r in latest}
    for reading in readings:
        if reading.number < now and reading.item.key in earlier:
            earlier[reading.item.key].append(reading)
    open_now = [r for r in latest if r.item.anchor or not resting.intersection(r.item.reasons)]
    found = [*_given_and_received(open_now), *_guessed_rightly(open_now)]
    for reading in open_now:
        found += _both_high(reading)
    for reading in latest:
        found += _risen(reading, earlier[reading.item.key])
    found = _said_once(found or _best(open_now))
    found.sort(key=lambda f: (-f.strength, f.rule, f.reason or "", f.dimension, f.evidence[0].key))
    return tuple(_varied(found))


def _unclouded(latest: Sequence[Reading]) -> list[Reading]:
    """Return the answers of the latest check-in, without the prompts that a partner answered low.

    If a partner received little in a dimension (area of the relationship), all anchors of that dimension are left
    out also. Anchors are the prompts that every check-in asks.
    """
    low = {id(r) for r in latest if any(stood is not None and stood < DECENT for stood in r.stood)}
    missed = {
        r.item.dimension for r in latest if id(r) in low and r.item.anchor and r.item.side == "received"
    }
    return [r for r in latest if id(r) not in low and not (r.item.anchor and r.item.dimension in missed)]


def _varied(found: Sequence[Finding]) -> list[Finding]:
    # A strength is titled by its reason, or else by its dimension. Keep one strength per title.
    chosen: dict[tuple[str, str | None], Finding] = {}
    dimensions: set[str] = set()
    for new_dimension_only in (True, False):
        for finding in found:
            about = (finding.dimension, finding.reason)
            if len(chosen) == MOST_STRENGTHS or about in chosen:
                continue
            if not (new_dimension_only and finding.dimension in dimensions):
                chosen[about] = finding
                dimensions.add(finding.dimension)
    return list(chosen.values())


def _make(reading: Reading, strength: float, felt_by: Partner | None, rule: str, *more: Evidence) -> Finding:
    reason = None if reading.item.anchor else primary_reason(reading.item.reasons)
    evidence = more or (shown_pair(reading),)
    return Finding("strength", reason, reading.item.dimension, strength, felt_by, evidence, rule)


def _both_high(reading: Reading) -> list[Finding]:
    first, second = reading.stood
    if reading.item.side == "given" or first is None or second is None or min(first, second) < GOOD:
        return []
    return [_make(reading, 0.8 * (first + second) / 2, None, rules.STRENGTH_BOTH)]


def _given_and_received(latest: Sequence[Reading]) -> list[Finding]:
    """Return a finding for each partner who received much in a dimension in which the other partner gave much.

    A dimension is an area of the relationship. Only answers to the anchors (prompts that every check-in asks) count.
    """
    sides = {(r.item.dimension, r.item.side): r for r in latest if r.item.anchor}
    found: list[Finding] = []
    for (dimension, side), given in sides.items():
        received = sides.get((dimension, "received"))
        if side != "given" or received is None:
            continue
        for giver, receiver in ((0, 1), (1, 0)):
            gave, got = given.stood[giver], received.stood[receiver]
            if gave is not None and got is not None and min(gave, got) >= GOOD:
                felt_by: Partner = 0 if receiver == 0 else 1
                strength = 0.9 * (gave + got) / 2
                pair = (shown_pair(received), shown_pair(given))
                found.append(_make(received, strength, felt_by, rules.STRENGTH_MET, *pair))
    return found


def _risen(reading: Reading, earlier_ones: Sequence[Reading]) -> list[Finding]:
    """Return a finding for each partner whose answer is good, and clearly above their earlier answers to the prompt.

    `reading`: both partners' answers to the prompt now. `earlier_ones`: their earlier answers to it, oldest first.
    Prompts about giving don't count, because only the other partner can say whether they received something.
    """
    found: list[Finding] = []
    if reading.item.side == "given":
        return found
    for partner in PARTNERS:
        stood = reading.stood[partner]
        if stood is None or stood < GOOD:
            continue
        earlier = [before for r in earlier_ones if (before := r.stood[partner]) is not None][-EARLIER_MOST:]
        if len(earlier) < EARLIER_LEAST:
            continue
        rise = stood - sum(earlier) / len(earlier)
        if rise >= RISE:
            found.append(_make(reading, min(1.0, 0.7 + 0.5 * rise), partner, rules.STRENGTH_RISEN))
    return found


def _guessed_rightly(latest: Sequence[Reading]) -> list[Finding]:
    """Return a finding for each good answer that the other partner guessed exactly."""
    found: list[Finding] = []
    for reading in latest:
        for guess in reading.round.guesses:
            guessed: Partner = 1 if guess.by == 0 else 0
            answer = reading.round.values[guessed].get(reading.item.key)
            stood = turned(reading.item, answer)
            if (
                guess.key == reading.item.key
                and guess.value == answer
                and stood is not None
                and stood >= GOOD
            ):
                pair = (answer, None) if guessed == 0 else (None, answer)
                told = Evidence(reading.round.id, reading.round.date, guess.key, pair, guess.value, guess.by)
                found.append(_make(reading, 0.7 * stood, guessed, rules.STRENGTH_SEEN, told))
    return found


def _best(latest: Sequence[Reading]) -> list[Finding]:
    """Return a finding for the best answer of the check-in, if this answer is at least "Some of the time".

    If both partners gave the best answer to the same prompt, a finding for each of them is returned. Answers about
    giving don't count.
    """
    decent = [
        (s, r, p)
        for r in latest
        if r.item.side != "given"
        for p in PARTNERS
        if (s := r.stood[p]) is not None and s >= DECENT
    ]
    if not decent:
        return []
    highest = max(stood for stood, _, _ in decent)
    key = min(reading.item.key for stood, reading, _ in decent if stood == highest)
    return [
        _make(reading, 0.5 * stood, partner, rules.STRENGTH_BEST)
        for stood, reading, partner in decent
        if stood == highest and reading.item.key == key
    ]


def _said_once(found: Sequence[Finding]) -> list[Finding]:
    """Merge two findings by the same rule about the same prompt, one for each partner, into one finding about both."""
    said: dict[tuple[str, str, str], Finding] = {}
    for each in found:
        about = (each.rule, each.dimension, each.evidence[0].key)
        other = said.get(about)
        if other is not None:
            evidence = tuple(dict.fromkeys((*other.evidence, *each.evidence)))
            strength = max(each.strength, other.strength)
            each = replace(each, strength=strength, felt_by=None, evidence=evidence)
        said[about] = each
    return list(said.values())
