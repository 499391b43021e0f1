"""Two people with two phones over two weeks, from a pocket note to an agreement that they keep.

Other tests check each part in detail. This test checks that the parts work one after the other, and what each phone
shows and hides at each step.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.agreeing import keep_it, next_week
from tests.browser.cast import EVENING, Cast
from tests.browser.kept import everything_on, hides
from tests.browser.phone import Phone
from tests.browser.reading import looks, read_step_by_step
from tests.browser.stack import Stack
from tests.browser.talking import title

pytestmark = pytest.mark.browser

THURSDAY = EVENING - dt.timedelta(days=3)
NOTE = "The ferry timetable on the fridge, and who brings the children on Mondays."
OTHER_NOTE = "I was short with Emil on Tuesday, and I was only tired."
FROM_NORA = "You took the early train so that I could sleep."
FROM_EMIL = "You kept me a plate warm, and did not ask."
BICYCLE = "You carried the bicycle up all four floors."
HERON = "You laughed at my joke about the heron, twice."
AGREED = "On Mondays Emil brings the children, and Nora cooks."


@pytest.fixture
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser, workers={"Nora", "Emil"})
    people.at(THURSDAY)
    yield people
    people.close()


def test_an_evening_for_two_and_the_week_after(cast: Cast) -> None:
    nora, emil = (cast.known(name, past="nora_and_emil") for name in ("Nora", "Emil"))
    nora_writes_into_her_pocket_on_a_train(nora, emil)

    check_in = next_week(cast, nora, weeks=0)
    nora_asks_to_talk_about_her_note(nora, check_in)
    emil_submits_without_a_network(emil, nora, check_in)
    both_learn_of_the_reveal(emil, nora)
    both_read_it_step_by_step(nora, emil)
    topic = the_conversation_is_the_wish(nora, emil)

    they_talk_on_one_phone_with_a_pause(cast, nora, emil, topic)
    an_agreement_stands_after_the_second_yes(nora, emil)

    check_in = next_week(cast, nora)
    nora_keeps_it_under_seal(nora, emil, check_in)
    emil_keeps_it_and_both_see_the_result(nora, emil, check_in)
    the_jar_has_what_was_revealed(nora, emil)
    assert cast.violations() == []


def write_kind_words(phone: Phone, words: str) -> None:
    """Open the check-in from Home, answer its first prompt (kind words), and tap "Next"."""
    phone.goto("/")
    phone.tap("Begin", role="link")
    phone.page.get_by_role("textbox").fill(words)
    phone.tap("Next")
    expect(phone.page).to_have_url(re.compile("p=2$"))


def submit(phone: Phone, check_in: Any) -> None:
    """Open the check-in's review page and submit. Prompts without an answer count as skipped."""
    phone.sees("Saved")
    phone.goto(f"/check-in/{check_in['id']}?p=review")
    phone.tap("Submit my answers")


def nora_writes_into_her_pocket_on_a_train(nora: Phone, emil: Phone) -> None:
    nora.tap("A note for your pocket", role="link")
    nora.sees("No one else sees it")
    nora.lose_the_net()
    for words in (OTHER_NOTE, NOTE):
        nora.page.get_by_role("textbox").fill(words)
        nora.tap("Keep it")
        nora.sees("Kept on this device.")
    nora.comes_back_online()
    nora.tap("Earlier notes")
    nora.sees(NOTE)
    expect(nora.page.get_by_text("Not sent yet")).to_have_count(0)
    assert NOTE in everything_on(nora)

    emil.goto("/pocket")
    emil.tap("Earlier notes")
    emil.sees("No notes yet.")
    hides(emil, NOTE, OTHER_NOTE)


def nora_asks_to_talk_about_her_note(nora: Phone, check_in: Any) -> None:
    write_kind_words(nora, FROM_NORA)
    nora.choose("A little")
    nora.tap("Add a few words")
    nora.tap("From your pocket")
    nora.tap(f"Use: {NOTE}")
    expect(nora.page.get_by_role("textbox")).to_have_value(NOTE)
    nora.page.get_by_role("switch", name="Talk about this").check()
    submit(nora, check_in)
    nora.sees("Not yet.")


def emil_submits_without_a_network(emil: Phone, nora: Phone, check_in: Any) -> None:
    prompts = check_in["prompts"]
    half = len(prompts) // 2
    emil.goto("/")
    emil.tap("Begin", role="link")
    emil.answer(prompts[:half], lambda _: "Most of the time", words=FROM_EMIL)
    emil.lose_the_net()
    emil.answer(prompts[half:], lambda _: "Most of the time")
    emil.sees("Saved on this device, will sync")
    emil.tap("Submit my answers")
    emil.sees("and will be submitted as soon as you're back online.")
    # Nora's response is sealed, and Emil's is still on his phone. Neither phone has anything of the partner's response.
    hides(emil, NOTE, FROM_NORA)
    hides(nora, FROM_EMIL)
    nora.sees("Not yet.")


def both_learn_of_the_reveal(emil: Phone, nora: Phone) -> None:
    """Bring Emil's phone online, so that it sends his answers. Nora's phone must then show the reveal by itself.

    While Nora waits, her phone asks for new data every two seconds. Fail if it asks more than once before it shows the
    reveal.
    """
    with emil.page.expect_response(re.compile(r"/check-ins/[^/]+/submit$")) as sent:
        emil.comes_back_online()
    assert sent.value.ok
    since = looks(nora.page)
    for phone in (emil, nora):
        phone.sees("Ready?")
    assert len(since) <= 1


