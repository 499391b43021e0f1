"""Helpers that open set-up, device and invitation links, join by invitation, and check who is signed in."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from django.core.management import call_command

from tests.couples.conftest import Browser

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


ZONE = "Europe/Vienna"


def run(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def token_in(text: str) -> str:
    found = re.search(r"/set-up#([A-Za-z0-9_-]{22})\b", text)
    assert found, text
    return found.group(1)


def set_up(browser: Browser, token: str, name: str = "Robin") -> Any:
    return browser.api("post", "/way-in/set-up", {"token": token, "display_name": name, "time_zone": ZONE})


def join(browser: Browser, token: str, name: str = "Kim") -> Any:
    return browser.api("post", "/pairing/account", {"token": token, "display_name": name, "time_zone": ZONE})


def use(browser: Browser, token: str) -> Any:
    return browser.api("post", "/way-in/use", {"token": token})


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def invite(browser: Browser) -> str:
    return str(browser.api("post", "/pairing/invitations").json()["link"].partition("#")[2])


def signed_in(browser: Browser) -> bool:
    return bool(browser.api("get", "/me").status_code == 200)
