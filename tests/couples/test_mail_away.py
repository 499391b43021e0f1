"""If the mail server fails, the app does not say that a code was sent.

The response is the same whether the address has an account or not.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from structlog.testing import capture_logs

from couples.models import User
from couples.sign_in import sign_in_emails
from notifications import meters
from tests.couples.conftest import Browser
from tests.services.mail import MailSink
from tests.services.ports import free_port

KNOWN, UNKNOWN, PASSKEY_ONLY = "ada@example.org", "nobody@example.org", "carla@example.org"
Fault = Callable[[MailSink, Any], None]


@pytest.fixture
def mails(mails: MailSink, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailSink]:
    """A local mail server, to which the app sends e-mails from separate threads, as in production."""
    with ThreadPoolExecutor(sign_in_emails.MAX_WAITING) as pool:
        monkeypatch.setattr(sign_in_emails, "pool", pool)
        monkeypatch.setattr(sign_in_emails, "SEND_TIMEOUT", 60)
        yield mails
        mails.forget()  # ends hanging connections, for which the pool would wait


@pytest.fixture(autouse=True)
def _counts() -> Iterator[None]:
    meters._kept.clear()
    yield
    meters._kept.clear()


def _refused(reply: str) -> Fault:
    def refuse(mails: MailSink, _settings: Any) -> None:
        for address in (KNOWN, UNKNOWN, PASSKEY_ONLY, "new@example.org"):
            mails.refuse(address, reply)

    return refuse


def _sender_refused(mails: MailSink, _settings: Any) -> None:
    mails.refuse_sender("550 5.7.1 we do not know you")


def _hung_up(mails: MailSink, _settings: Any) -> None:
    mails.hang_up()


def _away(_mails: MailSink, settings: Any) -> None:
    settings.EMAIL_PORT = free_port()


FAULTS = [
    _refused("550 5.1.1 no such mailbox"),
    _refused("421 4.3.2 going down"),
    _sender_refused,
    _hung_up,
    _away,
]


def _ask(address: str) -> Any:
    browser = Browser()
    return browser, browser.auth("post", "/auth/code/request", {"email": address})


@pytest.mark.parametrize(
    "fault", FAULTS, ids=["550", "421", "sender refused", "hung up", "connection refused"]
)
def test_people_are_asked_to_try_again_whether_they_have_an_account_or_not(
    db: None, mails: MailSink, settings: Any, fault: Fault
) -> None:
    User.objects.create_user(KNOWN)
    User.objects.create_user(PASSKEY_ONLY, passkey_only=True)
    fault(mails, settings)
    answers = []
    with capture_logs() as said:
        for address in (KNOWN, UNKNOWN, PASSKEY_ONLY):
            browser, answer = _ask(address)
            answers.append((answer.status_code, answer.content, answer["Retry-After"]))
            # No code was sent, so the app does not ask for a code.
            flows = browser.auth("get", "/auth/session").json()["data"]["flows"]
            assert not [flow for flow in flows if flow.get("is_pending")]
    assert len(set(answers)) == 1
    assert answers[0][0] == 503
    assert answer.json()["error"]["code"] == "try_later"
    assert "We couldn't send a code" in answer.json()["error"]["message"]
    assert "example.org" not in str(said)
    assert [line["event"] for line in said if line["log_level"] == "error"].count("sign_in_mail_failed") == 3
    meters.flush()
    assert meters.totals()["sign_in_mail", "failed"] == 3
    assert not User.objects.filter(email=UNKNOWN).exists()


def test_a_mail_server_that_hangs_holds_no_one_up_for_long(
    db: None, mails: MailSink, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(sign_in_emails, "SEND_TIMEOUT", 0.2)
    mails.hang()
    began = time.monotonic()
    _browser, answer = _ask(UNKNOWN)
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "try_later")
    took = time.monotonic() - began
    assert took < settings.EMAIL_TIMEOUT / 2, "it does not wait for what the mail server may take"


def test_of_many_who_wait_for_a_mail_server_that_hangs_some_are_answered_at_once(
    db: None, mails: MailSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If MAX_WAITING e-mails already wait for the mail server, the next request for a code fails at once (503)."""
    taken = [sign_in_emails._slots.acquire(blocking=False) for _ in range(sign_in_emails.MAX_WAITING)]
    try:
        _browser, answer = _ask(UNKNOWN)
    finally:
        for _each in taken:
            sign_in_emails._slots.release()
    assert all(taken)
    assert answer.status_code == 503
    assert mails.to(UNKNOWN) == []


def test_a_code_that_was_sent_is_awaited_and_counted(db: None, mails: MailSink) -> None:
    _browser, answer = _ask(UNKNOWN)
    assert answer.status_code == 401
    [flow] = [flow for flow in answer.json()["data"]["flows"] if flow.get("is_pending")]
    assert flow["id"] == "login_by_code"
    assert len(mails.to(UNKNOWN)) == 1
    meters.flush()
    assert meters.totals()["sign_in_mail", "sent"] == 1


def test_the_code_for_a_new_address_is_not_said_to_be_sent_either(db: None, mails: MailSink) -> None:
    browser, _answer = _ask(KNOWN)
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", mails.to(KNOWN)[0].text)
    assert code
    browser.auth("post", "/auth/code/confirm", {"code": code[0]})
    mails.refuse_sender("451 4.3.0 later")
    answer = browser.api("post", "/me/email", {"email": "new@example.org"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "try_later")
    assert "new_address" not in browser.session
