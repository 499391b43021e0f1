"""A phone-sized browser for one person. Tests find things on its screen by their roles, labels and words."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, ViewportSize, expect

from tests.browser.cookies import give_cookies
from tests.browser.speech import spoken
from tests.browser.stack import PATIENCE, Stack
from tests.services.mail import Mail
from tests.services.push import Browser as PushKeys

#: An e-mail or a push.
Received = TypeVar("Received")
#: Milliseconds between two looks for an e-mail or a push.
_POLL = 20
PHONE: ViewportSize = {"width": 390, "height": 844}
#: JavaScript that replaces `PushManager.subscribe`, which needs the push service of the browser's vendor. It returns a
#: subscription to the tests' push service on loopback, with real keys. All later steps (the app's request, the server's
#: encryption, the delivery) are real. `localStorage` keeps the subscription for the next start, as a browser does. If a
#: test changes `browser.push` there, it imitates a browser that renewed its subscription.
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
#: JavaScript that takes the service worker from a browser.
NO_WORKER = "delete Navigator.prototype.serviceWorker"
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
    """One person's browser context and page, with the keys that decrypt the pushes to this phone."""

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
        """Open the page at this path of the app."""
        self.page.goto(self.stack.origin + path)

    def tap(self, name: str | re.Pattern[str], *, role: Any = "button") -> None:
        """Tap the first element on the screen with this name and this ARIA role, by default a button."""
        self.page.get_by_role(role, name=self.words(name)).first.click()

    def sees(self, text: str | re.Pattern[str]) -> None:
        """Fail unless the text appears on the screen before the timeout."""
        expect(self.page.get_by_text(self.words(text)).first).to_be_visible()

    def speak(self, language: str) -> None:
        """Set the app's language by a cookie. Call this before the phone opens its first page."""
        self.language = language
        if language != "en":
            give_cookies(self.context, {"language": language}, self.stack.origin)

    def words(self, english: str | re.Pattern[str]) -> str | re.Pattern[str]:
        """Return what the app shows in this phone's language for these English words."""
        return spoken(english, self.language)

    def show_everything(self) -> None:
        """Show the whole reveal on one page. If the reveal opens step by step, skip the steps."""
        expect(self.page.locator("main.moment, main.reveal")).to_be_visible()
        if self.page.locator("main.moment").count():
            self.tap("Show everything")
        expect(self.page.locator("main.reveal")).to_be_visible()

    def await_worker(self) -> None:
        """Wait until the service worker is active. It first fetches all files of the app, which may take long.

        The app waits ten seconds for it when a person turns reminders on.
        """
        self.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")

    def turn_reminders_on(self) -> None:
        """Let this phone show reminders, by a tap in the settings."""
        self.goto("/settings/reminders")
        self.await_worker()
        self.tap("Show reminders here")
        self.sees("This device shows reminders.")

    def lose_the_net(self) -> None:
        """Let every API request of the page and of its service worker fail from now on."""
        self._offline = True
        # The handler is never removed: a request that it catches during its removal would never get a response.
        self.context.route(
            re.compile(r"/(api|_allauth)/"),
            lambda route: route.abort() if self._offline else route.continue_(),
        )

    def find_the_net(self) -> None:
        """Let API requests succeed again. Unlike `comes_back_online`, send no event to the page."""
        self._offline = False

    def comes_back_online(self) -> None:
        """Let API requests succeed again, and send the event `online` to the page."""
        self.find_the_net()
        self.page.evaluate("dispatchEvent(new Event('online'))")

    def hide(self) -> None:
        """Tell the page that it is hidden, as when the person switches to another app."""
        self._turn("hidden")

    def show(self) -> None:
        """Tell the page that it is visible again, as when the person comes back to the app."""
        self._turn("visible")

    def _turn(self, state: str) -> None:
        # In a headless browser a page is always visible, so the property is replaced.
        self.page.evaluate(
            "(state) => { Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });"
            " document.dispatchEvent(new Event('visibilitychange')); }",
            state,
        )

    def sign_in(self) -> None:
        """Sign in with a code from an e-mail. For a new person, the app then asks for a name."""
        self.goto("/sign-in")
        self.page.get_by_label(self.words("Your e-mail address")).fill(self.email)
        before = len(self.stack.mail.to(self.email))
        self.tap("Send me a code")
        self.page.get_by_label(self.words("Code from the e-mail")).fill(self.code(before))

    def introduce(self) -> None:
        """Enter the person's name on the page that the app shows after the first sign-in."""
        self.page.get_by_label(self.words("What should we call you?")).fill(self.name)
        self.tap("Continue")
        self.sees("Two people, one small ritual")

    def push(self, number: int, keys: PushKeys | None = None) -> Any:
        """Wait for the push number `number` to this phone, counted from 0. Return its decrypted content.

        `keys`: the keys of a renewed subscription. By default, those that the phone had from the start.
        """
        keys = keys or self.keys
        return keys.read(self._arrival(lambda: self.stack.pushes.to(keys.endpoint), number))

    def mail(self, number: int) -> Mail:
        """Wait for the e-mail number `number` to this person, counted from 0, and return it."""
        return self._arrival(lambda: self.stack.mail.to(self.email), number)

    def _arrival(self, received: Callable[[], list[Received]], number: int) -> Received:
        # The wait is Playwright's. During any other wait, the handler of `lose_the_net` would not run, and the page's
        # requests would wait too, even the request that sends the e-mail.
        until = time.monotonic() + PATIENCE
        while len(received()) <= number:
            if time.monotonic() > until:
                raise TimeoutError(f"number {number} did not arrive for {self.name}")
            self.page.wait_for_timeout(_POLL)
        return received()[number]

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """Send an API request from the page, and return the body of the response. Fail unless the status is 2xx."""
        answer = self.request(method, path, body)
        assert 200 <= answer["status"] < 300, f"{method} {path}: {answer}"
        return answer["body"]

    def request(self, method: str, path: str, body: Any = None) -> Any:
        """Send an API request from the page. Return the response's `status` and `body`, even if it is an error."""
        return self.page.evaluate(_FETCH, {"method": method, "path": path, "body": body})

    def choose(self, label: str) -> None:
        """Choose the answer `label` on the rating scale, as a person with a keyboard or a screen reader does.

        The app then stays at the prompt. After a tap, the app would go on to the next prompt.
        """
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
        """Answer these prompts, one on each screen. The phone must show the first of these prompts.

        `choose(prompt)` returns the label of the answer on the scale. `words` is the text of the kind words. `review`
        is the name of the button after the last prompt.
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
        """Wait for an e-mail with a sign-in code, and return the code. Ignore the person's first `before` e-mails."""
        while True:
            text = self.mail(before).text
            if found := re.search(r"^\s*([A-Z]{4}-[A-Z]{4})\s*$", text, re.M):
                return found.group(1)
            before += 1  # this e-mail has no code, for example a reminder