def both_read_it_step_by_step(nora: Phone, emil: Phone) -> None:
    # No words are shown before a person opens the reveal.
    for phone in (nora, emil):
        expect(phone.page.get_by_text(re.compile(f"{NOTE}|{FROM_NORA}|{FROM_EMIL}"))).to_have_count(0)
    read = [read_step_by_step(phone) for phone in (nora, emil)]
    assert read[0][:2] == ["From Emil, for you", "From you, for Emil"]
    assert read[1][:2] == ["From Nora, for you", "From you, for Nora"]
    assert read[0][2:] == read[1][2:]
    to_talk_about = [each for each in read[0][2:] if each not in {"What went well", "Your guesses"}]
    assert to_talk_about[0] == "On your minds"
    for phone in (nora, emil):
        phone.sees(FROM_NORA)
        phone.sees(FROM_EMIL)
    # The note that Nora used in no answer stays in her pocket.
    hides(emil, OTHER_NOTE)
    assert emil.api("GET", "/pocket")["notes"] == []


def the_conversation_is_the_wish(nora: Phone, emil: Phone) -> str:
    """Check that both phones first offer the topic that Nora wished to talk about. Return the topic's id."""
    for phone, kicker in ((nora, "You wrote"), (emil, "Nora wrote")):
        first = phone.page.locator("article.point:not(.strength)").first
        expect(first.get_by_text(NOTE)).to_be_visible()
        expect(first.get_by_text(kicker, exact=True)).to_be_visible()
    links = [phone.page.locator('a[href^="/talk/"]').first.get_attribute("href") for phone in (nora, emil)]
    assert links[0] == links[1]
    return str(links[0]).removeprefix("/talk/")


def they_talk_on_one_phone_with_a_pause(cast: Cast, nora: Phone, emil: Phone, topic: str) -> None:
    nora.page.locator(f'a[href="/talk/{topic}"]').click()
    nora.tap("Nora begins")
    title(nora, "Nora begins")
    nora.tap("Start")
    title(nora, "Nora speaks")
    cast.at(EVENING + dt.timedelta(minutes=2))
    nora.tap("Pause")
    title(nora, "A pause")
    cast.at(EVENING + dt.timedelta(minutes=21))
    nora.sees("About a minute")
    expect(nora.page.get_by_text("Twenty minutes have gone by.")).to_have_count(0)
    cast.at(EVENING + dt.timedelta(minutes=23))
    nora.sees("Twenty minutes have gone by.")
    nora.tap("We are both back")
    title(nora, "Nora speaks")
    nora.sees("About 3 minutes")
    for label in ("Next: what Emil heard", "Now Emil speaks", "Next: what Nora heard", "Finish"):
        nora.tap(label)
    title(nora, "Thank you both")
    expect(emil.page.get_by_text("Talked about on")).to_have_count(0)
    nora.tap("Mark as talked about")
    nora.sees("Marked as talked about.")
    # Emil's phone still shows the reveal. It learns only that they talked.
    emil.sees("Talked about on")


def an_agreement_stands_after_the_second_yes(nora: Phone, emil: Phone) -> None:
    nora.tap("Agree on something small")
    nora.page.get_by_label("In your own words").fill(AGREED)
    nora.tap("Suggest it")
    nora.sees("Suggested. Emil can say yes on their own phone.")
    nora.tap("See what you agreed", role="link")
    nora.sees("It stands once Emil says yes as well.")
    emil.goto("/")
    emil.sees("There is a suggestion for the two of you.")
    emil.tap("What we agreed", role="link")
    emil.sees("Nora suggests")
    for phone in (nora, emil):
        expect(phone.page.get_by_text("Since")).to_have_count(0)
        assert phone.api("GET", "/agreements")["standing"] == []
    emil.tap(f"Yes: {AGREED}")
    for phone in (nora, emil):
        phone.sees("Since")
        phone.sees(AGREED)
        expect(phone.page.get_by_text(re.compile("Nora suggests|You suggested"))).to_have_count(0)


def nora_keeps_it_under_seal(nora: Phone, emil: Phone, check_in: Any) -> None:
    write_kind_words(nora, BICYCLE)
    keep_it(nora, check_in, AGREED)
    submit(nora, check_in)
    nora.sees("Not yet.")
    emil.goto("/agreements")
    emil.sees("Since")
    assert emil.api("GET", f"/check-ins/{check_in['id']}")["answers"] == {}
    hides(emil, BICYCLE)


def emil_keeps_it_and_both_see_the_result(nora: Phone, emil: Phone, check_in: Any) -> None:
    write_kind_words(emil, HERON)
    keep_it(emil, check_in, AGREED)
    hides(nora, HERON)
    submit(emil, check_in)
    for phone in (emil, nora):
        phone.show_everything()
        # The result is shown, but neither person's answer.
        phone.sees(AGREED)
        phone.sees("You are both keeping this.")
        assert AGREED not in json.dumps(phone.api("GET", f"/check-ins/{check_in['id']}/reveal")["answers"])
        listed = phone.api("GET", "/agreements")
        assert [each["text"] for each in listed["standing"]] == [AGREED]
        assert listed["resting"] == []


def the_jar_has_what_was_revealed(nora: Phone, emil: Phone) -> None:
    for phone, theirs in ((nora, [HERON, FROM_EMIL]), (emil, [BICYCLE, FROM_NORA])):
        phone.goto("/")
        phone.tap("The jar", role="link")
        expect(phone.page.locator(".kind-words blockquote")).to_have_text(theirs)
