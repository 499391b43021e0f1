"""What a push becomes on the phone: given to the real service worker, shown, and tapped."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.phone import Phone

_TITLES = """
navigator.serviceWorker.ready.then((r) => r.getNotifications()).then((all) => all.map((one) => one.title))
"""
# Headless, nobody can tap; this is the event that a tap sends.
_TAP = """
async (title) => {
  const all = await self.registration.getNotifications();
  const notification = all.find((one) => one.title === title);
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
}
"""


def show(person: Phone, notification: Any) -> None:
    """Deliver what the server pushed. Fails unless it is shown."""
    page = person.page
    devtools = person.devtools
    registrations: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(
            one["registrationId"] for one in event["registrations"] if not one["isDeleted"]
        ),
    )
    devtools.send("ServiceWorker.enable")
    page.wait_for_timeout(300)
    devtools.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": person.stack.origin,
            "registrationId": registrations[-1],
            "data": json.dumps({"web_push": 8030, "notification": notification}),
        },
    )
    for _ in range(50):
        if notification["title"] in page.evaluate(_TITLES):
            return
        page.wait_for_timeout(100)
    raise AssertionError("The push was not shown.")


def tap(person: Phone, notification: Any) -> None:
    """Tap a shown notification. Fails unless the app goes where it points, and the notification is gone."""
    person.goto("/settings")
    worker = next(one for one in person.context.service_workers if one.url.startswith(person.stack.origin))
    worker.evaluate(_TAP, notification["title"])
    # The check-in itself goes on to its first prompt, at once or a moment later.
    expect(person.page).to_have_url(re.compile(re.escape(notification["navigate"]) + r"(\?p=1)?$"))
    assert notification["title"] not in person.page.evaluate(_TITLES)
