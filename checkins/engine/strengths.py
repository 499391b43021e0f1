"""Find what went well in the latest round. There is at least one strength as soon as any answer is decent."""

from collections.abc import Sequence
from dataclasses import replace

from checkins.engine import rules
from checkins.engine.estimates.levels import Reading, turned
from checkins.engine.kinds import shown_pair
from checkins.engine.values import PARTNERS, Evidence, Finding, Partner, primary_reason

MOST_STRENGTHS = 3
#: "Most of the time"; "some of the time".
GOOD, DECENT = 0.75, 0.5
#: A rise of one point above the person's earlier answers to the same prompt, and how many of those count.
RISE, EARLIER_LEAST, EARLIER_MOST = 0.25, 2, 6


def find_strengths(
    readings: Sequence[Reading],
    now: int,
    avoid: frozenset[str],
    resting: frozenset[str] = frozenset(),
    missed: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """At most three strengths, the clearest first, each of a different dimension if possible, no two of one title.

    `avoid` are the reasons of this week's talking points, and `missed` the dimensions of those about a dimension: they
    are not praised at the same time. Of a `resting` reason only a rise is. Nor is anything of which one partner had
    little this week praised, however much the other had, nor giving alone: only the other can say what arrived.
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
    """Drop the prompts on which a partner is low, and the anchors of a dimension of which a partner received little."""
    low = {id(r) for r in latest if any(stood is not None and stood < DECENT for stood in r.stood)}
    missed = {
        r.item.dimension for r in latest if id(r) in low and r.item.anchor and r.item.side == "received"
    }
    return [r for r in latest if id(r) not in low and not (r.item.anchor and r.item.dimension in missed)]


def _varied(found: Sequence[Finding]) -> list[Finding]:
    # A reason has its own title. What rests on anchors is titled by its dimension, so once is enough.
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
    """One partner gave, and the other received it."""
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
    """Clearly above the person's earlier answers to the same prompt, and good now.

    Giving more does not count: only the other can say whether it was received.
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
    """A good answer that the other guessed exactly."""
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
    """The best answer there is, if nothing else stood out and it is at least decent."""
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
    """Merge equal strengths of the two partners into one about both."""
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
