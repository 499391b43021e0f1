"""If one partner's answers fall slowly, the engine shows a private card about this to that partner, only once."""

from checkins.engine import EngineRound, find
from tests.checkins.engine.rounds import a_round, history, prompt, told


def fading(weeks: int) -> list[EngineRound]:
    """Return `weeks` check-ins. Partner 1's answers about connection fall from week 10 on, and partner 0's don't."""
    falls = {10: 4, 11: 4, 12: 3, 13: 3, 14: 3, 15: 2, 16: 2, 17: 2}
    rounds = history(4)
    for n in range(4, weeks):
        value = falls.get(n, 5 if n < 10 else 2)
        anchors = {"anchor.connection.received": (4, value), "anchor.connection.given": (4, value)}
        rounds.append(a_round(n, [(prompt(f"calm{n % 4}", str(n % 3)), 4, 4)], anchors=anchors))
    return rounds


def test_a_fall_is_told_once_to_the_one_it_concerns() -> None:
    rounds = fading(18)
    seen = [find(rounds[: n + 1]).drift for n in range(18)]
    assert all(other is None for other, _ in seen)
    cards = [own for _, own in seen if own is not None]
    assert len(cards) == 1
    card = cards[0]
    assert (card.kind, card.dimension, card.felt_by) == ("drift", "connection", 1)
    assert card.reason is None
    assert all(evidence.values[0] is None for evidence in card.evidence)


def test_drift_never_enters_what_is_shared_and_reads_only_own_answers() -> None:
    rounds = fading(18)
    for n in range(18):
        result = find(rounds[: n + 1])
        shared = (*told(result), *result.strengths)
        assert all(finding.kind != "drift" for finding in shared if finding is not None)
        silent = [EngineRound(r.id, r.date, r.items, ({}, r.values[1])) for r in rounds[: n + 1]]
        alone = find(silent).drift[1]
        card = result.drift[1]
        assert (alone is None) == (card is None)
        assert alone is None or card is None or alone.evidence == card.evidence


def test_a_steady_or_rising_partner_gets_no_card() -> None:
    steady = history(30)
    assert all(find(steady[: n + 1]).drift == (None, None) for n in range(30))
    assert find([*reversed(fading(18))][:1]).drift == (None, None)
