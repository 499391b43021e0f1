"""A low answer counts less if the prompt usually gets low answers, from most people or from this couple."""

from dataclasses import replace

from checkins.engine import EngineRound, Item, find
from tests.checkins.engine.rounds import Answers, a_round, history, prompt


def silent(one: EngineRound, *keys: str) -> EngineRound:
    """Return the check-in with partner 0's answers to the prompts `keys` replaced by "didn't come up"."""
    first, second = one.values
    kept = {key: value for key, value in first.items() if key not in keys}
    return replace(one, values=(kept, second), did_not_come_up=(frozenset(keys), frozenset()))


def strength(item: Item, answers: tuple[int, int], weeks: int = 2) -> float:
    asked = [replace(item, key=f"{item.key}{n}") for n in range(weeks)]
    rounds: list[EngineRound] = [
        *history(6),
        *(a_round(6 + n, [(each, *answers)]) for n, each in enumerate(asked)),
    ]
    main = find(rounds, eligible={"x"}).main
    return 0.0 if main is None else main.strength


def test_a_low_answer_to_a_hard_prompt_weighs_less() -> None:
    easy, hard = (replace(prompt("x"), expected=level) for level in (0.85, 0.55))
    assert strength(easy, (2, 3)) > 1.0
    assert strength(hard, (2, 3)) < strength(easy, (2, 3))
    assert strength(hard, (3, 3)) == 0.0


def test_one_wording_asked_again_and_again_says_less_than_other_words() -> None:
    def rounds(wordings: str) -> list[EngineRound]:
        return [*history(4), *(a_round(4 + n, [(prompt("x", w), 2, 4)]) for n, w in enumerate(wordings))]

    same, other = (find(rounds(wordings)).main for wordings in ("aaa", "abc"))
    assert other is not None
    assert same is None or same.strength < other.strength


def test_what_an_item_was_lower_by_all_along_is_ordinary() -> None:
    ordinary = [a_round(n, [(prompt("x"), 3, 4)]) for n in range(0, 26, 2)]
    assert all(find(ordinary[:count]).main is None for count in range(1, 14))


def test_what_did_not_come_up_is_asked_in_other_words_and_what_was_skipped_is_not() -> None:
    answers: list[Answers] = [(prompt("x"), 4, 4), (prompt("y"), None, 4)]
    came = a_round(4, answers)
    assert find([*history(4), came]).suspicions == ()
    assert find([*history(4), silent(came, "x.a")]).suspicions == ("x",)
    both = replace(came, values=({}, {}), did_not_come_up=(frozenset({"x.a"}), frozenset({"x.a"})))
    assert find([*history(4), both]).suspicions == ("x",)


def test_a_skipped_answer_steers_as_little_as_a_good_one() -> None:
    good, skipped = (a_round(4, [(prompt("x"), 5, answer), (prompt("y"), 4, 4)]) for answer in (5, None))
    first, second = ({k: v for k, v in each.items() if k != "x.a"} for each in skipped.values)
    nothing = replace(skipped, values=(first, second))
    results = [find([*history(4), one]) for one in (good, skipped, nothing)]
    assert [(result.odds, result.suspicions) for result in results] == [({}, ())] * 3


def test_what_did_not_come_up_is_asked_before_a_slight_suspicion_and_after_a_strong_one() -> None:
    def suspicions(item: Item) -> tuple[str, ...]:
        return find([*history(4), silent(a_round(4, [(prompt("x"), 4, 4), (item, 3, 4)]), "x.a")]).suspicions

    assert suspicions(replace(prompt("y"), expected=0.7)) == ("x", "y")
    assert suspicions(replace(prompt("y"), expected=0.85)) == ("y", "x")


def test_it_is_asked_again_for_a_while_only_and_not_once_it_was_answered() -> None:
    start = [*history(4), silent(a_round(4, [(prompt("x"), 4, 4)]), "x.a")]
    assert "x" in find([*start, *history(2, start=5)]).suspicions
    assert "x" not in find([*start, *history(3, start=5)]).suspicions
    assert "x" not in find([*start, a_round(5, [(prompt("x", "b"), 4, 4)])]).suspicions


def test_someone_who_answers_at_random_brings_nothing_up() -> None:
    dice = [1, 5, 2, 4, 5, 1, 3, 1, 5, 5, 1, 4, 2, 5, 1, 3, 1, 5, 4, 1, 5, 2]
    rounds = []
    for n in range(10):
        first = [dice[(7 * n + 3 * k) % len(dice)] for k in range(8)]
        anchors = {f"anchor.{d}.{s}": (first[i], 4) for i, (d, s) in enumerate(SIX)}
        low = (prompt("x", "abcdefghij"[n]), 1, 5)
        rounds.append(a_round(n, [low, (prompt(f"calm{n % 3}", str(n)), first[7], 4)], anchors=anchors))
    assert all(point is None or point.reason != "x" for point in (find(rounds).main, find(rounds).optional))
    steady = [a_round(n, [(prompt("x", "abcdefghij"[n]), 1, 5)]) for n in range(10)]
    main = find(steady).main
    assert main is not None
    assert main.reason == "x"


SIX = [(d, s) for d in ("appreciation", "autonomy", "connection") for s in ("received", "given")]
