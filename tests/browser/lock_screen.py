"""Deliver a push to the real service worker, read the notification that it shows, and tap it."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Worker, expect

from tests.browser.phone import Phone
from tests.browser.stack import PATIENCE

_SHOWN = """
self.registration.getNotifications().then((all) => all.map(({ title, body, tag, actions, silent }) =>
  ({ title, body, tag, silent, buttons: actions.map(({ title }) => title) })))
"""
_STATE = "navigator.serviceWorker.ready.then((registration) => registration.active.state)"
# A headless browser shows no notification to tap. This dispatches the event that a tap sends.
_TAP = """
async ([tag, button]) => {
  const all = await self.registration.getNotifications();
  const notification = all.find((one) => one.tag === tag);
  const action = notification.actions.find(({ title }) => title === button)?.action ?? "";
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification, action }));
}
"""
# The app is not installed, so it has no icon. This records the number that the icon would show.
_ICON = """
() => {
  self.marks ??= [];
  navigator.setAppBadge = async (count) => void self.marks.push(count);
  navigator.clearAppBadge = async () => void self.marks.push(null);
}
"""
# If code lists the notifications while Chromium is showing a new one, Chromium treats the new one as closed. It can't
# be found or tapped then. A test lists them so often that this would happen, so here each call waits for the last one.
_ONE_AT_A_TIME = """
() => {
  if (self.before) return;
  self.before = Promise.resolve();
  for (const name of ["showNotification", "getNotifications"]) {
    const real = ServiceWorkerRegistration.prototype[name];
    ServiceWorkerRegistration.prototype[name] = function (...given) {
      const done = self.before.then(() => real.apply(this, given));
      self.before = done.catch(() => undefined);
      return done;
    };
  }
}
"""


def worker_of(person: Phone) -> Worker:
    """Return the service worker of the app on this phone. The app itself may be closed."""
    for worker in person.context.service_workers:
        if worker.url.startswith(person.stack.origin):
            return worker
    return person.context.wait_for_event("serviceworker")


def shown(person: Phone) -> list[Any]:
    """Return the notifications on the phone's lock screen.

    Each notification is a dictionary of its title, body, tag and button texts, and whether it is silent.
    """
    return list(worker_of(person).evaluate(_SHOWN))


def wait_for(person: Phone, what: Callable[[list[Any]], bool]) -> list[Any]:
    """Wait until `what` returns True for the list of notifications on the lock screen. Return that list.

    Fail if this takes longer than `PATIENCE` seconds.
    """
    until = time.monotonic() + PATIENCE
    while not what(found := shown(person)):
        assert time.monotonic() < until, found
        time.sleep(0.05)
    return found


def show(person: Phone, push: Any) -> None:
    """Deliver a push from the server to the phone, and wait until the notification appears.

    The app must be open on the phone. Fail if no notification appears.
    """
    devtools = person.devtools
    registrations: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(
            one["registrationId"] for one in event["registrations"] if not one["isDeleted"]
        ),
    )
    devtools.send("ServiceWorker.enable")
    until = time.monotonic() + PATIENCE
    while not registrations:
        assert time.monotonic() < until, "the worker was not registered"
        person.page.wait_for_timeout(20)
    # A push to a worker that isn't active yet is dropped.
    while person.page.evaluate(_STATE) != "activated":
        assert time.monotonic() < until, "the worker did not become active"
        person.page.wait_for_timeout(20)
    worker_of(person).evaluate(_ICON)
    worker_of(person).evaluate(_ONE_AT_A_TIME)
    devtools.send(
        "ServiceWorker.deliverPushMessage",
        {"origin": person.stack.origin, "registrationId": registrations[-1], "data": json.dumps(push)},
    )
    wait_for(person, lambda all_: any(one["tag"] == push["notification"]["tag"] for one in all_))


def press(person: Phone, notification: Any, button: str) -> None:
    """Press a button of a shown notification. If `button` is empty, tap the notification itself."""
    worker_of(person).evaluate(_TAP, [notification["tag"], button])


def marks(person: Phone) -> list[int | None]:
    """Return the numbers that the app's icon has shown since the first push. None means that the number was removed."""
    return list(worker_of(person).evaluate("self.marks"))


def tap(person: Phone, notification: Any) -> None:
    """Tap a notification. Fail unless the app opens the notification's URL and the notification disappears."""
    person.goto("/settings")
    press(person, notification, "")
    # The page of a check-in opens its first prompt, immediately or a moment later.
    expect(person.page).to_have_url(re.compile(re.escape(notification["navigate"]) + r"(\?p=1)?$"))
    assert notification["tag"] not in [one["tag"] for one in shown(person)]
