"""Steps that a person takes in the app. The steps work in the oldest version of the app and in every later version.

If a screen's text or the API's data format has changed since the oldest version, the step handles the old and the new
form. Don't remove the old form: the same steps run against every released version and against the current code.
"""

from __future__ import annotations

import re
import time
import uuid
from typing import Any

from playwright.sync_api import expect

from tests.browser.phone import Phone
from tests.browser.stack import PATIENCE

_FETCH = """
async ({ method, path, body }) => {
  const token = (document.cookie.match(/csrftoken=([^;]+)/) || [])[1] || "";
  const me = method === "GET" ? null : await (await fetch("/api/v1/me")).json();
  const answer = await fetch("/api/v1" + path, {
    method, body: body === null ? undefined : JSON.stringify(body),
    headers: { "Content-Type": "application/json", "X-CSRFToken": token, "X-Person": me?.id ?? "nobody" },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : null;
}
"""


def ask(phone: Phone, method: str, path: str, body: Any = None) -> Any:
    """Send an API request from the page. Return the response's JSON, or None if the response has no body.

    Raise Playwright's Error unless the status is 2xx.
    """
    return phone.page.evaluate(_FETCH, {"method": method, "path": path, "body": body})


def begin(phone: Phone) -> None:
    """Sign in for the first time: enter the code from the e-mail and a name, and add no passkey."""
    page = phone.page
    phone.goto("/sign-in")
    page.get_by_label("Your e-mail address").fill(phone.email)
    phone.tap("Send me a code")
    earliest, later = (page.get_by_label(f"Code from the {word}", exact=True) for word in ("mail", "e-mail"))
    expect(earliest.or_(later)).to_be_visible()
    if earliest.is_visible():
        earliest.fill(phone.code(0))
        phone.tap("Sign in")
    else:
        # A complete code is sent without a tap.
        later.fill(phone.code(0))
    name = page.get_by_label(re.compile("^What (shall|should) we call you"))
    name.fill(phone.name)
    phone.tap("Continue")
    home = page.get_by_text("Two people, one small ritual").first
    no_passkey = page.get_by_role("button", name="Not now")
    expect(home.or_(no_passkey).first).to_be_visible()
    if no_passkey.is_visible():
        no_passkey.click()
    expect(home).to_be_visible()


def choose(phone: Phone) -> None:
    """Turn off the reminders about topics that were left for later, and choose the warm wording for all reminders."""
    kinds = ask(phone, "GET", "/notifications/preferences").get("kinds")
    off: dict[str, Any] = (
        {"talk_later": False} if kinds is None else {"kinds": {**kinds, "talk_later": False}}
    )
    ask(phone, "PATCH", "/notifications/preferences", {**off, "text": "warm"})


def link(inviter: Phone, joiner: Phone) -> None:
    """Link two people as a couple by API requests from their phones."""
    code = ask(inviter, "POST", "/pairing/invitations", {})["code"]
    ask(joiner, "POST", "/pairing/redeem", {"code": code})
    invitation = ask(inviter, "GET", "/pairing")["invitation"]["id"]
    ask(inviter, "POST", "/pairing/confirm", {"invitation_id": invitation})


def open_check_in(phone: Phone) -> Any:
    """Return the open check-in with its prompts."""
    card = ask(phone, "GET", "/home")["check_in"]
    return ask(phone, "GET", f"/check-ins/{card['id']}")


def submit(phone: Phone, check_in: Any, *, words: str) -> None:
    """Submit good answers to the check-in, with `words` as the kind words."""
    ask(
        phone,
        "POST",
        f"/check-ins/{check_in['id']}/submit",
        {
            "submission_id": str(uuid.uuid4()),
            "base_revision": 0,
            "answers": {prompt["id"]: _answer(prompt, words) for prompt in check_in["prompts"]},
        },
    )


def _answer(prompt: Any, words: str) -> dict[str, Any]:
    written = words if prompt["kind"] == "appreciation" else ""
    skipped = prompt["kind"] in {"appreciation", "wish"} and not written
    rated = prompt["kind"] not in {"appreciation", "wish"}
    return {
        "status": "skipped" if skipped else "answered",
        "value": 4 if rated else None,
        "note": written,
        "sharing": "share",
    }


def write_unsent(phone: Phone, check_in: Any, *, sent: str, unsent: str) -> None:
    """Write `sent` at the first prompt, wait until the server has saved these words, and go offline.

    Then add the words `unsent` and answer the next prompt. These changes stay on the phone.
    """
    phone.goto(f"/check-in/{check_in['id']}?p=1")
    box = phone.page.get_by_role("textbox")
    box.fill(sent)
    phone.sees("Saved")
    phone.lose_the_net()
    box.fill(f"{sent} {unsent}")
    phone.tap(re.compile("^Next$"))
    expect(phone.page.get_by_role("radio").first).to_be_visible()
    phone.choose("Most of the time")
    expect(phone.page.get_by_text(re.compile("Saved on this (phone|device)")).first).to_be_visible()


def next_check_in(phone: Phone, *, after: str) -> Any:
    """Wait until the running app has opened a check-in whose id is not `after`. Return this new check-in."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        card = ask(phone, "GET", "/home")["check_in"]
        if card and card["state"] == "open" and card["id"] != after:
            return open_check_in(phone)
        time.sleep(0.5)
    raise AssertionError("The next check-in did not open.")
