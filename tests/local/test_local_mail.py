"""`make run` keeps its e-mails on this computer and shows them on a page. A production server has no such page."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from project.local import local_mail


@pytest.fixture
def mail(settings: Settings, tmp_path: Path) -> Path:
    settings.MODE = "local"
    settings.LOCAL_MAIL_DIR = tmp_path / "mail"
    return tmp_path / "mail"


def _send(body: str, to: str = "robin@example.org") -> None:
    message = EmailMessage("Your code", body, "Side by Side <hello@localhost>", [to])
    assert local_mail.Backend().send_messages([message]) == 1


def _page() -> HttpResponse:
    return local_mail.page(RequestFactory().get("/_mail"))


def test_the_newest_comes_first_with_its_code(mail: Path) -> None:
    _send("Here it is:\n\nABC-DEF\n\nIt works for ten minutes.")
    _send("Here it is:\n\n7K2M9P\n\nIt works for ten minutes.", to="kim@example.org")
    shown = _page().content.decode()
    assert shown.index('class="code">7K2M9P<') < shown.index('class="code">ABC-DEF<')
    assert "kim@example.org" in shown


def test_what_a_mail_says_is_never_markup(mail: Path) -> None:
    _send("<script>alert(1)</script>")
    assert b"<script>" not in _page().content


def test_umlauts_survive(mail: Path) -> None:
    _send("Schöne Grüße – und bis Sonntag")
    assert "Schöne Grüße – und bis Sonntag" in _page().content.decode()


def test_old_mail_is_deleted(mail: Path) -> None:
    for number in range(local_mail.KEPT + 5):
        _send(f"Number {number}")
    assert len(list(mail.iterdir())) == local_mail.KEPT


def test_the_page_needs_no_style_that_the_policy_forbids(mail: Path) -> None:
    _send("ABC-DEF")
    shown = _page().content.decode()
    assert "<style" not in shown
    assert "style=" not in shown


def test_it_is_not_there_on_a_server(settings: Settings, mail: Path, client: Client) -> None:
    settings.MODE = "production"
    assert _page().status_code == 404
    assert client.get("/_mail").status_code == 404  # the tests' routes are those of a server
