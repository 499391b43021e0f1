"""Signing in with an e-mailed code through the real endpoints. New and known addresses take the same steps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import override_settings
from django.utils import timezone
from structlog.testing import capture_logs

from couples.models import User
from tests.couples.conftest import AUTH, Browser, mailed_code, pending


def test_a_new_address_gets_a_code_and_confirming_it_makes_the_account(browser: Browser) -> None:
    asked = browser.auth("post", "/auth/code/request", {"email": "New@Example.org"})
    assert (asked.status_code, pending(asked)) == (401, "login_by_code")
    assert "signup" not in [flow["id"] for flow in asked.json()["data"]["flows"]]
    assert not User.objects.exists()

    confirmed = browser.auth("post", "/auth/code/confirm", {"code": mailed_code("new@example.org").lower()})
    assert confirmed.status_code == 200
    user = User.objects.get()
    assert (user.email, user.has_usable_password()) == ("new@example.org", False)
    assert EmailAddress.objects.get(user=user).verified
    assert browser.auth("get", "/auth/session").json()["data"]["user"]["email"] == "new@example.org"
    assert len(mail.outbox) == 1


def test_a_known_address_signs_in_to_the_same_account(browser: Browser, someone: User) -> None:
    browser.sign_in(str(someone.email))
    assert User.objects.count() == 1
    Browser().sign_in("ROBIN@example.org".lower())
    assert EmailAddress.objects.count() == 1


def test_known_and_unknown_addresses_get_the_same_answer_and_the_same_mail(db: None, someone: User) -> None:
    answers = []
    for email in ("robin@example.org", "nobody@example.org"):
        answer = Browser().auth("post", "/auth/code/request", {"email": email})
        answers.append((answer.status_code, answer.json(), sorted(answer.headers)))
    assert answers[0] == answers[1]
    known, unknown = mail.outbox
    assert known.subject == unknown.subject == "Your Side by Side code"
    code = mailed_code("nobody@example.org")
    assert str(known.body).replace(mailed_code("robin@example.org"), code) == unknown.body


def test_the_mail_is_plain_and_html_and_names_no_one(browser: Browser, someone: User) -> None:
    browser.auth("post", "/auth/code/request", {"email": someone.email})
    (message,) = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    html, kind = str(message.alternatives[0][0]), message.alternatives[0][1]
    assert len(message.alternatives) == 1
    code = mailed_code(str(someone.email))
    assert kind == "text/html"
    assert code in html
    assert code not in message.subject
    for text in (html, str(message.body)):
        assert "Robin" not in text
        assert "ten minutes" in text


def test_a_wrong_code_is_refused_and_five_end_it(browser: Browser) -> None:
    browser.auth("post", "/auth/code/request", {"email": "new@example.org"})
    code = mailed_code("new@example.org")
    for _ in range(4):
        wrong = browser.auth("post", "/auth/code/confirm", {"code": "BBBB-BBBB"})
        assert (wrong.status_code, wrong.json()["errors"][0]["code"]) == (400, "incorrect_code")
    browser.auth("post", "/auth/code/confirm", {"code": "BBBB-BBBB"})
    assert browser.auth("post", "/auth/code/confirm", {"code": code}).status_code == 409
    assert not User.objects.exists()


def test_a_code_works_for_ten_minutes_and_once(browser: Browser) -> None:
    started = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with time_machine.travel(started, tick=False) as clock:
        browser.auth("post", "/auth/code/request", {"email": "new@example.org"})
        code = mailed_code("new@example.org")
        clock.move_to(started + timedelta(minutes=10, seconds=1))
        assert browser.auth("post", "/auth/code/confirm", {"code": code}).status_code == 409
        browser.sign_in("new@example.org")
        assert browser.auth("post", "/auth/code/confirm", {"code": code}).status_code == 409


def test_a_code_belongs_to_the_browser_that_asked(browser: Browser) -> None:
    browser.auth("post", "/auth/code/request", {"email": "new@example.org"})
    stranger = Browser()
    stranger.auth("post", "/auth/code/request", {"email": "stranger@example.org"})
    answer = stranger.auth("post", "/auth/code/confirm", {"code": mailed_code("new@example.org")})
    assert answer.status_code == 400


def test_someone_deactivated_is_answered_like_anyone_and_not_let_in(browser: Browser, someone: User) -> None:
    User.objects.update(is_active=False)
    asked = browser.auth("post", "/auth/code/request", {"email": someone.email})
    assert pending(asked) == "login_by_code"
    answer = browser.auth("post", "/auth/code/confirm", {"code": mailed_code(str(someone.email))})
    assert answer.status_code == 401
    assert browser.auth("get", "/auth/session").status_code == 401


@override_settings(ACCOUNT_RATE_LIMITS={"request_login_code": "20/m/ip,2/m/key"})
def test_codes_are_limited_per_address_known_or_not(someone: User) -> None:
    for email in (someone.email, "nobody@example.org"):
        answers = [Browser().auth("post", "/auth/code/request", {"email": email}) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [401, 401, 400]
        assert answers[2].json()["errors"][0]["code"] == "too_many_login_attempts"


def test_without_a_csrf_token_nothing_is_mailed(browser: Browser) -> None:
    answer = browser.post(
        "/_allauth/browser/v1/auth/code/request", {"email": "a@example.org"}, "application/json"
    )
    assert answer.status_code == 403
    assert not mail.outbox


@pytest.mark.parametrize(
    "path",
    [
        "/auth/login",
        "/auth/signup",
        "/auth/password/request",
        "/auth/password/reset",
        "/auth/email/verify",
        "/account/password/change",
        "/account/email",
        "/account/phone",
    ],
)
def test_what_is_not_offered_does_not_exist(browser: Browser, path: str) -> None:
    browser.sign_in("new@example.org")
    assert browser.auth("post", path, {}).status_code == 404


def test_signing_out_ends_the_session(browser: Browser) -> None:
    browser.sign_in("robin@example.org")
    assert browser.auth("delete", "/auth/session").status_code == 401
    assert browser.auth("get", "/auth/session").status_code == 401


def test_a_sign_in_that_was_only_begun_is_forgotten_within_the_hour_and_one_that_ended_well_lasts(
    browser: Browser,
) -> None:
    def lasts() -> timedelta:
        return Session.objects.get().expire_date - timezone.now()

    browser.auth("post", "/auth/code/request", {"email": "robin@example.org"})
    assert timedelta(minutes=10) < lasts() <= timedelta(hours=1)
    browser.auth("post", "/auth/code/confirm", {"code": mailed_code("robin@example.org")})
    assert lasts() > timedelta(days=29)
    assert browser.cookies["sbs_session"]["max-age"] > 89 * 24 * 3600
    browser.auth("post", "/auth/code/request", {"email": "somebody@example.org"})
    assert lasts() > timedelta(days=29)


def test_the_log_says_that_a_code_was_guessed_at_and_not_whose(browser: Browser) -> None:
    with capture_logs() as said:
        browser.auth("post", "/auth/code/request", {"email": "robin@example.org"})
        browser.auth("post", "/auth/code/confirm", {"code": "BBBB-BBBB"})
        browser.auth("post", "/auth/code/confirm", {"code": mailed_code("robin@example.org")})
    assert [line["event"] for line in said] == ["sign_in_refused", "signed_in"]
    assert (said[0]["at"], said[0]["status"]) == ("auth/code/confirm", 400)
    assert "robin" not in str(said)


def test_the_log_says_that_something_unreadable_was_sent(browser: Browser) -> None:
    headers = {"X-CSRFToken": browser.cookies["csrftoken"].value}
    with capture_logs() as said:
        answer = browser.post(
            f"{AUTH}/auth/code/request", "{no", content_type="application/json", headers=headers
        )
    assert answer.status_code == 400
    assert [(line["event"], line["status"]) for line in said] == [("sign_in_refused", 400)]


def test_someone_is_noticed_as_they_come_in_and_not_again_while_they_are_there(browser: Browser) -> None:
    browser.sign_in("robin@example.org")
    with capture_logs() as said:
        answer = browser.auth("get", "/auth/session")
    assert answer.status_code == 200
    assert said == []
    assert settings.TRUSTED_BROWSER_COOKIE not in answer.cookies
