"""Findings from the anchors: something given that was not received, and guesses far from the answer.

Anchors belong to a dimension, not to a reason, but a talking point needs a reason. So these findings borrow one: the
reason of their dimension with the most evidence, or else the reason that the anchor names.
"""

from collections.abc import Callable, Mapping, Sequence

from checkins.engine import rules
from checkins.engine.evidence import LITTLE, ReasonCase
from checkins.engine.kinds import APART, EVIDENCE_KEPT, shown_pair
from checkins.engine.levels import Reading, turned
from checkins.engine.values import PARTNERS, Evidence, Finding, Item, Partner

#: Rounds of one anchor that are averaged, and the two parts of the noise in "given minus received": the couple's
#: lasting habit with these two prompts, and what changes weekly.
EXCHANGE_ROUNDS = 4
LASTING, WEEKLY = 0.015, 0.05
EXCHANGE_EFFECT = 0.5
#: Evidence needed for a finding. More than for a reason: anchors are asked every week, so chance has more tries.
EXCHANGE_ENOUGH = 4.2
#: A guess that is FAR_OFF (three of four points) is enough on its own. One that is OFF counts if it happens twice in
#: the dimension within GUESS_ROUNDS.
FAR_OFF, OFF = 0.75, 0.5
GUESS_ROUNDS = 13


def exchanges(readings: Sequence[Reading], now: int) -> list[tuple[Item, Finding]]:
    """Per dimension and partner: received little although the other gave, beyond the couple's ordinary offset."""
    by_round: dict[tuple[str, int], dict[str, Reading]] = {}
    for reading in readings:
        if reading.item.anchor and now - reading.number < EXCHANGE_ROUNDS and reading.item.side:
            by_round.setdefault((reading.item.dimension, reading.number), {})[reading.item.side] = reading
    found: list[tuple[Item, Finding]] = []
    for dimension in sorted({dimension for dimension, _ in by_round}):
        sides = [by_round.get((dimension, number), {}) for number in range(now, now - EXCHANGE_ROUNDS, -1)]
        pairs = [
            (side["received"], side["given"]) for side in sides if "received" in side and "given" in side
        ]
        for receiver in PARTNERS:
            finding = _exchange(pairs, receiver, now)
            if finding is not None:
                found.append(finding)
    return found


def _exchange(
    pairs: Sequence[tuple[Reading, Reading]], who: Partner, now: int
) -> tuple[Item, Finding] | None:
    giver: Partner = 1 if who == 0 else 0
    missed: list[float] = []
    shown: list[Reading] = []
    for received, given in pairs:
        got, gave = received.stood[who], given.stood[giver]
        own_short, giver_short = received.short[who], given.short[giver]
        if got is None or gave is None or own_short is None or giver_short is None:
            continue
        if not missed and (received.number != now or got > LITTLE or gave - got < APART):
            return None
        missed.append(own_short - giver_short)
        if gave - got >= APART:
            shown += [received, given]
    if not missed:
        return None
    mean = sum(missed) / len(missed)
    noise = LASTING + WEEKLY / len(missed)
    weight = (EXCHANGE_EFFECT * mean - EXCHANGE_EFFECT**2 / 2) / noise
    if weight < EXCHANGE_ENOUGH or not shown:
        return None
    evidence = tuple(shown_pair(reading) for reading in shown[:EVIDENCE_KEPT])
    item = shown[0].item
    strength = weight / EXCHANGE_ENOUGH
    return item, Finding("exchange", None, item.dimension, strength, who, evidence, rules.EXCHANGE_ANCHOR)


def perceptions(readings: Sequence[Reading], now: int) -> list[tuple[Item, Finding]]:
    """Guesses of the latest round that are far off, or off for the second time in the same direction."""
    misses: dict[tuple[str, Partner, bool], list[tuple[float, Reading, Evidence]]] = {}
    for reading in reversed(readings):
        if now - reading.number >= GUESS_ROUNDS:
            break
        for guess in reading.round.guesses:
            if guess.key != reading.item.key:
                continue
            guessed: Partner = 1 if guess.by == 0 else 0
            answered, thought = reading.stood[guessed], turned(reading.item, guess.value)
            if answered is None or thought is None:
                continue
            off = thought - answered
            if abs(off) >= OFF:
                key = (reading.item.dimension, guessed, off > 0)
                values = reading.round.values[guessed].get(guess.key)
                pair = (values, None) if guessed == 0 else (None, values)
                entry = Evidence(reading.round.id, reading.round.date, guess.key, pair, guess.value, guess.by)
                misses.setdefault(key, []).append((abs(off), reading, entry))
    found: list[tuple[Item, Finding]] = []
    for (dimension, guessed, higher), group in misses.items():
        off, latest, _ = group[0]
        if latest.number != now or (off < FAR_OFF and len(group) < 2):
            continue
        strength = off / FAR_OFF if off >= FAR_OFF else 1.0
        rule = rules.GUESS_HIGHER if higher else rules.GUESS_LOWER
        evidence = tuple(entry for _, _, entry in group[:EVIDENCE_KEPT])
        found.append((latest.item, Finding("perception", None, dimension, strength, guessed, evidence, rule)))
    return found


def reason_for(item: Item, cases: Mapping[str, ReasonCase], allowed: Callable[[str], bool]) -> str | None:
    """The reason that an anchor's finding borrows. None if no reason of its dimension may be shown."""
    near = [
        case
        for case in cases.values()
        if allowed(case.reason)
        and any(a.main and a.reading.item.dimension == item.dimension for a in case.askings)
    ]
    best = min(near, key=lambda case: (-case.weight, case.reason), default=None)
    if best is not None and best.weight > 0:
        return best.reason
    named = [reason for reason in item.reasons if allowed(reason)]
    if named:
        return min(named, key=lambda reason: (-item.reasons[reason], reason))
    return best.reason if best is not None else None
