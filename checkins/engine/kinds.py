"""Turn the evidence for a reason into a finding.

The finding is of one of three kinds:

- a need: one partner or both had too little,
- a gap: the partners' answers differ,
- an exchange: one partner reports giving something, but the other did not receive it.
"""

from collections.abc import Sequence

from checkins.engine import figures, rules
from checkins.engine.estimates.levels import Reading
from checkins.engine.estimates.posterior import LITTLE, Asking, ReasonCase, low
from checkins.engine.values import Evidence, Finding, FindingKind, Partner

#: On the 0 to 1 scale. FAR: two points apart. APART: one point apart. PLENTY: "Most of the time" and more.
FAR, APART, PLENTY = 0.5, 0.25, 0.75
#: Most pairs of answers that a finding keeps as evidence.
EVIDENCE_KEPT = 6


def shown_pair(reading: Reading) -> Evidence:
    """Return both partners' answers to one prompt of one check-in, as they gave them (1 to 5)."""
    key = reading.item.key
    first, second = (answers.get(key) for answers in reading.round.values)
    return Evidence(reading.round.id, reading.round.date, key, (first, second))


def grounded(case: ReasonCase, now: int) -> bool:
    """Return whether the evidence for a reason is enough for a talking point in the check-in with the number `now`.

    An answer is bad if `low` returns True for it. To a reversed prompt, a high answer is bad. Three things are needed
    among the answers since the problem most likely began:

    - A bad answer from this check-in, so that good answers never bring up a topic.
    - A bad answer to a prompt that points to no other reason more strongly.
    - A bad answer to a prompt that is not reversed, because some people say yes to everything.

    If all bad answers say how much a person gave, the other partner's view counts too. The evidence is not enough if
    the other partner's latest answer about receiving is good enough (see `_received`). If both partners have the
    problem, the evidence is not enough if this is true for either partner.
    """
    latest = [asking for asking in case.askings if asking.reading.number == now]
    if not any(low(asking, case.felt_by) for asking in latest):
        return False
    lows = [asking for asking in case.askings if low(asking, case.felt_by)]
    if not any(asking.main for asking in lows) or all(asking.reading.item.reverse for asking in lows):
        return False
    if all(asking.reading.item.side == "given" for asking in lows):
        return not any(
            _received(case.asked, partner)
            for partner in ((0, 1) if case.felt_by is None else (_other(case.felt_by),))
        )
    return True


def _received(askings: Sequence[Asking], partner: Partner) -> bool:
    """Return whether this partner's latest answer about receiving is above "Some of the time" (`LITTLE`).

    Answers about the person's own part in the life together count as well. Without such an answer, return False.
    """
    for asking in askings:
        stood = asking.reading.stood[partner]
        if asking.reading.item.side in {"received", "own"} and stood is not None:
            return stood > LITTLE
    return False


def finding(case: ReasonCase) -> Finding:
    """Return the finding for a case whose evidence `grounded` accepts.

    The finding's `strength` is 1.0 if the evidence is just enough for a talking point, and more if it is clearer.
    """
    lows = [asking for asking in case.askings if low(asking, case.felt_by)]
    dimension = next(asking.reading.item.dimension for asking in lows if asking.main)
    kind, rule, shown = _classify(case, lows)
    felt_by = case.felt_by
    if felt_by is not None and all(asking.reading.item.side == "given" for asking in lows):
        # If a partner gave little, the finding is about the other partner, who may be missing it.
        felt_by = _other(felt_by)
    return Finding(
        kind=kind,
        reason=case.reason,
        dimension=dimension,
        strength=case.weight / figures.ENOUGH,
        felt_by=felt_by,
        evidence=tuple(shown_pair(asking.reading) for asking in shown[:EVIDENCE_KEPT]),
        rule=rule,
    )


def _other(partner: Partner) -> Partner:
    return 1 if partner == 0 else 0


def _classify(case: ReasonCase, lows: Sequence[Asking]) -> tuple[FindingKind, str, list[Asking]]:
    """Return the finding's kind, the code of its rule, and the answers to show as evidence, newest first.

    `lows`: the low answers in the evidence.
    """
    if case.felt_by is None:
        return "need", rules.NEED_BOTH, list(lows)
    received = [asking for asking in lows if asking.reading.item.side == "received"]
    gave = [asking for asking in case.askings if _gave(asking, _other(case.felt_by))]
    if gave and received:
        # An asking can be in both groups but is shown only once.
        return "exchange", rules.EXCHANGE_REASON, [a for a in case.askings if a in received or a in gave]
    if all(asking.reading.item.side == "own" for asking in lows):
        return "need", rules.NEED_ONE, list(lows)
    gaps = [gap for asking in lows if (gap := _gap(asking, case.felt_by)) is not None]
    if any(gap >= FAR for gap in gaps):
        return "gap", rules.GAP_LARGE, list(lows)
    if sum(gap >= APART for gap in gaps) > 1:
        return "gap", rules.GAP_RECURRING, list(lows)
    return "need", rules.NEED_ONE, list(lows)


def _gave(asking: Asking, partner: Partner) -> bool:
    stood = asking.reading.stood[partner]
    return asking.reading.item.side == "given" and stood is not None and stood >= PLENTY


def _gap(asking: Asking, lower: Partner) -> float | None:
    own, other = asking.reading.stood[lower], asking.reading.stood[_other(lower)]
    return None if own is None or other is None else other - own
