"""No response reveals whether an e-mail address has an account.

The content, the headers and the SQL queries are the same for all addresses.
"""

from __future__ import annotations

import re
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core import mail
from django.db import connection, connections
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from couples.models import User
from tests.couples.conftest import Browser, mailed_code, pending
from tests.couples.test_passkeys import add_passkey

KNOWN, SLEEPING, PASSKEY_ONLY, UNKNOWN = (
    f"{name}@example.org" for name in ("known", "sleeping", "locked", "unknown")
)


@pytest.fixture
def addresses(db: None) -> tuple[str, ...]:
    """Four e-mail addresses: with an account, a deactivated account, a passkey-only account, and no account."""
    Browser().sign_in(KNOWN)
    for email, changes in ((SLEEPING, {"is_active": False}), (PASSKEY_ONLY, {"passkey_only": True})):
        user = User.objects.create_user(email)
        User.objects.filter(pk=user.pk).update(**changes)
    mail.outbox.clear()
    return KNOWN, SLEEPING, PASSKEY_ONLY, UNKNOWN


Ask = Callable[[Browser, str], Any]


def _code(browser: Browser, email: str) -> Any:
    return browser.auth("post", "/auth/code/request", {"email": email})


def _recovery(browser: Browser, email: str) -> Any:
    return browser.auth("post", "/auth/recovery", {"email": email, "code": "0" * 16})


def _seen(answer: Any) -> tuple[Any, ...]:
    """Return the status, content, headers and cookies of a response, without the parts that always differ.

    These parts are the random values of the cookies, and the header `Expires`, which depends on the clock.
    """
    headers = {name: value for name, value in answer.headers.items() if name != "Expires"}
    cookies = sorted((name, morsel["max-age"], morsel["path"]) for name, morsel in answer.cookies.items())
    return answer.status_code, answer.content, headers, cookies


def _work(ask: Ask, email: str) -> tuple[list[str], tuple[Any, ...]]:
    """Call `ask`, which sends a request about this e-mail address.

    Return the SQL statements without their values, and the parts of the response that a client can see.
    """
    browser = Browser()
    with CaptureQueriesContext(connection) as asked:
        answer = ask(browser, email)
    statements = [re.sub(r"'[^']*'|\b\d+\b|\bs\d+_x\d+\b", "?", query["sql"]) for query in asked]
    return statements, _seen(answer)


@pytest.mark.parametrize("ask", [_code, _recovery], ids=["code", "recovery"])
def test_every_address_is_answered_alike(addresses: tuple[str, ...], ask: Ask) -> None:
    answers = [_seen(ask(Browser(), email)) for email in addresses]
    assert all(answer == answers[0] for answer in answers)


def test_asking_for_a_code_takes_the_same_work_for_any_address(addresses: tuple[str, ...]) -> None:
    work = [_work(_code, email) for email in addresses]
    assert all(each == work[0] for each in work)
    assert sum("couples_user" in sql for sql in work[0][0]) == 1
    assert len(mail.outbox) == len(addresses)


def test_a_mail_that_is_not_sent_in_time_is_not_sent_later(
    addresses: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived = threading.Event()
    monkeypatch.setattr("couples.sign_in.sign_in_emails.SEND_TIMEOUT", 0.1)
    with ThreadPoolExecutor(max_workers=1) as pool:
        monkeypatch.setattr("couples.sign_in.sign_in_emails.pool", pool)
        pool.submit(arrived.wait, 30)  # a slow mail server
        assert {_code(Browser(), email).status_code for email in addresses} == {503}
        arrived.set()
    assert mail.outbox == []


def test_a_mail_server_that_fails_is_said_alike_for_every_address(
    addresses: tuple[str, ...], settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "tests.couples.unreachable_mail.Backend"
    answers = [_seen(_code(Browser(), email)) for email in addresses]
    assert answers[0][0] == 503
    assert all(answer == answers[0] for answer in answers)


def test_a_wrong_recovery_code_takes_the_same_work_for_anyone(addresses: tuple[str, ...]) -> None:
    browser = Browser()
    browser.sign_in("holder@example.org")
    add_passkey(browser)
    browser.auth("get", "/account/authenticators/recovery-codes")
    browser.api("patch", "/me/sign-in", {"passkey_only": True})
    work = [_work(_recovery, email) for email in ("holder@example.org", *addresses)]
    assert all(each == work[0] for each in work)


@pytest.mark.long
@pytest.mark.parametrize("ask", [_code, _recovery], ids=["code", "recovery"])
def test_how_long_it_takes_tells_known_from_unknown_no_better_than_a_coin(
    addresses: tuple[str, ...], ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    """The duration of a request must not reveal whether an address has an account.

    The test sends 400 requests for each address, and compares each request for a known address with each request for
    the unknown address. The request for the known address must take longer in 40 to 60 % of these pairs. Without any
    difference, it takes longer in 50 %. The addresses take turns, so that a busy machine slows all addresses alike.
    """
    took: dict[str, list[float]] = {email: [] for email in (KNOWN, PASSKEY_ONLY, UNKNOWN)}
    browser = Browser()
    for _ in range(400):
        for email, seconds in took.items():
            browser.cookies.pop("sbs_session", None)
            started = time.perf_counter()
            ask(browser, email)
            seconds.append(time.perf_counter() - started)
    for email in (KNOWN, PASSKEY_ONLY):
        longer = statistics.mean((a > b) + (a == b) / 2 for a in took[email] for b in took[UNKNOWN])
        said = f"{ask.__name__}: {email} took longer than an unknown address in {longer:.1%} of pairs"
        with capsys.disabled():
            sys.stdout.write(f"\n{said}\n")
        assert 0.4 < longer < 0.6


def _at_once(count: int, work: Callable[[int], Any]) -> list[Any]:
    """Run `work` in `count` threads at the same moment. Return the results in no particular order."""
    start, answers, errors = threading.Barrier(count), [], []

    def run(number: int) -> None:
        try:
            start.wait()
            answers.append(work(number))
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    return answers


@pytest.mark.django_db(transaction=True)
@override_settings(ACCOUNT_RATE_LIMITS={"request_login_code": "5/m/key"})
def test_codes_are_counted_across_processes(shared: None) -> None:
    browsers = [Browser() for _ in range(12)]
    answers = _at_once(12, lambda number: _code(browsers[number], KNOWN).status_code)
    assert Counter(answers) == {401: 5, 400: 7}


@pytest.mark.django_db(transaction=True)
def test_tries_of_one_code_are_counted_across_processes(shared: None) -> None:
    """If twelve threads guess a sign-in code at the same moment, at most five guesses are checked.

    A counter in the session would miss guesses, because requests at the same moment overwrite each other's count.
    """
    asked = Browser()
    assert pending(_code(asked, KNOWN)) == "login_by_code"
    browsers = [Browser() for _ in range(12)]
    for each in browsers:
        each.cookies["sbs_session"] = asked.cookies["sbs_session"].value

    def guess(number: int) -> int:
        status: int = browsers[number].auth("post", "/auth/code/confirm", {"code": "BBBB-BBBB"}).status_code
        return status

    answers = Counter(_at_once(12, guess))
    assert 1 <= answers[400] <= 5
    assert answers[400] + answers[409] == 12
    late = asked.auth("post", "/auth/code/confirm", {"code": mailed_code(KNOWN)})
    assert late.status_code == 409
