"""Two people use Side by Side on two phones, from the first sign-in until their space closes.

Ana reads German. Ben begins in English and then chooses Spanish. All texts reach each person in their own language:
e-mails, pushes, prompts, the topic with its explanation, and a starter that the partner saved for the two of them.

Only two things are faked: the clock, and the push service of the browser's vendor. The tests run a push service of
their own.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from content.catalogue import catalogue
from content.readers import prompt_said, readers_library
from notifications.messages.texts import words
from tests.browser import lock_screen
from tests.browser.own_language import choose_language, is_written_in
from tests.browser.phone import Phone, phone
from tests.browser.stack import PATIENCE, ROOT, Stack
from tests.conversations import offered_in

pytestmark = pytest.mark.browser

SUNDAY = dt.datetime(2027, 3, 7, 18, 30, tzinfo=dt.UTC)
_SCALE = ["Not at all", "A little", "Some of the time", "Most of the time", "All week"]
_EVERY_PERIODIC_TASK = """
from project.celery import app
app.loader.import_default_modules()
for entry in app.conf.beat_schedule.values():
    app.tasks[entry["task"]].apply(throw=True)
"""
APPRECIATION = "You drove my mother to the station at six in the morning."


@pytest.fixture
def phones(stack: Stack, whole_browser: Browser) -> Iterator[tuple[Phone, Phone]]:
    stack.clock.set(SUNDAY)
    # Ben's phone is also dark.
    ana, ben = (
        phone(stack, whole_browser, "Ana", worker=True),
        phone(stack, whole_browser, "Ben", worker=True, color_scheme="dark"),
    )
    for person in (ana, ben):
        # Otherwise the phones would have the real time, and show the reveal of a day long past as a list.
        person.context.clock.set_fixed_time(SUNDAY)
    ana.speak("de")
    yield ana, ben
    for person in (ana, ben):
        # Save the last screen, whether the test passed or failed.
        person.page.screenshot(path=ROOT / "test-results" / f"journey-{person.name.lower()}.png")
        person.context.close()


def test_two_people_from_the_first_code_to_the_closed_space(
    stack: Stack, phones: tuple[Phone, Phone]
) -> None:
    ana, ben = phones
    _both_sign_in_and_pair(ana, ben)
    _both_are_told_that_it_opened(stack, ana, ben)
    planted = _a_reason_asked_this_week(ana)
    _both_answer_the_first_on_their_phones(ana, ben, planted)
    check_in = _weeks_until_a_main_talking_point(stack, ana, ben, planted)
    _both_see_the_reason_and_why(ana, ben, check_in, planted)
    _save_a_starter(ana, ben, planted)
    _keeps_the_words_that_were_answered(ana, check_in)
    _one_leaves(stack, ana, ben, check_in)
    for person in phones:
        assert person.violations == []


def _a_reason_asked_this_week(ana: Phone) -> str:
    home = ana.api("GET", "/home")
    prompts = ana.api("GET", f"/check-ins/{home['check_in']['id']}")["prompts"]
    known = [catalogue().prompt(prompt["id"]) for prompt in prompts if prompt["kind"] == "reason"]
    felt = next(prompt for prompt in known if prompt.side != "given")
    return next(reason for reason, weight in felt.reasons.items() if weight >= 1)


def _both_sign_in_and_pair(ana: Phone, ben: Phone) -> None:
    for person in (ana, ben):
        person.sign_in()
        is_written_in(person, person.language, number=0)
        person.introduce()
        if person is ben:
            choose_language(ben, "Español", "es")
        person.turn_reminders_on()
    ana.api("PATCH", "/notifications/preferences", {"email_too": True})
    ana.goto("/pair")
    ana.tap("Make an invitation")
    ana.tap("Copy the link")
    link = ana.page.evaluate("navigator.clipboard.readText()")
    assert "/join#" in link
    ben.page.goto(link)
    assert ana.api("GET", "/pairing")["state"] == "invited", "opening the link consumes nothing"
    ben.tap("Join")
    ben.sees("Almost there")
    ana.sees("Is this your partner?")
    ana.sees("b…@j….org")
    ana.tap("Yes, link us")
    for person in (ana, ben):
        person.sees("You are linked")


def _both_are_told_that_it_opened(stack: Stack, ana: Phone, ben: Phone) -> None:
    # Reminders are spread over some minutes. After 20 minutes each person's reminder is due.
    stack.clock.advance(minutes=20)
    for person in (ana, ben):
        push = person.push(0)
        notification = push["notification"]
        # Without the tag, which is random.
        shown = json.dumps({key: value for key, value in notification.items() if key != "tag"})
        assert notification["navigate"].startswith(stack.origin)
        assert "Ana" not in shown
        assert "Ben" not in shown
        assert notification["body"] == words("opening", "generic", language=person.language).body
        lock_screen.show(person, push)
        lock_screen.tap(person, notification)
    # Each has two earlier e-mails: the code, and the alert that the phone shows reminders. Only Ana chose e-mail too.
    mail = ana.mail(2)
    assert stack.origin in mail.text
    assert mail.subject == words("opening", "generic", language="de").subject
    is_written_in(ana, "de", number=2)
    is_written_in(ben, "es", number=1)
    assert len(stack.mail.to(ben.email)) == 2


def _both_answer_the_first_on_their_phones(ana: Phone, ben: Phone, planted: str) -> None:
    home = ana.api("GET", "/home")
    check_in = ana.api("GET", f"/check-ins/{home['check_in']['id']}")
    prompts = check_in["prompts"]

    ana.goto("/")
    ana.tap(re.compile("Begin"), role="link")
    ana.answer(prompts, lambda prompt: _label(prompt, planted, low=True), words=APPRECIATION)
    ana.tap("Submit my answers")
    ana.sees("Not yet.")

    ben.goto("/")
    ben.tap(re.compile("Begin"), role="link")
    half = len(prompts) // 2
    ben.answer(prompts[:half], lambda prompt: _label(prompt, planted, low=False))
    ben.lose_the_net()
    ben.answer(prompts[half:], lambda prompt: _label(prompt, planted, low=False))
    # The tab is closed and opened again, still offline. The app opens, with every answer.
    at_review = ben.page.url
    ben.page.close()
    ben.page = ben.context.new_page()
    ben.page.goto(at_review)
    ben.sees("Review your answers")
    # Ben left the prompt for kind words empty.
    expect(ben.page.get_by_text(ben.words(re.compile("^Not answered$")))).to_have_count(1)
    ben.find_the_net()
    ben.page.reload()
    ben.tap("Submit my answers")
    for person in (ana, ben):
        person.sees("Ready?")
        person.show_everything()
        person.sees("Side by side")
        person.sees("What went well")
    ben.sees(APPRECIATION)


def _label(prompt: Any, planted: str, *, low: bool) -> str:
    """Return the label of a good answer to the prompt, such as "Most of the time".

    With `low`, return the label of a bad answer if the prompt points fully (with weight 1 or more) to the reason
    `planted`. Prompts about what the person gave to the partner are left out: they get a good answer.
    """
    known = catalogue().prompt(prompt["id"])
    missed = (
        low and prompt["kind"] == "reason" and known.reasons.get(planted, 0) >= 1 and known.side != "given"
    )
    return (
        "All week"
        if known.reverse and missed
        else "Not at all"
        if known.reverse or missed
        else "Most of the time"
    )


def _weeks_until_a_main_talking_point(stack: Stack, ana: Phone, ben: Phone, planted: str) -> str:
    """Submit both people's answers each week until a reveal offers a conversation about a problem.

    Ana's answers to prompts about the reason `planted` are bad. Return the id of the revealed check-in. Fail if no
    reveal offers such a conversation within twelve weeks.
    """
    for _ in range(12):
        latest: str = ana.api("GET", "/home")["latest_reveal"]["id"]
        if offered_in(ana.api("GET", f"/check-ins/{latest}/reveal")):
            return latest
        stack.clock.advance(days=7)
        check_in = _wait_for_the_next(ana, latest)
        for person, low in ((ana, True), (ben, False)):
            answers = {
                prompt["id"]: {
                    "status": "answered",
                    "note": "",
                    "sharing": "share",
                    "value": _SCALE.index(_label(prompt, planted, low=low)) + 1,
                }
                for prompt in check_in["prompts"]
                if prompt["kind"] not in {"appreciation", "wish"}
            }
            body = {"submission_id": str(uuid.uuid4()), "base_revision": 0, "answers": answers}
            person.api("POST", f"/check-ins/{check_in['id']}/submit", body)
    raise AssertionError("Twelve weeks of it, and nothing was brought up.")


def _wait_for_the_next(ana: Phone, before: str) -> Any:
    """Wait until the running app has opened a check-in whose id is not `before`. Return this new check-in."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        card = ana.api("GET", "/home")["check_in"]
        if card and card["state"] == "open" and card["id"] != before:
            return ana.api("GET", f"/check-ins/{card['id']}")
        time.sleep(0.5)
    raise AssertionError("The next check-in did not open.")


