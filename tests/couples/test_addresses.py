"""One mailbox has one account, no matter how people spell the e-mail address."""

from __future__ import annotations

import importlib
import io
from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.http import HttpRequest
from hypothesis import given
from hypothesis import strategies as st

from couples.models import User
from couples.typed.addresses import normal
from notifications.models import Preference
from tests.couples.conftest import Browser, mailed_code
from tests.couples.test_passkey_only import recovery_codes, switch
from tests.couples.test_passkeys import add_passkey

HOME = "kim@xn--bcher-kva.example"
#: Spellings of HOME that people and programs use.
SPELLINGS = (
    "kim@bücher.example",
    "kim@xn--bcher-kva.example",
    "KIM@XN--BCHER-KVA.EXAMPLE",
    "Kim@BÜCHER.example",
    "kim@bu\u0308cher.example",
    "kim@bücher。example",
    " kim@bücher.example\u00a0",
    "\ufeffkim\u200b@bü\u00adcher.example\u200e",
    "ki\u2060m@bücher.example",
    "kim\ufe0f@bücher.example",
    "ｋｉｍ＠ｂücher．example",
    "𝐤𝐢𝐦@bücher.example",
    "\u212aim@bücher.example",
    '"kim"@bücher.example',
    '"k\\im"@bücher.example',
)
REFUSED = (
    "",
    "kim",
    "kim@",
    "@bücher.example",
    "k im@bücher.example",
    "kim@bü cher.example",
    "kim\t@bücher.example",
    "kïm@bücher.example",
    "k\u0131m@bücher.example",
    "k\u0131m@example.org",
    "kim@\u0301.example",
    "kim@bücher..example",
    "kim@bücher.example.",
    "kim@" + "ü" * 70 + ".example",
    "kim@" + "ü." * 80 + "example",
    "k" * 64 + "@" + ".".join(["e" * 60] * 4) + ".example",
    "kim@b\u200dücher.example",
    "kim@\ud800.example",
    "kim@[127.0.0.1]",
    "kim@[::1]",
    '"k m"@bücher.example',
    '"\\"kim\\""@bücher.example',
    "\u0000kim@bücher.example",
    "kim\u3164 \u3164@bücher.example",
)


@pytest.mark.parametrize("typed", SPELLINGS, ids=ascii)
def test_every_spelling_signs_in_to_the_one_account(browser: Browser, typed: str) -> None:
    browser.sign_in(HOME)
    mail.outbox.clear()
    other = Browser()
    assert other.auth("post", "/auth/code/request", {"email": typed}).status_code == 401
    assert [message.to for message in mail.outbox] == [[HOME]]
    assert other.auth("post", "/auth/code/confirm", {"code": mailed_code(HOME)}).status_code == 200
    assert other.api("get", "/me").json() == browser.api("get", "/me").json()
    assert list(User.objects.values_list("email", flat=True)) == [HOME]


@pytest.mark.parametrize("typed", REFUSED, ids=ascii)
def test_what_is_no_address_is_refused_and_stores_nothing(browser: Browser, typed: str) -> None:
    before = Session.objects.count()
    asked = browser.auth("post", "/auth/code/request", {"email": typed})
    assert asked.status_code == 400
    assert [(each["code"], each["param"]) for each in asked.json()["errors"]] == [
        ("invalid" if typed.strip() else "required", "email")
    ]
    assert (mail.outbox, Session.objects.count(), User.objects.count()) == ([], before, 0)


@pytest.mark.parametrize("typed", [each for each in REFUSED if each], ids=ascii)
def test_no_account_changes_to_what_is_no_address(browser: Browser, typed: str) -> None:
    browser.sign_in(HOME)
    refused = browser.api("post", "/me/email", {"email": typed})
    assert refused.status_code == 422
    assert set(refused.json()["error"]["fields"]) == {"email"}
    assert User.objects.get().email == HOME


@pytest.mark.parametrize("typed", SPELLINGS[:6], ids=ascii)
def test_a_new_address_is_compared_in_its_one_form(browser: Browser, typed: str) -> None:
    Browser().sign_in(HOME)
    browser.sign_in("robin@example.org")
    assert browser.api("post", "/me/email", {"email": typed}).status_code == 204
    taken = browser.api("post", "/me/email/confirm", {"code": mailed_code(HOME)})
    assert (taken.status_code, taken.json()["error"]["code"]) == (409, "email_in_use")
    assert User.objects.filter(email="robin@example.org").exists()


def test_recovery_takes_every_spelling(browser: Browser) -> None:
    browser.sign_in(HOME)
    add_passkey(browser)
    codes = recovery_codes(browser)
    assert switch(browser, True).status_code == 200
    for typed, code in zip(SPELLINGS, codes, strict=False):
        answer = Browser().auth("post", "/auth/recovery", {"email": typed, "code": code})
        assert answer.status_code == 200, typed


