"""A phone-sized browser of one person, driven by what is on the screen: roles, labels and words."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, ViewportSize, expect

from tests.browser.speech import spoken
from tests.browser.stack import PATIENCE, Stack
from tests.services.push import Browser as PushKeys

PHONE: ViewportSize = {"width": 390, "height": 844}
#: `subscribe` needs a push service of the browser's maker. This puts ours on loopback in its place, with real keys;
#: everything after it (the app's request, the server's encryption, the delivery) is real. Like a browser's own it is
#: there at the next start; what a test puts in its place in `browser.push` is what a browser renewed.
_SUBSCRIBE = """
(subscription) => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const kept = () => JSON.parse(localStorage.getItem("browser.push") ?? "null");
  const current = () => kept() && ({
    endpoint: kept().endpoint, options: {}, expirationTime: null,
    getKey: (name) => bytes(kept().keys[name]).buffer,
    toJSON: kept, unsubscribe: async () => { localStorage.removeItem("browser.push"); return true; },
  });
  PushManager.prototype.subscribe = async function () {
    localStorage.setItem("browser.push", JSON.stringify(subscription));
    return current();
  };
  PushManager.prototype.getSubscription = async () => current();
}
"""
_AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
_FETCH = """
async ({ method, path, body }) => {
  const token = (document.cookie.match(/csrftoken=([^;]+)/) || [])[1] || "";
  const me = method === "GET" ? null : await (await fetch("/api/v1/me")).json();
  const answer = await fetch("/api/v1" + path, {
    method, body: body === null ? undefined : JSON.stringify(body),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token, "X-Person": me?.id ?? "nobody" },
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null };
}
"""


@dataclass
class Phone:
    """One person's browser context and page, with the keys that its pushes are encrypted to."""

    stack: Stack
    context: BrowserContext
    page: Page
    devtools: CDPSession
    name: str
    email: str
    keys: PushKeys
    violations: list[str] = field(default_factory=list)
    language: str = "en"
    _offline: bool = False

    def goto(self, path: str) -> None:
        """Open a path of the app."""
        self.page.goto(self.stack.origin + path)

    def tap(self, name: str | re.Pattern[str], *, role: Any = "button") -> None:
        """Tap what is called so."""
        self.page.get_by_role(role, name=self.words(name)).first.click()

    def sees(self, text: str | re.Pattern[str]) -> None:
        """Fail unless the words appear in time."""
        expect(self.page.get_by_text(self.words(text)).first).to_be_visible()

    def speak(self, language: str) -> None:
        """Choose the app's language on this phone, before its first page. English needs no choice."""
        self.language = language
        if language != "en":
            self.context.add_cookies([{"name": "language", "value": language, "url": self.stack.origin}])

    def words(self, english: str | re.Pattern[str]) -> str | re.Pattern[str]:
        """What stands on this phone where the English words would."""
        return spoken(english, self.language)

    def show_everything(self) -> None:
        """On a reveal: past its steps, if it opens with them, to everything on one page."""
        expect(self.page.locator("main.moment, main.reveal")).to_be_visible()
        if self.page.locator("main.moment").count():
            self.tap("Show everything")
        expect(self.page.locator("main.reveal")).to_be_visible()

    def lose_the_net(self) -> None:
        """Every request to the API fails from now on, of the page and of its worker."""
        self._offline = True
        # One handler that stays: a request that is caught while a handler is taken away is never answered.
        self.context.route(
            re.compile(r"/(api|_allauth)/"),
            lambda route: route.abort() if self._offline else route.continue_(),
        )

    def find_the_net(self) -> None:
        """Requests arrive again."""
        self._offline = False

    def comes_back_online(self) -> None:
        """Requests arrive again, and the page notices it."""
        self.find_the_net()
        self.page.evaluate("dispatchEvent(new Event('online'))")

    def hide(self) -> None:
        """The person turns to another app."""
        self._turn("hidden")

    def show(self) -> None:
        """The person comes back to this one."""
        self._turn("visible")

    def _turn(self, state: str) -> None:
        # A page without a window is always visible to itself.
        self.page.evaluate(
            "(state) => { Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });"
            " document.dispatchEvent(new Event('visibilitychange')); }",
            state,
        )

    def sign_in(self) -> None:
        """Sign in by mailed code, and say one's name the first time."""
        self.goto("/sign-in")
        self.page.get_by_label(self.words("Your e-mail address")).fill(self.email)
        before = len(self.stack.mail.to(self.email))
        self.tap("Send me a code")
        self.page.get_by_label(self.words("Code from the e-mail")).fill(self.code(before))

    def introduce(self) -> None:
        """The first time: a name."""
        self.page.get_by_label(self.words("What should we call you?")).fill(self.name)
        self.tap("Continue")
        self.sees("Two people, one small ritual")

    def push(self, number: int) -> Any:
        """The push of that number (from 0), waited for and decrypted as this phone's browser would."""
        return self.keys.read(self.stack.pushes.wait(self.keys.endpoint, after=number, seconds=PATIENCE))

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """A request as the page itself makes it: its cookies, its CSRF token. Fails on anything but 2xx."""
        answer = self.request(method, path, body)
        assert 200 <= answer["status"] < 300, f"{method} {path}: {answer}"
        return answer["body"]

    def request(self, method: str, path: str, body: Any = None) -> Any:
        """Like `api`, with `status` and `body` whatever they are."""
        return self.page.evaluate(_FETCH, {"method": method, "path": path, "body": body})

    def choose(self, label: str) -> None:
        """Choose a point of the scale as a keyboard or a screen reader does: the prompt stays until Next."""
        self.page.get_by_role("radio", name=self.words(re.compile(f"^{re.escape(label)}$"))).dispatch_event(
            "click"
        )

    def answer(
        self,
        prompts: list[Any],
        choose: Callable[[Any], str],
        *,
        words: str = "",
        review: str = "Review",
    ) -> None:
        """Go through prompts, one a screen, from the one on the screen on. `choose(prompt)` names the point to tap.

        After the last one, a button called `review` goes on.
        """
        page = self.page
        for prompt in prompts:
            if prompt["kind"] in {"appreciation", "wish"}:
                if words and prompt["kind"] == "appreciation":
                    page.get_by_role("textbox").fill(words)
            else:
                self.choose(choose(prompt))
            here = page.url
            self.tap(re.compile(f"^(Next|{review})$"))
            expect(page).not_to_have_url(here)

    def code(self, before: int) -> str:
        """The code in a mail to this person, waited for: that of number `before` (from 0), or of a later one."""
        while True:
            text = self.stack.mail.wait(self.email, after=before, seconds=PATIENCE).text
            if found := re.search(r"^\s*([A-Z]{4}-[A-Z]{4})\s*$", text, re.M):
                return found.group(1)
            before += 1  # a reminder came in between


