"""The app's page and service worker are served in the browser's language, at the same URLs in every language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings

from content.languages import LANGUAGES as OFFERED
from scripts.bootstrap import ROOT

LANGUAGES = ("en", "de", "es")


@pytest.fixture
def browser(settings: Settings, tmp_path: Path, db: None) -> Client:
    """A test client of a server whose front end was built in three languages."""
    for language in LANGUAGES:
        assets = tmp_path / language / "assets"
        assets.mkdir(parents=True)
        (tmp_path / language / "index.html").write_text(f"page in {language}")
        (tmp_path / language / "sw.js").write_text(f"worker in {language}")
        (assets / "shared-C-z9QIhd.js").write_text("shared")
        (assets / f"words-{language}-z9QIhd.js").write_text(language)
    settings.FRONTEND_DIST = tmp_path
    settings.LANGUAGES = [(language, language) for language in LANGUAGES]
    return Client()


def _both(browser: Client, *, accept: str = "", cookie: str = "") -> set[str]:
    """Return the languages of the page and of the service worker that this browser gets.

    `accept` is the Accept-Language header, and `cookie` is the value of the language cookie.
    """
    browser.cookies.clear()
    if cookie:
        browser.cookies[django_settings.LANGUAGE_COOKIE_NAME] = cookie
    answers = [browser.get(path, headers={"Accept-Language": accept}) for path in ("/settings", "/sw.js")]
    assert all({"Cookie", "Accept-Language"} <= set(answer["Vary"].split(", ")) for answer in answers)
    return {answer.getvalue().decode().rpartition(" ")[2] for answer in answers}


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("", "en"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("es-MX", "es"),
        ("fr,es;q=0.5,de;q=0.4", "es"),
        ("fr", "en"),
    ],
)
def test_the_browser_decides_until_someone_chooses(browser: Client, accept: str, language: str) -> None:
    assert _both(browser, accept=accept) == {language}


def test_a_choice_comes_before_the_browser(browser: Client) -> None:
    assert _both(browser, accept="de", cookie="es") == {"es"}
    assert _both(browser, accept="de", cookie="en") == {"en"}


@pytest.mark.parametrize("cookie", ["xx", "../en", "", "a" * 5_000])
def test_a_cookie_that_names_no_language_is_no_choice(browser: Client, cookie: str) -> None:
    assert _both(browser, accept="de", cookie=cookie) == {"de"}


def test_a_language_without_a_build_is_shown_in_english(browser: Client, settings: Settings) -> None:
    (settings.FRONTEND_DIST / "de/index.html").unlink()
    assert _both(browser, accept="de,es;q=0.5") == {"en"}


def test_every_language_finds_its_files_at_one_address(browser: Client) -> None:
    for name in ("shared-C-z9QIhd.js", *(f"words-{language}-z9QIhd.js" for language in LANGUAGES)):
        response = browser.get(f"/assets/{name}")
        response.getvalue()
        assert response.status_code == 200
        assert "immutable" in response["Cache-Control"]
        assert "Vary" not in response or "Cookie" not in response["Vary"]


def test_the_app_is_built_in_languages_that_the_server_offers_under_the_same_names() -> None:
    built = json.loads((ROOT / "frontend/languages.json").read_text())
    assert built.items() <= OFFERED.items()
