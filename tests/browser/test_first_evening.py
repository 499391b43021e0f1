"""The first evening of two people takes few taps and few words, and both phones show at once that they are linked."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from tests.browser.cast import Cast
from tests.browser.inspection import html_without_hashes
from tests.browser.phone import Phone
from tests.browser.pictures import look
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

SIZES: dict[str, ViewportSize] = {
    "375x553": {"width": 375, "height": 553},
    "390x844": {"width": 390, "height": 844},
    "768x1024": {"width": 768, "height": 1024},
}
#: JavaScript that counts the visible words of the page. Text only for screen readers repeats them, so it is left out.
_WORDS = """
() => {
  const seen = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const holder = text.parentElement;
    if (holder.closest("script, noscript, select, .skip, .unseen, details:not([open]) > :not(summary)")) continue;
    if (holder.checkVisibility({ visibilityProperty: true }) && holder.getClientRects().length) seen.push(text.data);
  }
  return seen.join(" ").split(/\\s+/).filter((word) => /[\\p{L}\\p{N}]/u.test(word)).length;
}
"""


class Count:
    """A counter of a person's taps and of the words on the screens they read. Filling in a field counts as a tap."""

    def __init__(self, phone: Phone) -> None:
        self.phone, self.taps, self.words = phone, 0, 0
        self.screens: list[tuple[str, int]] = []

    def read(self, screen: str) -> None:
        """Add the words on the current screen to the count, under the screen's name."""
        self.screens.append((screen, self.phone.page.evaluate(_WORDS)))
        self.words += self.screens[-1][1]

    def tap(self, name: str, *, role: Any = "button") -> None:
        self.phone.tap(re.compile(f"^{name}"), role=role)
        self.taps += 1

    def fill(self, label: str, text: str) -> None:
        self.phone.page.get_by_label(label).fill(text)
        self.taps += 1


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser, whole_browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser, workers={"Wilma"}, for_workers=whole_browser)
    yield people
    people.close()


def _mailed(count: Count, tap: Callable[[], None]) -> None:
    """Call `tap`, which asks for a sign-in code by e-mail, then type the code from the e-mail.

    Count the words on the screen that asks for the code. Count the typing as one tap.
    """
    phone = count.phone
    before = len(phone.stack.mail.to(phone.email))
    tap()
    phone.sees("Check your e-mail")
    code = phone.code(before)
    if count.phone.name == "Vito":
        # The page shows the whole privacy text once, before the person has written anything.
        phone.sees("Who runs this server")
        look(phone, "first code with the whole text")
    count.read("code")
    count.fill("Code from the e-mail", code)


def _in_sight(phone: Phone, name: str) -> None:
    """Fail unless the button `name` is visible without scrolling, on a small and on a large phone."""
    for size in ("375x553", "390x844"):
        phone.page.set_viewport_size(SIZES[size])
        phone.page.evaluate("scrollTo(0, 0)")
        box = phone.page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box, name
        assert box["y"] + box["height"] <= SIZES[size]["height"], f"{name} at {size}: {box}"
    phone.page.set_viewport_size(SIZES["390x844"])


def _answer(count: Count) -> None:
    """Answer every prompt of the person's first check-in, write kind words, and submit. Count the taps."""
    page = count.phone.page
    check_in = count.phone.api("GET", "/home")["check_in"]
    prompts = count.phone.api("GET", f"/check-ins/{check_in['id']}")["prompts"]
    assert len(prompts) == 8
    for place, prompt in enumerate(prompts, start=1):
        expect(page).to_have_url(re.compile(rf"p={place}$") if place > 1 else re.compile(r"/check-in/"))
        if prompt["kind"] == "appreciation":
            page.get_by_role("textbox").fill("You made soup when I came home late.")
            count.taps += 1
            count.tap("Next")
        else:
            page.get_by_role("radio", name="Most of the time", exact=True).click()
            count.taps += 1
    expect(page).to_have_url(re.compile("p=review$"))
    count.tap("Submit my answers")


