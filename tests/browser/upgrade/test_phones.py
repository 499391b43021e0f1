"""Two people on two phones keep all their data through an upgrade of the server."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.phone import Phone, phone
from tests.browser.stack import ROOT, Stack, services, serving
from tests.browser.upgrade import before
from tests.browser.upgrade.released import ORIGINS, check_out

pytestmark = [pytest.mark.browser, pytest.mark.long]

SUNDAY = dt.datetime(2027, 3, 7, 18, 30, tzinfo=dt.UTC)
REVEALED = {"Nell": "You waited for me in the rain with both umbrellas.", "Otto": "You sang on the stairs."}
SENT, UNSENT = "You called my sister back.", "And you never sighed about it once."
SEALED = "You mended the blue bicycle."


@pytest.fixture(scope="module", params=ORIGINS)
def old_stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack with the code of an earlier version. Its services run, but the app itself does not run yet."""
    folder = tmp_path_factory.mktemp("upgrade")
    tree = check_out(request.param, tmp_path_factory.mktemp("earlier"))
    with services(folder) as stack:
        environment = {**stack.environment, "PYTHONPATH": str(tree)}
        yield dataclasses.replace(stack, root=tree, environment=environment)


def test_everything_that_people_had_is_there_after_an_upgrade(
    old_stack: Stack, whole_browser: Browser, tmp_path: Path
) -> None:
    old_stack.clock.set(SUNDAY)
    nell, otto = (phone(old_stack, whole_browser, name, worker=True) for name in ("Nell", "Otto"))
    (tmp_path / "before").mkdir()
    old_stack.manage("migrate", "--verbosity", "0")
    with serving(old_stack, tmp_path / "before"):
        first, second = _live_for_a_week(old_stack, nell, otto)

    (tmp_path / "after").mkdir()
    environment = {**old_stack.environment, "PYTHONPATH": str(ROOT)}
    new_stack = dataclasses.replace(old_stack, root=ROOT, environment=environment)
    new_stack.manage("migrate", "--verbosity", "0")
    with serving(new_stack, tmp_path / "after"):
        for person in (nell, otto):
            _rename_session_cookie(person)
            person.find_the_net()
        _unsent_words_are_there_and_arrive(nell, second)
        _what_was_revealed_and_what_was_sealed_opens(nell, otto, first, second)
        _what_was_switched_off_is_off(nell, otto)
        _the_next_opening_reaches_both_phones(new_stack, nell, otto)
    for person in (nell, otto):
        assert person.violations == []
        person.context.close()


def _rename_session_cookie(person: Phone) -> None:
    """Give the session cookie its present name, if the earlier version used the former one.

    In production, the name has always been the same.
    """
    for cookie in person.context.cookies():
        if cookie["name"] == "session":
            person.context.add_cookies(
                [{"name": "sbs_session", "value": cookie["value"], "url": person.stack.origin}]
            )


def _live_for_a_week(stack: Stack, nell: Phone, otto: Phone) -> tuple[str, str]:
    """Sign up and link two people. Make a revealed check-in, and a second check-in that only Otto has submitted.

    Nell has begun to answer the second check-in. Return the ids of the two check-ins.
    """
    for person in (nell, otto):
        before.begin(person)
        person.turn_reminders_on()
    before.choose(nell)
    before.link(nell, otto)
    first = before.open_check_in(nell)
    for person in (nell, otto):
        before.submit(person, first, words=REVEALED[person.name])
    assert before.ask(nell, "GET", f"/check-ins/{first['id']}/reveal")
    stack.clock.advance(days=7)
    second = before.next_check_in(otto, after=first["id"])
    before.submit(otto, second, words=SEALED)
    before.write_unsent(nell, second, sent=SENT, unsent=UNSENT)
    return first["id"], second["id"]


def _unsent_words_are_there_and_arrive(nell: Phone, check_in: str) -> None:
    nell.goto(f"/check-in/{check_in}?p=1")
    expect(nell.page.get_by_role("textbox")).to_have_value(f"{SENT} {UNSENT}")
    nell.sees("Saved")
    prompts = nell.api("GET", f"/check-ins/{check_in}")["prompts"]
    # The phone may still show the old app until it has loaded the new one.
    nell.answer(prompts, lambda _: "Most of the time", review="Look it over|Review")
    nell.tap("Submit my answers")
    nell.sees(re.compile("What went well|Ready"))


def _what_was_revealed_and_what_was_sealed_opens(nell: Phone, otto: Phone, first: str, second: str) -> None:
    for person in (nell, otto):
        # Each person is still signed in.
        assert person.api("GET", "/me")["display_name"] == person.name
        earlier = json.dumps(person.api("GET", f"/check-ins/{first}/reveal"), ensure_ascii=False)
        assert [words for words in REVEALED.values() if words not in earlier] == []
        later = json.dumps(person.api("GET", f"/check-ins/{second}/reveal"), ensure_ascii=False)
        assert [words for words in (SEALED, UNSENT) if words not in later] == []


def _what_was_switched_off_is_off(nell: Phone, otto: Phone) -> None:
    hers, his = (person.api("GET", "/notifications/preferences") for person in (nell, otto))
    assert hers == {**his, "text": "warm", "kinds": {**his["kinds"], "talk_later": False}}
    assert set(his["kinds"].values()) == {True}


def _the_next_opening_reaches_both_phones(stack: Stack, nell: Phone, otto: Phone) -> None:
    so_far = {person.name: len(stack.pushes.to(person.keys.endpoint)) for person in (nell, otto)}
    stack.clock.advance(days=7, minutes=20)
    for person in (nell, otto):
        push = person.push(so_far[person.name])
        assert push["notification"]["navigate"].startswith(stack.origin)
