"""The people of the screenshot gallery. Each person gets a phone when a test first needs that person."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping

from playwright.sync_api import Browser

from tests.browser.api_user import ApiUser
from tests.browser.cookies import give_cookies
from tests.browser.phone import Phone, domain, phone
from tests.browser.stack import Stack

#: A Sunday evening in winter, 21:10 in Madrid. A check-in that opened about two hours ago opened at 19:00.
EVENING = dt.datetime(2027, 3, 7, 20, 10, tzinfo=dt.UTC)
#: The name of a screen, and the phone that shows it.
Screen = tuple[str, Phone]


class Cast:
    """The phones of several people, by name, with one clock for the servers and all phones.

    `workers` names the people whose phones have a service worker (see `phone`). By default, no phone has one. These
    phones are made in the browser `for_workers`, if it is given.

    `languages` maps each person's name to the language of their phone. By default, all phones are in English.
    `family` becomes part of the e-mail addresses, so that two casts in one test file may use the same names.
    """

    def __init__(
        self,
        stack: Stack,
        browser: Browser,
        *,
        workers: Collection[str] = (),
        for_workers: Browser | None = None,
        languages: Mapping[str, str] | None = None,
        family: str = "",
    ) -> None:
        self.stack = stack
        self._workers = workers
        self._languages = languages
        self._family = family
        self._browser, self._for_workers = browser, for_workers or browser
        self._phones: dict[str, Phone] = {}
        self._pasts: set[str] = set()
        # An earlier test file may have set a later week. Its sign-in attempts would still count against the limits.
        stack.run("from django.core.cache import cache; cache.clear()")
        self.at(EVENING)

    def at(self, moment: dt.datetime) -> None:
        """Set the time of the servers and of every phone to `moment`, an aware datetime."""
        self.stack.clock.set(moment)
        for each in self._phones.values():
            each.context.clock.set_fixed_time(moment)

    def visitor(self, name: str) -> Phone:
        """Make a phone for a person who is not signed in yet. The app shows no animations on this phone."""
        worker = name in self._workers
        browser = self._for_workers if worker else self._browser
        made = phone(self.stack, browser, name, worker=worker, family=self._family)
        made.speak(self._language(name))
        made.context.clock.set_fixed_time(self.stack.clock.now())
        made.page.emulate_media(reduced_motion="reduce")
        self._phones[name] = made
        return made

    def newcomer(self, name: str) -> Phone:
        """Make a phone for a new person who has signed in for the first time and entered their name."""
        made = self.visitor(name)
        self._open(made)
        made.sees("Two people, one small ritual")
        return made

    def known(self, name: str, *, past: str) -> Phone:
        """Return the signed-in phone of the person `name`. Make the phone and the person's couple if needed.

        `past` names the couple, such as `robin_and_kim`. `tests.browser.past` makes the couple's past check-ins.
        """
        if name not in self._phones:
            made = self.visitor(name)
            self._open(made, past)
            made.sees("This week")
        assert past in self._pasts, f"{name} has a phone already, without this past"
        return self._phones[name]

    def api_user(self, name: str, *, past: str = "") -> ApiUser:
        """Sign a person in who needs no phone, because they only send API requests.

        `past` names the person's couple, as in `known`. Without it, the person is new.
        """
        email = f"{name.lower()}@{domain(self._family)}"
        return ApiUser(self.stack.origin, name, email, self._sign_in(name, email, past))

    def _open(self, made: Phone, past: str = "") -> None:
        """Sign the phone's person in without the screens of signing in, and open the app."""
        agent = made.page.evaluate("navigator.userAgent")
        give_cookies(made.context, self._sign_in(made.name, made.email, past, agent), self.stack.origin)
        made.goto("/")

    def _sign_in(self, name: str, email: str, past: str, user_agent: str = "") -> dict[str, str]:
        """Make the couple `past` if needed, sign the person in, and return the cookies of their browser."""
        language, cookies = self._language(name), self.stack.clock.file.with_name("cookies")
        code = (
            f"past.sign_in(*{(email, name, language)!r}, user_agent={user_agent!r}, cookies={str(cookies)!r})"
        )
        if past and past not in self._pasts:
            code = f"past.create(*{(past, domain(self._family), language)!r}); {code}"
        self.stack.run(f"from tests.browser import past; {code}")
        self._pasts.add(past)
        given: dict[str, str] = json.loads(cookies.read_text())
        return given

    def _language(self, name: str) -> str:
        return "en" if self._languages is None else self._languages[name]

    def violations(self) -> list[str]:
        """Return the uncaught errors and the breaches of security policies on all phones since the last call."""
        told = [f"{each.name}: {text}" for each in self._phones.values() for text in each.violations]
        for each in self._phones.values():
            each.violations.clear()
        return told

    def close(self) -> None:
        """Close the browser contexts of all phones."""
        for each in self._phones.values():
            each.context.close()