def test_from_a_cold_start_to_the_first_answers(
    cast: Cast, record_property: Callable[[str, object], None]
) -> None:
    ulf, vito = (Count(cast.visitor(name)) for name in ("Ulf", "Vito"))
    _the_inviter_arrives(ulf)
    ulf.tap("Invite my partner", role="link")
    ulf.phone.sees("Make an invitation")
    look(ulf.phone, "first invite")
    ulf.read("invite")
    ulf.tap("Make an invitation")
    ulf.tap("Copy the link")
    ulf.phone.sees("The link was copied.")
    link = ulf.phone.page.evaluate("navigator.clipboard.readText()")
    # Close the toast, if it has not disappeared by itself.
    ulf.phone.page.evaluate("document.querySelector('.toast button')?.click()")
    look(ulf.phone, "first invitation")
    ulf.read("invitation")
    _the_invitee_arrives(vito, link)

    ulf.phone.sees("Vito would like to join you.")
    look(ulf.phone, "first asked")
    ulf.read("asked")
    ulf.tap("Yes, link us")
    for count in (ulf, vito):
        expect(count.phone.page.get_by_role("heading", name="You are linked")).to_be_visible()
        expect(count.phone.page.locator(".together-names")).to_contain_text(re.compile("Ulf.*Vito|Vito.*Ulf"))
        expect(count.phone.page.get_by_role("link", name="Begin")).to_have_attribute(
            "href", re.compile("/check-in/")
        )
        look(count.phone, f"first together {count.phone.name}")
        count.read("together")
    before = {}
    for count in (ulf, vito):
        count.tap("Begin", role="link")
        before[count.phone.name] = count.taps
        _answer(count)
    expect(vito.phone.page).to_have_url(re.compile("/reveal/"))
    too_much = []
    for name, count, taps, words in (("inviter", ulf, 24, 350), ("invitee", vito, 15, 200)):
        said = (
            f"{name}: {count.taps} taps to the first submit ({before[count.phone.name]} before the first "
            f"prompt), {count.words} words before it: {', '.join(f'{s} {n}' for s, n in count.screens)}"
        )
        record_property("counted", said)
        if count.taps > taps or count.words > words:
            too_much.append(said)
        assert count.phone.violations == []
    assert too_much == []


def _the_inviter_arrives(count: Count) -> None:
    phone = count.phone
    phone.goto("/sign-in")
    phone.sees("Answer alone, look together")
    count.read("sign-in")
    count.fill("Your e-mail address", phone.email)
    _mailed(count, lambda: count.tap("Send me a code"))
    phone.sees("Nice to meet you")
    phone.sees("Who runs this server")
    expect(phone.page.get_by_label("Your time zone")).to_have_count(0)
    look(phone, "first welcome")
    count.read("welcome")
    count.fill("What should we call you?", phone.name)
    count.tap("Continue")
    phone.sees("Two people, one small ritual")
    count.read("home")


def _the_invitee_arrives(count: Count, link: str) -> None:
    phone = count.phone
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    phone.page.goto(link)
    phone.sees("Someone would like an evening for two with you.")
    # A program that only opens the link, such as a preview, gets no name, and the title has none.
    assert not any("/pairing/look" in each for each in asked)
    assert "Ulf" not in html_without_hashes(phone.page)
    _in_sight(phone, "Join")
    look(phone, "first letter, closed")
    count.fill("Your first name", phone.name)
    phone.sees("invites you to an evening for two: answer alone")
    expect(phone.page.get_by_role("status").filter(has_text="Ulf")).to_be_visible()
    assert "Ulf" not in phone.page.title()
    count.fill("Your e-mail address", phone.email)
    _in_sight(phone, "Join")
    look(phone, "first letter, opened")
    count.read("letter")
    _mailed(count, lambda: count.tap("Join"))
    phone.sees("Almost there")
    look(phone, "first almost there")
    count.read("almost there")


