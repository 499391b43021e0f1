"""If the partners read different languages, the engine gives less weight to a difference between their answers.

A translated prompt may be a little stronger than the original.
"""

from dataclasses import replace

from checkins.engine import EngineResult, EngineRound, find
from tests.checkins.engine.rounds import a_round, history, prompt


def _asked(answers: tuple[int, int], wordings: str, *, two_languages: bool) -> EngineResult:
    rounds: list[EngineRound] = [
        *history(6),
        *(a_round(6 + n, [(prompt("x", word), *answers)]) for n, word in enumerate(wordings)),
    ]
    return find([replace(one, two_languages=two_languages) for one in rounds], eligible={"x"})


def test_the_same_gap_says_less_between_two_languages() -> None:
    one, two = (_asked((3, 4), "abc", two_languages=each) for each in (False, True))
    assert one.main is not None
    assert two.main is None or two.main.strength < one.main.strength
    assert two.odds["x"] < one.odds["x"]


def test_a_wide_gap_is_still_found_between_two_languages() -> None:
    found = _asked((1, 5), "abc", two_languages=True).main
    assert found is not None
    assert (found.reason, found.felt_by) == ("x", 0)
