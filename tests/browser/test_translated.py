"""The app can still update every sentence on a page that the browser's own translator has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cast import Cast
from tests.browser.phone import Phone
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

#: JavaScript that replaces each text node by a <font>, now and after each change, as browsers' translators do.
_TRANSLATOR = """
() => {
  const translate = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      if (!text.data.trim() || text.parentElement.closest("font, script, style, svg")) continue;
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = `«${text.data}»`;
      outer.append(inner);
      text.parentNode.replaceChild(outer, text);
    }
  };
  let waiting;
  const again = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => translate(document.body), 20);
  };
  new MutationObserver(again).observe(document.body, { childList: true, characterData: true, subtree: true });
  translate(document.body);
}
"""


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    people = Cast(stack, browser)
    yield people
    people.close()


def says(phone: Phone, text: str, where: str = "main") -> None:
    """Fail unless the element `where` contains `text` as the imitated translator writes it, in «» quotes."""
    expect(phone.page.locator(where).first).to_contain_text(f"«{text}»")


def test_sentences_follow_the_state_on_a_translated_page(cast: Cast) -> None:
    joss = cast.known("Joss", past="joss_and_kaya")
    card = joss.api("GET", "/home")["check_in"]["id"]
    prompts = joss.api("GET", f"/check-ins/{card}")["prompts"]
    joss.goto(f"/check-in/{card}?p=2")
    page = joss.page
    joss.choose("Some of the time")
    page.evaluate(_TRANSLATOR)
    hint, switch = page.locator(".sharing-hint"), page.get_by_role("switch")
    for _ in range(2):
        switch.check()
        expect(hint).to_have_text("«To Kaya this looks exactly like a skip.»")
        switch.uncheck()
        expect(hint).not_to_contain_text("skip")
        expect(hint).to_contain_text("Kaya")

    for prompt in prompts[1:]:
        says(joss, prompt["about"] or prompt["text"])
        if prompt["kind"] not in {"appreciation", "wish"}:
            joss.choose("«Some of the time»")
        here = page.url
        page.get_by_role("button", name=re.compile("^«?(Next|Review)»?$")).click()
        expect(page).not_to_have_url(here)
    says(joss, "Sealed until you have both finished")
    joss.tap("Submit my answers")
    says(joss, "Not yet.")
    joss.tap("Take my answers back")
    says(joss, "Submit my answers")
    expect(page.get_by_text("Not yet.")).to_have_count(0)
    page.get_by_role("link", name="«Later»").click()
    says(joss, "You have started")
    assert joss.violations == []
