"""The people whom the gallery shows: signed in when they are first needed, each on a phone of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from playwright.sync_api import Browser

from tests.browser.phone import Phone, domain, phone
from tests.browser.stack import Stack

#: A Sunday evening in winter, ten past nine in Madrid: what opened two hours ago opened at seven.
EVENING = dt.datetime(2027, 3, 7, 20, 10, tzinfo=dt.UTC)
#: A screen's name, and the phone that shows it.
Screen = tuple[str, Phone]


class Cast:
    """Phones by name. `at` sets the time of the servers and of every phone.

    With `workers` only the phones of these people have a service worker: a first page that has one fetches all files of
    the app at once, which is half of what a phone takes of the processor. Without one the app is online only.

    `languages` has the language of each person's phone. Without them it is English. A `family` has addresses of its
    own: several casts of one file may have people of the same name.
    """

    def __init__(
        self,
        stack: Stack,
        browser: Browser,
        *,
        workers: Collection[str] | None = None,
        languages: Mapping[str, str] | None = None,
        family: str = "",
    ) -> None:
        self.stack = stack
        self._workers = workers
        self._languages = languages
        self._family = family
        self._browser = browser
        self._phones: dict[str, Phone] = {}
        self._pasts: set[str] = set()
        # Another file may have been in a later week, whose attempts to sign in would still count here.
        stack.run("from django.core.cache import cache; cache.clear()")
        self.at(EVENING)

    def at(self, moment: dt.datetime) -> None:
        """Let it be `moment` (aware) for the servers and on the phones."""
        self.stack.clock.set(moment)
        for each in self._phones.values():
            each.context.clock.set_fixed_time(moment)

    def visitor(self, name: str) -> Phone:
        """Somebody's phone, not signed in yet. Motion is reduced: what is looked at stands still."""
        made = phone(self.stack, self._browser, name, family=self._family)
        made.speak(self._language(name))
        if self._workers is not None and name not in self._workers:
            made.context.add_init_script("delete Navigator.prototype.serviceWorker")
        made.context.clock.set_fixed_time(self.stack.clock.now())
        made.page.emulate_media(reduced_motion="reduce")
        self._phones[name] = made
        return made

    def newcomer(self, name: str) -> Phone:
        """Somebody who has just signed in for the first time and said their name."""
        made = self.visitor(name)
        made.sign_in()
        made.introduce()
        return made

    def known(self, name: str, *, past: str) -> Phone:
        """Somebody of a couple of `tests.browser.past`, signed in and at home."""
        if past not in self._pasts:
            language = self._language(name)
            of = (past, domain(self._family), language)
            self.stack.run(f"from tests.browser import past; past.create(*{of!r})")
            self._pasts.add(past)
        if name not in self._phones:
            made = self.visitor(name)
            made.sign_in()
            made.sees("This week")
        return self._phones[name]

    def _language(self, name: str) -> str:
        return "en" if self._languages is None else self._languages[name]

    def violations(self) -> list[str]:
        """What the pages complained about since last asked: broken content policy, errors that nobody caught."""
        told = [f"{each.name}: {text}" for each in self._phones.values() for text in each.violations]
        for each in self._phones.values():
            each.violations.clear()
        return told

    def close(self) -> None:
        """Put the phones away."""
        for each in self._phones.values():
            each.context.close()