def _both_see_the_reason_and_why(ana: Phone, ben: Phone, check_in: str, planted: str) -> None:
    for person in (ana, ben):
        library = readers_library(person.language)
        title = library.reasons[planted].summary
        person.goto(f"/reveal/{check_in}")
        person.show_everything()
        person.sees("Worth talking about")
        person.sees(title)
        main = person.page.get_by_role("article").filter(has_text=title).first
        main.get_by_text(person.words("Why this?")).click()
        expect(main.get_by_text(person.words("Not at all")).first).to_be_visible()
        texts = [each.text for versions in library.known_prompts.values() for each in versions.values()]
        asked = re.compile("|".join(map(re.escape, texts)))
        expect(main.get_by_text(asked).first).to_be_visible()
        # The link to help is the same each week. It must not depend on what the two have answered.
        safety = person.page.get_by_role("link", name=person.words("Help and safety"))
        expect(safety).to_have_attribute("href", "/more")


def _save_a_starter(ana: Phone, ben: Phone, planted: str) -> None:
    # The page shows the starter as saved at once. Ben's phone can see it only when the server has it.
    with ana.page.expect_response(lambda answer: answer.url.endswith("/saved")):
        ana.page.get_by_role("button", name=ana.words("Save to our list")).first.click()
    expect(ana.page.get_by_role("button", name=ana.words("Remove from our list")).first).to_be_visible()
    saved = [
        starter["text"]
        for reason in ben.api("GET", "/starters?saved=true")["results"]
        for starter in reason["starters"]
        if starter["saved"]
    ]
    assert len(saved) == 1
    assert saved[0] in {starter.text for starter in readers_library("es").reasons[planted].starters}
    ben.goto("/starters/ours")
    ben.sees(saved[0])