def test_waiting_asks_once_whether_to_tell_and_leaves_what_the_partner_learns_alone(cast: Cast) -> None:
    wilma = cast.known("Wilma", past="wilma_and_yuri")
    check_in = wilma.api("GET", "/home")["check_in"]["id"]
    wilma.api("PATCH", "/notifications/preferences", {"kinds": {"revealed": False}})
    wilma.goto(f"/check-in/{check_in}?p=2")
    wilma.choose("Most of the time")
    wilma.sees("Saved")
    wilma.goto(f"/check-in/{check_in}?p=review")
    wilma.tap("Submit my answers")
    wilma.sees("Shall we tell you when you can both read it?")
    look(wilma, "first waiting")
    wilma.await_worker()
    wilma.tap("Yes, tell me")
    wilma.sees("We'll tell you on this device.")
    assert wilma.api("GET", "/notifications/preferences")["kinds"]["revealed"]
    assert wilma.api("GET", "/me")["privacy"]["tell_when_finished"] is False
    wilma.page.get_by_label("Which evening would suit you?").select_option(label="Tomorrow")
    wilma.tap("Find one")
    wilma.tap("I'd like this one")
    wilma.sees("Your sentence for the evening:")
    look(wilma, "first waiting, planned")
    yuri = cast.api_user("Yuri", past="wilma_and_yuri")
    # The plan stays on Wilma's phone. The server doesn't have it, so Yuri can't see it.
    assert yuri.api("GET", "/starters?saved=true")["results"] == []
    wilma.page.reload()
    wilma.sees("Your sentence for the evening:")
    wilma.page.wait_for_load_state("networkidle")
    expect(wilma.page.get_by_text("Shall we tell you")).to_have_count(0)


def test_after_the_first_reveal_the_next_evening_is_agreed_and_the_other_sees_it_moved(cast: Cast) -> None:
    xenia, zeno = (cast.known(name, past="xenia_and_zeno") for name in ("Xenia", "Zeno"))
    card = zeno.api("GET", "/home")["check_in"]["id"]
    prompts = zeno.api("GET", f"/check-ins/{card}")["prompts"]
    answers = {
        prompt["id"]: {"status": "answered", "value": 3, "note": "", "sharing": "share"}
        for prompt in prompts
        if prompt["kind"] not in {"appreciation", "wish"}
    }
    for person in (xenia, zeno):
        body = {"submission_id": str(uuid.uuid4()), "base_revision": 0, "answers": answers}
        person.api("POST", f"/check-ins/{card}/submit", body)
    xenia.goto("/")
    xenia.sees("Look together")
    xenia.page.wait_for_load_state("networkidle")
    expect(xenia.page.get_by_text("Good?")).to_have_count(0)
    for person in (xenia, zeno):
        person.goto(f"/reveal/{card}")
        person.show_everything()
    xenia.goto("/")
    xenia.sees(re.compile(r"^The next one is .* at .*\. Good\?$"))
    look(xenia, "first the next evening")
    xenia.tap("Another evening")
    xenia.page.get_by_label("Day", exact=True).select_option(label="Friday")
    xenia.tap("Save this evening")
    # The app offers a passkey only after that.
    xenia.sees("Sign in faster next time?")
    look(xenia, "first passkey offered")
    xenia.tap("Not now")
    expect(xenia.page.get_by_text("Sign in faster next time?")).to_have_count(0)
    assert xenia.api("GET", "/schedule")["weekday"] == 4
    zeno.goto("/")
    zeno.sees(re.compile("Xenia changed when check-ins open"))
    zeno.tap("Yes, that's good")
    zeno.page.reload()
    zeno.sees("Sign in faster next time?")
    expect(zeno.page.get_by_text("Good?")).to_have_count(0)
