"""What a push becomes on the phone: given to the real service worker, shown, and tapped."""

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
# Headless, nobody can tap; this is the event that a tap sends.
_TAP = """
async ([tag, button]) => {
  const all = await self.registration.getNotifications();
  const notification = all.find((one) => one.tag === tag);
  const action = notification.actions.find(({ title }) => title === button)?.action ?? "";
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification, action }));
}
"""
# An icon of an installed app, which there is none of: the number on it, noted.
_ICON = """
() => {
  self.marks ??= [];
  navigator.setAppBadge = async (count) => void self.marks.push(count);
  navigator.clearAppBadge = async () => void self.marks.push(null);
}
"""
# Chromium takes a notification for closed if somebody asks what is shown while it is being shown: nobody can tap it
# or find it then. A test asks so often that it would meet that moment, so here each waits for the one before it.
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
    """The service worker, which is there whether the app is open or not."""
    for worker in person.context.service_workers:
        if worker.url.startswith(person.stack.origin):
            return worker
    return person.context.wait_for_event("serviceworker")


def shown(person: Phone) -> list[Any]:
    """What stands on the lock screen: title, body, tag, the words on the buttons, whether it came without a sound."""
    return list(worker_of(person).evaluate(_SHOWN))


def wait_for(person: Phone, what: Callable[[list[Any]], bool]) -> list[Any]:
    """What stands on the lock screen, once it is so. Fails if it does not come to that."""
    until = time.monotonic() + PATIENCE
    while not what(found := shown(person)):
        assert time.monotonic() < until, found
        time.sleep(0.05)
    return found


def show(person: Phone, push: Any) -> None:
    """Deliver what the server pushed. Fails unless it is shown. The app must be open, whatever becomes of it then."""
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
    """Press a button of a shown notification, or with no words the notification itself."""
    worker_of(person).evaluate(_TAP, [notification["tag"], button])


def marks(person: Phone) -> list[int | None]:
    """What the app's icon was marked with since a push was first shown; None where the mark was taken away."""
    return list(worker_of(person).evaluate("self.marks"))


def tap(person: Phone, notification: Any) -> None:
    """Tap a shown notification. Fails unless the app goes where it points, and the notification is gone."""
    person.goto("/settings")
    press(person, notification, "")
    # The check-in itself goes on to its first prompt, at once or a moment later.
    expect(person.page).to_have_url(re.compile(re.escape(notification["navigate"]) + r"(\?p=1)?$"))
    assert notification["tag"] not in [one["tag"] for one in shown(person)]