def _keeps_the_words_that_were_answered(ana: Phone, check_in: str) -> None:
    """Switch Ana to English. Fail unless the history still shows the prompts in German, as she answered them."""
    choose_language(ana, "English", "en")
    ana.goto(f"/history/{check_in}")
    ana.sees("Your own answers.")
    asked = ana.api("GET", f"/check-ins/{check_in}")["prompts"][1]
    english = catalogue().prompt(asked["id"], asked["version"])
    said, _, _ = prompt_said(english.id, english.version, english.kind, english.text, "", "de", partner="Ben")
    assert said != english.text
    expect(ana.page.locator("[lang=de]", has_text=said).first).to_be_visible()


def _reminders_to_send(stack: Stack, person: Phone) -> int:
    with stack.database.connect() as connection:
        row = connection.execute(
            "SELECT count(*) FROM notifications_reminder JOIN couples_user ON couples_user.id = user_id"
            " WHERE email = %s AND state = 'pending'",
            [person.email],
        ).fetchone()
    return int(row[0]) if row else 0


def _one_leaves(stack: Stack, ana: Phone, ben: Phone, check_in: str) -> None:
    pushes = len(stack.pushes.to(ben.keys.endpoint))
    ana.goto("/settings/leave")
    ana.tap("Leave now")
    ana.sees("Two people, one small ritual")
    ben.goto("/")
    ben.sees("This space has closed")
    for path in (f"/check-ins/{check_in}/reveal", f"/check-ins/{check_in}"):
        assert ben.request("GET", path)["status"] == 404
    assert all(
        "theirs" not in level or not level["theirs"]
        for level in ben.api("GET", "/history")["levels"].values()
    )
    stack.clock.advance(days=8)
    for _ in range(2):  # the first round plans reminders, and the second one sends them
        stack.run(_EVERY_PERIODIC_TASK)
    until = time.monotonic() + PATIENCE
    while _reminders_to_send(stack, ben):
        assert time.monotonic() < until
        time.sleep(0.1)
    assert len(stack.pushes.to(ben.keys.endpoint)) == pushes, "who has no space is reminded of nothing"
