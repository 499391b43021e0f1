"""A request uses the language chosen in the browser, else the account's language, else the Accept-Language header."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import translation

from content.languages import LANGUAGES
from content.rules.translated_words import TRANSLATED
from couples.models import User
from notifications.messages import unsubscribe
from scripts.bootstrap import FRONTEND
from tests.couples.conftest import Browser
from tests.factories import user

#: Part of an error message of Django REST framework, in its own translations.
REFUSED = {
    "en": "is not a valid choice.",
    "de": "ist keine gültige Option.",
    "es": "no es una elección válida.",
}

pytestmark = pytest.mark.django_db


def refused_in(client: Client, **headers: str) -> str:
    """Try to choose an unknown language, and return the language of the error message.

    `headers` are the headers of the request.
    """
    answer = _put(client, "xx", **headers)
    assert answer.status_code == 422
    [problem] = answer.json()["error"]["fields"]["language"]
    return next(language for language, words in REFUSED.items() if words in problem["message"])


def choose(client: Client, language: str) -> None:
    answer = _put(client, language)
    assert (answer.status_code, answer.json()) == (200, {"language": language})


def test_a_browser_without_a_choice_gets_what_it_asks_for(client: Client) -> None:
    assert refused_in(client) == "en"
    assert refused_in(client, **{"Accept-Language": "fr, es-MX;q=0.8, en;q=0.5"}) == "es"
    assert refused_in(client, **{"Accept-Language": "xx-!!"}) == "en"
    assert translation.get_language() == "en", "a request's language ends with it"


def test_a_choice_before_signing_in_holds_for_this_browser(client: Client) -> None:
    choose(client, "de")
    cookie = client.cookies["language"]
    assert (cookie.value, cookie["samesite"], cookie["path"]) == ("de", "Lax", "/")
    assert int(cookie["max-age"]) >= 31_536_000
    assert refused_in(client, **{"Accept-Language": "es"}) == "de"
    client.cookies["language"] = "xx"
    assert refused_in(client, **{"Accept-Language": "es"}) == "es"


def test_the_account_is_asked_where_the_browser_has_no_choice(client: Client) -> None:
    person = user("Ida", language="de")
    client.force_login(person)
    assert refused_in(client, **{"Accept-Language": "es"}) == "de"
    choose(client, "es")
    person.refresh_from_db()
    assert person.language == "es"
    assert client.get("/api/v1/me").json()["language"] == "es"
    client.cookies["language"] = "en"
    assert refused_in(client) == "en", "the page in this browser was built in English"


def test_a_new_account_has_the_language_of_the_page_it_was_made_on() -> None:
    browser = Browser()
    choose(browser, "de")
    browser.sign_in("neu@example.org")
    assert User.objects.get().language == "de"
    again = Browser()
    choose(again, "es")
    again.sign_in("neu@example.org")
    assert User.objects.get().language == "de", "signing in elsewhere changes nothing"


def _put(client: Client, language: str, **headers: str) -> Any:
    if not client.cookies.get("csrftoken"):
        client.get("/_allauth/browser/v1/config")
    headers["X-CSRFToken"] = client.cookies["csrftoken"].value
    return client.put(
        "/api/v1/language", {"language": language}, content_type="application/json", headers=headers
    )


def test_a_typed_address_chooses_the_language_of_its_e_mail_and_of_nothing_else() -> None:
    user("Ida", address="ida@example.org", language="de")
    answers = []
    for address in ("ida@example.org", "nobody@example.org"):
        browser = Browser()
        browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "es"
        asked = browser.auth("post", "/auth/code/request", {"email": address})
        answers.append((asked.status_code, asked.json(), sorted(browser.cookies)))
        assert refused_in(browser) == "es", "the page stays in the browser's language"
    assert answers[0] == answers[1]
    german, spanish = (str(message.subject) for message in mail.outbox)
    expected = "Your Side by Side code"
    with translation.override("de"):
        assert german == translation.gettext(expected) != expected
    with translation.override("es"):
        assert spanish == translation.gettext(expected)


def test_the_page_behind_an_unsubscribe_link_is_in_the_language_of_its_e_mail(client: Client) -> None:
    person = user("Ida", language="de")
    page = client.get(unsubscribe.url_for(person.pk).removeprefix("http://testserver"))
    assert 'lang="de"' in page.content.decode()
    assert "Erinnerungen" in page.content.decode()


def test_the_app_is_built_in_every_language_that_can_be_chosen() -> None:
    built = json.loads((FRONTEND / "languages.json").read_text())
    assert built == dict(settings.LANGUAGES) == LANGUAGES
    assert set(TRANSLATED) == LANGUAGES.keys() - {settings.LANGUAGE_CODE}, "each has rules for its words"