def test_a_known_browser_stays_known_in_every_spelling(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.sign_in(HOME)
    asked: set[tuple[str, str]] = set()

    def consume(request: HttpRequest, *, action: str, key: str) -> bool:
        asked.add((action, key))
        return True

    monkeypatch.setattr("couples.sign_in.limits.trusted_browsers.ratelimit.consume", consume)
    browser.api("post", "/me/sign-out-everywhere")
    for typed in SPELLINGS:
        browser.auth("post", "/auth/code/request", {"email": typed})
    assert [action for action, _key in asked] == ["request_login_code_known"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", SPELLINGS[:9], ids=ascii)
def test_staff_are_named_by_every_spelling(typed: str) -> None:
    call_command("staff", "add", typed, stdout=io.StringIO())
    call_command("staff", "add", HOME, stdout=io.StringIO())
    person = User.objects.get()
    assert (person.email, person.is_staff) == (HOME, True)
    call_command("staff", "remove", typed, stdout=io.StringIO())
    assert not User.objects.filter(is_staff=True).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("typed", SPELLINGS[:6], ids=ascii)
def test_mail_that_came_back_is_noted_for_the_owner_of_every_spelling(
    typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = User.objects.create_user(HOME)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    call_command("mail_returned", stdout=io.StringIO())
    assert Preference.objects.get(user=person).mail_returned_at is not None


@pytest.mark.parametrize("typed", SPELLINGS, ids=ascii)
def test_there_is_one_form(typed: str) -> None:
    assert normal(typed) == HOME


def test_host_names_keep_the_joiners_that_they_need() -> None:
    assert normal("kim@نامه\u200cای.example") == "kim@xn--mgba3gch31f060k.example"


@given(st.text(max_size=12), st.sampled_from(["example.org", "bücher.example", "ＥＸ.de", "ß.example"]))
def test_the_one_form_of_the_one_form_is_itself(name: str, host: str) -> None:
    try:
        form = normal(f"{name}@{host}")
    except ValidationError:
        return
    assert normal(form) == form
    assert form.isascii()
    assert form == form.lower()


def stored(address: str, *, day: int | None = None) -> User:
    """Create an account whose e-mail address is stored exactly as given, as old versions of the app did.

    `day` is the day of the account's last sign-in, in January 2026, or None if there was no sign-in yet.
    """
    person = User.objects.create_user(f"{User.objects.count()}@old.example")
    last = datetime(2026, 1, day, tzinfo=UTC) if day else None
    User.objects.filter(pk=person.pk).update(email=address, last_login=last)
    EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    return person


def addresses_of(*people: User) -> list[tuple[str, str]]:
    return [
        (str(User.objects.get(pk=person.pk).email), EmailAddress.objects.get(user=person).email)
        for person in people
    ]


@pytest.mark.django_db
def test_stored_addresses_are_brought_to_the_one_form_and_collisions_stay(
    capsys: pytest.CaptureFixture[str],
) -> None:
    alone, plain = stored("robin@bücher.example"), stored("robin@example.org")
    former, home = stored("kim@bücher.example", day=9), stored(HOME)
    older, newer = (
        stored("lou@straße.example", day=1),
        stored("lou@stra\u00dfe.EXAMPLE".lower() + "\u200b", day=2),
    )
    lost = stored('"a b"@example.org')
    migration = importlib.import_module("couples.migrations.0005_addresses_in_one_form")
    migration.forwards(apps, None)
    told = capsys.readouterr().out
    forms = [
        "robin@xn--bcher-kva.example",
        "robin@example.org",
        "kim@bücher.example",
        HOME,
        "lou@straße.example",
        "lou@xn--strae-oqa.example",
        '"a b"@example.org',
    ]
    people = (alone, plain, former, home, older, newer, lost)
    assert addresses_of(*people) == [(form, form) for form in forms]
    kept = {person for person in people if str(person.pk) in told}
    assert kept == {former, older, lost}
    again = io.StringIO()
    call_command("addresses", stdout=again)
    assert {person for person in people if str(person.pk) in again.getvalue()} == kept
    assert addresses_of(*people) == [(form, form) for form in forms]
    assert "@" not in told + again.getvalue()


def test_the_account_that_was_brought_over_is_the_one_that_signs_in(browser: Browser) -> None:
    person = stored("robin@bücher.example")
    call_command("addresses", stdout=io.StringIO())
    browser.sign_in("robin@xn--bcher-kva.example")
    assert browser.api("get", "/me").json()["id"] == str(person.pk)
