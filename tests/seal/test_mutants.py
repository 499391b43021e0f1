"""Test that each deliberate leak or fault is caught, and that the unchanged app passes the same checks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.seal.checks import CHECKS, Shown
from tests.seal.comparing import Difference
from tests.seal.conftest import Enter
from tests.seal.integrity import Broken
from tests.seal.lives import Lives
from tests.seal.mutants import MUTANTS
from tests.seal.mutants.workshop import Mutant
from tests.seal.walk import CHAPTERS, Chapter, walk

pytestmark = pytest.mark.slow
#: The name of each detector, by the exception that it raises.
CALLED: dict[type[AssertionError], str] = {
    Difference: "the twin worlds",
    Broken: "the invariants",
    Shown: "a check",
}


#: Mutants that are caught late in the walk: these take as long as all others together. `make test-long` has them.
LATE = frozenset(
    {
        "a cached answer that is another's",
        "a count of the partner's pocket notes",
        "a finished bit that stays when the answers were taken back",
        "a jar with words that were kept private",
        "a pocket that changes a response's size",
        "a private answer in the engine",
        "a private answer that everybody can read",
        "a private wish that becomes a conversation",
        "a push as long as the partner's draft",
        "a read receipt",
        "a reveal that happens twice",
        "a reveal that never comes",
        "a submission after the closing",
        "a submission that comes back",
        "an ETag that follows the partner's draft",
        "an unrounded moment",
        "prompts chosen by one-sided consent",
        "turns that tell who is looking",
        "what the partner said of a card for them alone",
        "whether it helped the partner",
        "whether the partner has thrown words away",
    }
)


def caught(start: Callable[[], Lives], chapter: Chapter) -> AssertionError | None:
    """Run the checks of `tests.seal.checks`, then the walk from this chapter on. Return the first error, or None.

    `start` brings the twin worlds to the start of the chapter.
    """
    try:
        for check in CHECKS:
            check()
        walk(start(), CHAPTERS[CHAPTERS.index(chapter) :])
    except tuple(CALLED) as found:
        return found
    return None


@pytest.mark.parametrize(
    "mutant",
    [
        pytest.param(
            mutant,
            id=mutant.name.replace(" ", "-"),
            marks=[pytest.mark.long] if mutant.name in LATE else [],
        )
        for mutant in MUTANTS
    ],
)
def test_a_mutant_is_caught(
    mutant: Mutant, enter: Enter, record_property: Callable[[str, object], None]
) -> None:
    start = enter(mutant.kind, mutant.since)
    with mutant.applied() as patch:
        found = caught(start, mutant.since)
    assert found is not None, f"not caught since {mutant.since.__name__}: {mutant.says}"
    assert patch.called > 0, "the changed code was never reached"
    number = MUTANTS.index(mutant) + 1
    record_property(
        "counted", f"caught  {number:02}  {mutant.name}  by {CALLED[type(found)]}: {str(found)[:80]}"
    )


def test_without_a_mutant_the_checks_say_nothing() -> None:
    for check in CHECKS:
        check()


def test_without_a_mutant_the_walk_shows_no_difference(enter: Enter) -> None:
    """Walk the last chapter without a mutant. The fixture `enter` has walked all chapters before it."""
    us = enter("young", CHAPTERS[-1])()
    walk(us, CHAPTERS[-1:])
    assert us.tally.answers > 0


def test_there_are_mutants_enough() -> None:
    assert len(MUTANTS) >= 30
    assert len({mutant.name for mutant in MUTANTS}) == len(MUTANTS)
    assert {mutant.name for mutant in MUTANTS} >= LATE
    assert all(mutant.says for mutant in MUTANTS)
