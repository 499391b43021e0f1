"""Two people use the home edition over TLS and without e-mail, through a check-in, a restart and a lost disk."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

from tests.browser import without_mail
from tests.browser.chromium import launch_arguments
from tests.browser.phone import Phone, phone
from tests.browser.stack import Stack
from tests.home import edition
from tests.home.edition import HomeEdition, Ports
from tests.services.push import PushService

pytestmark = [pytest.mark.browser, pytest.mark.long]

SETTINGS = "tests.browser.settings_at_home"
WORDS = "You made soup when I came home late."


def test_two_people_at_home_lose_nothing_by_a_restart_or_by_a_lost_disk(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    ports = Ports()
    with PushService() as pushes, sync_playwright() as playwright:
        with edition.running(tmp_path, ports, DJANGO_SETTINGS_MODULE=SETTINGS) as home:
            browser = _trusting(playwright, home)
            server = cast(Stack, SimpleNamespace(origin=home.origin, pushes=pushes))
            odile, otto = (phone(server, browser, name, worker=True) for name in ("Odile", "Otto"))
            without_mail.make_the_first_account(odile, home.printed())
            without_mail.join(otto, without_mail.invite(odile))
            without_mail.confirm(odile, otto)
            for person in (odile, otto):
                person.turn_reminders_on()
            for person in (odile, otto):
                _answer(person)
            _get_a_push(odile)
            used = home.memory()
            record_property("counted", f"the home edition uses {used:.0f} MiB after an evening")
            assert used <= 350

        with edition.running(tmp_path, ports, DJANGO_SETTINGS_MODULE=SETTINGS) as home:
            for person in (odile, otto):
                _read_it(person)  # both are still signed in
            _done(home.manage("backup", str(home.volume / "backup.tar"), "--with-keys"))

        shutil.move(home.volume / "backup.tar", tmp_path / "kept.tar")
        # This test's browser trusts only one key, so the certificates are kept. A new server would make new ones.
        shutil.move(home.volume / "certificates", tmp_path / "certificates")
        shutil.rmtree(home.volume)
        home.volume.mkdir()
        shutil.move(tmp_path / "certificates", home.volume / "certificates")
        shutil.move(tmp_path / "kept.tar", home.volume / "backup.tar")
        _done(home.manage("restore", str(home.volume / "backup.tar")))
        with edition.running(tmp_path, ports, DJANGO_SETTINGS_MODULE=SETTINGS) as home:
            for person in (odile, otto):
                person.goto("/sign-in")  # a backup contains no sessions
                person.tap("Use a passkey")
                person.sees(re.compile("You and (Odile|Otto)"))
                _read_it(person)
        assert odile.violations == otto.violations == []
        browser.close()


def _trusting(playwright: Playwright, home: HomeEdition) -> Browser:
    """Return a browser that trusts the server's certificate, because passkeys don't work without this trust."""
    address = ("localhost", int(home.origin.rsplit(":", 1)[1]))
    certificate = x509.load_pem_x509_certificate(ssl.get_server_certificate(address).encode())
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    pin = base64.b64encode(hashlib.sha256(key).digest()).decode()
    options = launch_arguments(playwright.chromium.executable_path)
    options["args"].append(f"--ignore-certificate-errors-spki-list={pin}")
    return playwright.chromium.launch(**options)


def _get_a_push(person: Phone) -> None:
    """Ask the app for a test notification, and wait for the push."""
    person.goto("/settings/reminders")
    person.tap("Send me a test")
    assert person.push(0)["notification"]["navigate"].startswith(person.stack.origin)


def _answer(person: Phone) -> None:
    person.goto("/")
    person.tap("Begin", role="link")
    check_in = person.api("GET", "/home")["check_in"]["id"]
    prompts = person.api("GET", f"/check-ins/{check_in}")["prompts"]
    person.answer(prompts, lambda prompt: "Most of the time", words=WORDS)
    person.tap("Submit my answers")
    expect(person.page).not_to_have_url(re.compile("p=review$"))


def _read_it(person: Phone) -> None:
    """Open the newest revealed check-in from the history. Fail unless it shows the partner's kind words."""
    person.goto("/history")
    person.page.get_by_role("main").get_by_role("link").first.click()
    person.tap("What you both saw", role="link")
    person.show_everything()
    expect(person.page.get_by_text(WORDS).first).to_be_visible()


def _done(command: subprocess.CompletedProcess[str]) -> None:
    assert command.returncode == 0, command.stderr
