"""Findings from the anchors, the few prompts that every check-in asks.

Such a finding says that one partner received little although the other reports giving more, or that one partner
guessed the other's answers too high. An anchor is evidence about a dimension (an area of the relationship) and not
about a reason, so these findings name a dimension. If the answers about one of the dimension's reasons are also
suspicious, `borrowing` adds this reason.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from checkins.engine import figures, rules
from checkins.engine.estimates.levels import Reading, turned
from checkins.engine.estimates.posterior import LITTLE, ReasonCase
from checkins.engine.kinds import APART, EVIDENCE_KEPT, shown_pair
from checkins.engine.values import PARTNERS, Evidence, Finding, Partner

#: EXCHANGE_ROUNDS: number of latest rounds whose anchors are averaged. LASTING, WEEKLY: two parts of the variance of
#: "given minus received". LASTING is constant for a couple and these two prompts, WEEKLY changes each week.
#: EXCHANGE_EFFECT: the size of the difference that the engine looks for, two of the scale's four points.
EXCHANGE_ROUNDS = 4
LASTING, WEEKLY = 0.015, 0.05
EXCHANGE_EFFECT = 0.5
#: Log likelihood ratio needed for a finding. It is higher than for a reason (`figures.ENOUGH`): anchors are asked every
#: week, so chance has more opportunities.
EXCHANGE_ENOUGH = 4.2
#: A guess is too high if it is OFF (two of the scale's four points) above the answer, beyond the guesser's usual
#: excess. Two such guesses in one dimension within GUESS_ROUNDS make a topic.
OFF = 0.5
GUESS_ROUNDS = 13
#: After this many guesses, a guesser's usual excess is estimated as half of their average excess. With more guesses,
#: the estimate approaches the average.
GUESS_WEIGHT = 1.0


def exchanges(readings: Sequence[Reading], now: int) -> list[Finding]:
    """Return a finding for each partner who received little in a dimension although the other reports giving more.

    A dimension is an area of the relationship. A partner has a separate finding for each such dimension. A dimension
    is left out if the difference is usual for this couple.
    Only answers to the anchors (the prompts that every check-in asks) count.
    `readings`: the answers of all check-ins. `now`: the number of the latest check-in, counted from 0.
    """
    by_round: dict[tuple[str, int], dict[str, Reading]] = {}
    for reading in readings:
        if reading.item.anchor and reading.item.side:
            by_round.setdefault((reading.item.dimension, reading.number), {})[reading.item.side] = reading
    found: list[Finding] = []
    for dimension in sorted({dimension for dimension, _ in by_round}):
        sides = [by_round.get((dimension, number), {}) for number in range(now, -1, -1)]
        pairs = [
            (side["received"], side["given"]) for side in sides if "received" in side and "given" in side
        ]
        for receiver in PARTNERS:
            finding = _exchange(pairs, receiver, now)
            if finding is not None:
                found.append(finding)
    return found


def _exchange(pairs: Sequence[tuple[Reading, Reading]], partner: Partner, now: int) -> Finding | None:
    giver: Partner = 1 if partner == 0 else 0
    missed: list[float] = []
    before: list[float] = []
    shown: list[Reading] = []
    for received, given in pairs:
        got, gave = received.stood[partner], given.stood[giver]
        own_short, giver_short = received.short[partner], given.short[giver]
        if got is None or gave is None or own_short is None or giver_short is None:
            continue
        if not missed and (received.number != now or got > LITTLE or gave - got < APART):
            return None
        if now - received.number >= EXCHANGE_ROUNDS:
            before.append(own_short - giver_short)
            continue
        missed.append(own_short - giver_short)
        if gave - got >= APART:
            shown += [received, given]
    if not missed:
        return None
    # The difference in earlier rounds is ordinary for this couple. The more rounds, the surer that estimate.
    known = len(before) + WEEKLY / LASTING
    mean = sum(missed) / len(missed) - sum(before) / known
    noise = WEEKLY / known + WEEKLY / len(missed)
    weight = (EXCHANGE_EFFECT * mean - EXCHANGE_EFFECT**2 / 2) / noise
    if weight < EXCHANGE_ENOUGH or not shown:
        return None
    evidence = tuple(shown_pair(reading) for reading in shown[:EVIDENCE_KEPT])
    strength = weight / EXCHANGE_ENOUGH
    return Finding(
        "exchange", None, shown[0].item.dimension, strength, partner, evidence, rules.EXCHANGE_ANCHOR
    )


def perceptions(readings: Sequence[Reading], now: int) -> list[Finding]:
    """Return a finding for each partner whose low answers the other partner guessed too high at least twice.

    These guesses must all be about one dimension (area of the relationship), and from the latest `GUESS_ROUNDS`
    check-ins. At least one must be from the check-in with the number `now`. Some people always guess high. So the
    guesser's usual excess, learned from earlier guesses, is subtracted first.
    `readings`: the answers of all check-ins. `now`: the number of the latest check-in, counted from 0.
    """
    guesses: dict[Partner, list[tuple[float, Reading, Evidence]]] = {}
    for reading in readings:
        for guess in reading.round.guesses:
            if guess.key != reading.item.key:
                continue
            guessed: Partner = 1 if guess.by == 0 else 0
            answered, thought = reading.stood[guessed], turned(reading.item, guess.value)
            if answered is None or thought is None:
                continue
            value = reading.round.values[guessed].get(guess.key)
            pair = (value, None) if guessed == 0 else (None, value)
            told = Evidence(reading.round.id, reading.round.date, guess.key, pair, guess.value, guess.by)
            guesses.setdefault(guessed, []).append((thought - answered, reading, told))
    return [
        finding
        for guessed in PARTNERS
        if (finding := _too_high(guesses.get(guessed, []), guessed, now)) is not None
    ]


def _too_high(
    guesses: Sequence[tuple[float, Reading, Evidence]], guessed: Partner, now: int
) -> Finding | None:
    total = 0.0
    misses: list[tuple[float, Reading, Evidence]] = []
    for count, (off, reading, told) in enumerate(guesses):
        beyond = off - max(0.0, total / (count + GUESS_WEIGHT))
        stood = reading.stood[guessed]
        if beyond >= OFF and stood is not None and stood <= LITTLE and now - reading.number < GUESS_ROUNDS:
            misses.append((beyond, reading, told))
        total += min(off, OFF)
    if not misses or misses[-1][1].number != now:
        return None
    dimension = misses[-1][1].item.dimension
    group = [miss for miss in reversed(misses) if miss[1].item.dimension == dimension]
    if len(group) < 2:
        return None
    evidence = tuple(told for _, _, told in group[:EVIDENCE_KEPT])
    strength = 1.0 + group[0][0] - OFF
    return Finding("perception", None, dimension, strength, guessed, evidence, rules.GUESS_HIGHER)


def borrowing(finding: Finding, cases: Mapping[str, ReasonCase], may: Callable[[str], bool]) -> Finding:
    """Return the finding, with a reason added if one is suitable.

    The finding is from the anchors (prompts that every check-in asks), so it has no reason of its own.
    A reason is suitable if it belongs to the finding's dimension (area of the relationship) and has enough evidence
    about the finding's partner or about both partners. The suitable reason with the most evidence is added. If no
    reason is suitable, the finding is returned unchanged.
    `cases`: the evidence for each reason. `may`: tells whether a reason may be added.
    """
    near = [
        case
        for case in cases.values()
        if case.weight >= figures.LENDS
        and case.felt_by in (None, finding.felt_by)
        and may(case.reason)
        and any(a.main and a.reading.item.dimension == finding.dimension for a in case.askings)
    ]
    best = min(near, key=lambda case: (-case.weight, case.reason), default=None)
    return finding if best is None else replace(finding, reason=best.reason)
