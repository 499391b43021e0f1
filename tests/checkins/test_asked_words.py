"""Past check-ins keep the wording of their prompts, even if a prompt is later changed or removed from the library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from checkins import actions, queries
from content.catalogue import catalogue
from tests.checkins.world import HOUR, reveal
from tests.content.decks import change, deck
from tests.factories import Pair, pair

__all__ = ["deck"]

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DECK = "shared-laughter."


@pytest.fixture
def ours(deck: Path, settings: Settings) -> Iterator[Path]:
    """The path of a file that adds a reason to the library. New check-ins can ask the prompts of this reason."""
    settings.CONTENT_DIRS = [str(deck)]
    catalogue.cache_clear()
    yield deck / "shared-laughter.yaml"
    catalogue.cache_clear()


def answered_until_asked(us: Pair, prompt_id: str) -> Any:
    """Reveal one check-in a week until a check-in asks the prompt. Return that check-in."""
    for _ in range(60):
        check_in = reveal(us, now=us.check_in.opens_at + HOUR)
        if any(asked["id"] == prompt_id for asked in check_in.prompts):
            return check_in
        actions.open_due(now=us.next_opens_at)
    raise AssertionError(f"{prompt_id} was never asked")


def texts(us: Pair, check_in: Any) -> list[dict[str, str]]:
    """Return the texts of the check-in's prompts as each partner sees them on each page that shows prompts.

    Each dictionary holds the texts on one page for one partner, by prompt id.
    """
    now = check_in.closes_at + HOUR
    found = [
        {prompt.id: prompt.text for prompt in read(person, check_in.pk, now=now).prompts}
        for read in (queries.check_in, queries.own_past)
        for person in (us.alex, us.bo)
    ]
    found += [
        {row.prompt.id: row.prompt.text for row in queries.reveal(person, check_in.pk).answers}
        for person in (us.alex, us.bo)
    ]
    return found


def test_history_shows_the_words_that_were_answered(ours: Path) -> None:
    us = pair()
    past = answered_until_asked(us, DECK + "light")
    change(
        ours,
        "light, version: 1, side: own, text: I felt light",
        "light, version: 2, side: own, text: I was light",
    )
    catalogue.cache_clear()
    assert catalogue().prompt(DECK + "light").text == "I was light at heart."
    assert [shown[DECK + "light"] for shown in texts(us, past)] == ["I felt light at heart."] * 6
    actions.open_due(now=us.next_opens_at)
    later = answered_until_asked(us, DECK + "light")
    assert {shown[DECK + "light"] for shown in texts(us, later)} == {"I was light at heart."}


def test_a_retired_prompt_stays_readable_and_is_asked_no_more(ours: Path) -> None:
    us = pair()
    past = answered_until_asked(us, DECK + "light")
    change(ours, "text: I felt light at heart.", "text: I felt light at heart., retired: true")
    catalogue.cache_clear()
    assert [shown[DECK + "light"] for shown in texts(us, past)] == ["I felt light at heart."] * 6
    for _ in range(27):
        actions.open_due(now=us.next_opens_at)
        asked = {prompt["id"] for prompt in reveal(us, now=us.check_in.opens_at + HOUR).prompts}
        assert DECK + "light" not in asked


def test_a_deck_that_was_taken_away_leaves_what_was_asked_and_talked_about(
    ours: Path, settings: Settings
) -> None:
    us = pair()
    past = answered_until_asked(us, DECK + "light")
    points = len(queries.points(us.alex).results)
    settings.CONTENT_DIRS = []
    catalogue.cache_clear()
    assert [shown[DECK + "light"] for shown in texts(us, past)] == ["I felt light at heart."] * 6
    assert len(queries.points(us.alex).results) == points
    assert queries.history(us.bo, now=past.closes_at).check_ins
    actions.open_due(now=us.next_opens_at)
    assert not any(prompt["id"].startswith(DECK) for prompt in us.check_in.prompts)