#: What the browser says on the console when the page breaks a rule that it came with, or when it can't read the rule.
_POLICY = re.compile(r"Content Security Policy|Permissions[ -]Policy|Trusted ?Type")


def domain(family: str = "") -> str:
    """Where the people of the running test file have their mail. All files use one app, and each may name its people
    as it likes: nobody reads another file's mail. Nor does one `family` of a file read another's.
    """
    file = Path(os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0]).stem
    own = file.removeprefix("test_").replace("_", "-")
    return ".".join(filter(None, (family, own, "example.org")))


def phone(
    stack: Stack, browser: Browser, name: str, *, family: str = "", color_scheme: Any = "light"
) -> Phone:
    """A fresh phone whose pushes go to the stack's push service."""
    own = name.lower()
    keys = PushKeys(stack.pushes.endpoint(f"{own}.{domain(family)}"))
    context = browser.new_context(
        viewport=PHONE,
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
        base_url=stack.origin,
        # A browser with a window needs no permission to keep the screen on.
        permissions=["notifications", "clipboard-read", "clipboard-write", "screen-wake-lock"],
        color_scheme=color_scheme,
        timezone_id="Europe/Madrid",
        locale="en-GB",
    )
    context.add_init_script(f"({_SUBSCRIBE})({json.dumps(keys.subscription())})")
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    made = Phone(stack, context, page, devtools, name, f"{own}@{domain(family)}", keys)
    # A phone that can keep passkeys, so that the app offers one.
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": _AUTHENTICATOR})
    page.on("pageerror", lambda error: made.violations.append(str(error)))
    page.on(
        "console",
        lambda message: made.violations.append(message.text) if _POLICY.search(message.text) else None,
    )
    return made
