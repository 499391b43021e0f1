"""People can answer and submit in a browser that lacks a feature, such as storage. The app says what doesn't work."""

from __future__ import annotations

import itertools
import re
import string
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.cast import Cast
from tests.browser.phone import NO_WORKER
from tests.browser.stack import Stack

pytestmark = pytest.mark.browser

_REFUSED = 'throw new DOMException("no", "SecurityError")'
#: JavaScript that removes a feature, by the feature's name. It runs in the page before the app.
_MISSING = {
    "database": "Object.defineProperty(window, 'indexedDB', { value: undefined })",
    "database_getter": f"Object.defineProperty(window, 'indexedDB', {{ get() {{ {_REFUSED}; }} }})",
    "database_refused": f"IDBFactory.prototype.open = () => {{ {_REFUSED}; }}",
    "database_silent": "IDBFactory.prototype.open = () => new EventTarget()",
    "database_full": (
        "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };"
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
    ),
    "storage": (
        f"for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])"
        f" Object.defineProperty(window, name, {{ get() {{ {_REFUSED}; }} }})"
    ),
    "worker": NO_WORKER,
    "worker_refused": (
        f"for (const name of ['register', 'getRegistration'])"
        f" ServiceWorkerContainer.prototype[name] = async () => {{ {_REFUSED}; }}"
    ),
    "uuid": "delete Crypto.prototype.randomUUID",
    "timeout": "delete AbortSignal.timeout; delete AbortSignal.any",
    "channel": "delete window.BroadcastChannel",
    "locks": f"LockManager.prototype.request = async () => {{ {_REFUSED}; }}",
    "whole_text": "delete String.prototype.toWellFormed; delete String.prototype.isWellFormed",
    "language": "Object.defineProperty(navigator, 'language', { value: 'en_US@posix' })",
    "zones": (
        "delete Intl.supportedValuesOf;"
        "const resolved = Intl.DateTimeFormat.prototype.resolvedOptions;"
        "Intl.DateTimeFormat.prototype.resolvedOptions = function () {"
        "  return { ...resolved.call(this), timeZone: undefined }; }"
    ),
}
#: Features without which the browser stores nothing between visits.
_FORGETFUL = {name for name in _MISSING if name.startswith("database") or name == "storage"}
_KEEPS_NOTHING = "This browser doesn't store anything between visits"
#: Groups of features that `make test` removes together, because a browser that lacks one feature often lacks others.
#: The features of a group don't affect each other. The app handles each kind of missing storage differently, so each
#: kind is a group. A database that refuses at once is part of "storage".
_AT_ONCE = [
    ("database",),
    ("database_silent",),
    ("database_full",),
    ("storage",),
    ("worker", "uuid", "timeout", "channel", "whole_text"),
    ("worker_refused", "locks", "language", "zones"),
]
_ALONE = [(name,) for name in _MISSING if (name,) not in _AT_ONCE]
_numbers = itertools.count()


def _person(number: int) -> str:
    return "Bare" + string.ascii_lowercase[number]


@pytest.fixture(scope="module")
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    # The app has to work with a service worker too, where it is not the worker that is missing.
    people = Cast(
        stack, browser, workers={_person(number) for number in range(len(_MISSING) + len(_AT_ONCE))}
    )
    yield people
    people.close()


def test_everything_that_may_be_missing_is_missing_somewhere() -> None:
    at_once = {name for names in _AT_ONCE for name in names}
    assert {*at_once, "database_getter", "database_refused"} == set(_MISSING)


@pytest.mark.parametrize(
    "missing",
    [*_AT_ONCE, *(pytest.param(names, marks=pytest.mark.long) for names in _ALONE)],
    ids=" and ".join,
)
def test_answering_and_submitting_without(missing: tuple[str, ...], cast: Cast) -> None:
    bare = cast.visitor(_person(next(_numbers)))
    # The tests' stand-in for push subscriptions also needs storage. Without storage it has no subscription.
    for name in missing:
        bare.context.add_init_script(_MISSING[name])
    bare.sign_in()
    bare.introduce()
    bare.tap("Start on my own")
    bare.sees("Ready to do this together?")
    card = bare.api("GET", "/home")["check_in"]["id"]
    prompts = bare.api("GET", f"/check-ins/{card}")["prompts"]
    bare.goto(f"/check-in/{card}?p=1")
    expect(bare.page.locator("h1")).to_be_visible()
    if _FORGETFUL.intersection(missing):
        bare.sees(re.compile(_KEEPS_NOTHING))
        bare.tap("All right")
    bare.answer(prompts, lambda _: "Some of the time", words="A cup of tea.")
    expect(bare.page.get_by_text(_KEEPS_NOTHING)).to_have_count(0)
    bare.tap("Submit my answers")
    bare.sees("Done for this week")
    assert bare.api("GET", f"/history/{card}")["answers"]
    expect(bare.page.get_by_text("offline")).to_have_count(0)
    assert bare.violations == []
    bare.context.close()