#: Console messages of the browser about a page that breaks a policy, or about a policy that the browser can't read.
_POLICY = re.compile(r"Content Security Policy|Permissions[ -]Policy|Trusted ?Type")


def domain(family: str = "") -> str:
    """Return the domain of all e-mail addresses in the running test file, such as "turns.example.org".

    All test files share one running app. Each file has its own domain, so people in different files can have the same
    names. If two groups of people in one file have the same names, `family` keeps the groups apart. The domain then
    begins with `family`, as in "two.turns.example.org".
    """
    file = Path(os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0]).stem
    own = file.removeprefix("test_").replace("_", "-")
    return ".".join(filter(None, (family, own, "example.org")))


def phone(
    stack: Stack,
    browser: Browser,
    name: str,
    *,
    worker: bool = False,
    family: str = "",
    color_scheme: Any = "light",
) -> Phone:
    """Make a new phone for the person `name`. The test suite's own push service receives the pushes to this phone.

    `worker` gives the phone a service worker. Without one, the phone can't show reminders, and can't open the app
    offline. A service worker fetches all files of the app at its start, which takes half of a phone's processor time.
    `family` becomes part of the person's e-mail address.
    """
    own = name.lower()
    keys = PushKeys(stack.pushes.endpoint(f"{own}.{domain(family)}"))
    context = browser.new_context(
        viewport=PHONE,
        device_scale_factor=2,
        has_touch=True,
        is_mobile=True,
        base_url=stack.origin,
        # Only a headless browser needs the permission to keep the screen on.
        permissions=["notifications", "clipboard-read", "clipboard-write", "screen-wake-lock"],
        color_scheme=color_scheme,
        timezone_id="Europe/Madrid",
        locale="en-GB",
    )
    context.add_init_script(f"({_SUBSCRIBE})({json.dumps(keys.subscription())})")
    if not worker:
        context.add_init_script(NO_WORKER)
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    made = Phone(stack, context, page, devtools, name, f"{own}@{domain(family)}", keys)
    # The phone can store passkeys, so the app offers to make one.
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": _AUTHENTICATOR})
    page.on("pageerror", lambda error: made.violations.append(str(error)))
    page.on(
        "console",
        lambda message: made.violations.append(message.text) if _POLICY.search(message.text) else None,
    )
    return made
