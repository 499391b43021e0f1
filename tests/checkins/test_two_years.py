"""With the shipped library, any nine revealed check-ins in a row ask about every reason that the couple allows.

The tests simulate two years. No prompt is asked twice within nine revealed check-ins.
"""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from checkins.asking.selection import CYCLE, ROTATING, ROTATING_FIRST, select
from content.catalogue import catalogue
from content.values import Prompt

LIBRARY = catalogue()
PROMPTS = [prompt for reason in LIBRARY.reasons.values() for prompt in reason.prompts]
REASON_OF = {prompt.id: next(iter(prompt.reasons)) for prompt in PROMPTS}
REASONS = sorted(LIBRARY.reasons)
TENDER = {key for key, reason in LIBRARY.reasons.items() if reason.tender}
WEEKS = 104


def rotating(ids: Sequence[str]) -> list[Prompt]:
    return [LIBRARY.prompt(each) for each in ids if each in REASON_OF]


@settings(max_examples=12, deadline=None, derandomize=True)
@given(
    seed=st.integers(0, 2**31),
    # Each suspicion stays for eight weeks, because a lasting suspicion uses up wordings fastest.
    suspected=st.lists(
        st.lists(st.sampled_from(REASONS), max_size=4, unique=True), min_size=WEEKS // 8, max_size=WEEKS // 8
    ),
    missed=st.sets(st.integers(0, WEEKS - 1), max_size=40),
    tender=st.booleans(),
)
def test_two_years_with_the_library_that_ships(
    seed: int, suspected: list[list[str]], missed: set[int], tender: bool
) -> None:
    past: list[list[str]] = []
    asked_at: dict[str, int] = {}
    completed = 0
    for week in range(WEEKS):
        ids = select(
            anchors=LIBRARY.anchors,
            reason_prompts=PROMPTS,
            past=past,
            suspicions=suspected[week // 8 % len(suspected)],
            tender=tender,
            tender_reasons=TENDER,
            seed=seed + week,
            first=week == 0,
        )
        prompts = rotating(ids)
        assert len(prompts) == (ROTATING_FIRST if week == 0 else ROTATING), (
            "never dry, never more than seven minutes"
        )
        assert tender or not TENDER.intersection(key for prompt in prompts for key in prompt.reasons)
        for prompt in prompts:
            assert completed - asked_at.get(prompt.id, -CYCLE) >= CYCLE, "the same words inside one cycle"
        if week in missed:
            continue
        past.append(ids)
        asked_at |= {prompt.id: completed for prompt in prompts}
        completed += 1
        if completed >= CYCLE:
            latest = {REASON_OF[key]: at for key, at in sorted(asked_at.items(), key=lambda item: item[1])}
            expected = set(REASONS) - (set() if tender else TENDER)
            assert {key for key, at in latest.items() if completed - at <= CYCLE} == expected
