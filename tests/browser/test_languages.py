"""A change of language replaces the page and the offline files, but keeps drafts, reminders and the installed app."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.cast import Cast
from tests.browser.inspection import problems
from tests.browser.phone import Phone, phone
from tests.browser.stack import ROOT, Stack

pytestmark = pytest.mark.browser

WORDS = "The brambleford picnic, which you planned alone."
_SHELL = re.compile(r"\.(html|js|css|svg|webmanifest|woff2)$")
#: JavaScript that lists the paths that the service worker has cached for use offline.
_KEPT = """
async () => {
  const kept = [];
  for (const name of (await caches.keys()).filter((name) => name.includes("precache"))) {
    for (const { url } of await (await caches.open(name)).keys()) kept.push(new URL(url).pathname);
  }
  return kept.sort();
}
"""
_MANIFEST = """
() => fetch(document.querySelector("link[rel=manifest]").href, { credentials: "omit" }).then((it) => it.json())
"""
#: JavaScript that waits until the service worker controls the page, which is a moment after it is ready.
_TAKEN_OVER = """
async () => {
  const until = Date.now() + 90_000;
  while (navigator.serviceWorker.controller?.state !== "activated") {
    if (Date.now() > until) throw new Error("no worker took the page over");
    await new Promise((next) => setTimeout(next, 20));
  }
}
"""


@pytest.fixture(scope="module")
def cast(stack: Stack, whole_browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, whole_browser, workers={"Edurne"})
    yield people
    people.close()


def _files(language: str) -> list[str]:
    """Return the paths of all files that the app needs offline in this language."""
    built = ROOT / "frontend/dist" / language
    files = (f"/{file.relative_to(built)}" for file in built.rglob("*") if file.name != "sw.js")
    return sorted(filter(_SHELL.search, files))


def _speaks(one: Phone, language: str) -> None:
    """Fail unless the page is in this language and the phone stores exactly this language's files for offline use."""
    expect(one.page.locator(f"html[lang={language}]")).to_be_attached()
    one.page.evaluate(_TAKEN_OVER)
    assert one.page.evaluate(_KEPT) == _files(language)


def test_words_reminders_and_the_installed_app_outlive_a_change_of_language(cast: Cast) -> None:
    edurne = cast.newcomer("Edurne")
    page = edurne.page
    edurne.tap("Start on my own")
    edurne.sees("Only you will read your answers.")
    _speaks(edurne, "en")
    app = page.evaluate(_MANIFEST)
    edurne.goto("/settings/reminders")
    edurne.tap("Show reminders here")
    edurne.sees("This device shows reminders.")
    edurne.goto("/")
    edurne.tap("Begin", role="link")
    expect(page.get_by_role("textbox")).to_be_visible()
    # Wait for the prompt's number in the URL. Without it, the URL would open the first prompt without an answer.
    expect(page).to_have_url(re.compile(r"\?p=1$"))
    answering = page.url

    def lost(route: Route) -> None:
        route.abort()

    # These words never reach the server.
    page.context.route(re.compile(r"/api/v1/check-ins/"), lost)
    page.get_by_role("textbox").fill(WORDS)
    edurne.sees("Saved on this device, will sync")

    edurne.goto("/settings")
    edurne.tap(re.compile("Language"))
    expect(page.get_by_role("button", name="English", exact=True)).to_have_attribute("aria-pressed", "true")
    assert list(problems(edurne)) == []
    edurne.tap("Deutsch")
    expect(page.get_by_role("heading", name="Einstellungen")).to_be_visible()
    _speaks(edurne, "de")
    assert list(problems(edurne)) == []
    changed = page.evaluate(_MANIFEST)
    assert (changed["id"], changed["start_url"], changed["scope"]) == (
        app["id"],
        app["start_url"],
        app["scope"],
    )
    assert (app["lang"], changed["lang"]) == ("en", "de")

    page.goto(answering)
    expect(page.get_by_role("textbox")).to_have_value(WORDS)
    page.context.unroute(re.compile(r"/api/v1/check-ins/"), lost)
    edurne.goto("/settings/reminders")
    edurne.tap("Test an mich schicken")
    assert edurne.push(0)["notification"]["title"]
    assert edurne.violations == []


def test_the_language_is_chosen_before_signing_in_and_follows_the_account_to_a_new_device(
    stack: Stack, browser: Browser
) -> None:
    first, second = (phone(stack, browser, "Gaizka", worker=True) for _ in range(2))
    try:
        first.goto("/sign-in")
        expect(first.page.locator("html[lang=en]")).to_be_attached()
        assert first.page.get_by_text("Deutsch").get_attribute("lang") == "de"
        first.tap("Deutsch")
        first.sees("Code schicken")
        first.page.get_by_label("Deine E-Mail-Adresse").fill(first.email)
        first.tap("Code schicken")
        first.page.get_by_label("Code aus der E-Mail").fill(first.code(0))
        first.page.get_by_label("Wie sollen wir dich nennen?").fill("Gaizka")
        first.tap("Weiter")
        assert first.api("GET", "/me")["language"] == "de"
        # The second device is in English, and no one has chosen a language on it.
        second.sign_in()
        expect(second.page.locator("html[lang=de]")).to_be_attached()
        _speaks(second, "de")
        # This choice is for the second device only.
        second.goto("/settings")
        second.tap(re.compile("Sprache"))
        second.tap("English")
        expect(second.page.get_by_role("heading", name="Settings")).to_be_visible()
        _speaks(second, "en")
        assert first.violations == second.violations == []
    finally:
        first.context.close()
        second.context.close()
