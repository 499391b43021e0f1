"""A demo server keeps its data in one folder. A folder with real accounts is refused, and nothing in it changes."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests

from project.volume import Volume
from tests.home import edition

pytestmark = [pytest.mark.stack, pytest.mark.long]


@pytest.mark.filterwarnings("ignore:Unverified HTTPS request")
def test_a_demo_lets_everyone_in_and_refuses_the_folder_of_others(tmp_path: Path) -> None:
    with edition.running(tmp_path, MODE="demo") as demo:
        browser = requests.Session()
        browser.verify, browser.trust_env = False, False
        browser.get(f"{demo.origin}/_allauth/browser/v1/config", timeout=60)
        headers = {
            "X-CSRFToken": browser.cookies["__Host-csrftoken"],
            "Origin": demo.origin,
            "Referer": demo.origin,
        }
        visit = browser.post(f"{demo.origin}/api/v1/demo/visit", json={}, headers=headers, timeout=60)
        assert (visit.status_code, visit.json()["display_name"]) == (200, "Robin")
        assert browser.get(f"{demo.origin}/api/v1/home", timeout=60).json()["check_in"]["state"] == "open"
        assert "/set-up#" not in demo.printed()
        made = demo.manage("shell", "--command", "User.objects.create_user('ana@example.org')")
        assert made.returncode == 0, made.stderr
    before = Volume(demo.volume).database.read_bytes()
    said = edition.refused(tmp_path, demo.environment)
    assert "the demo did not make" in said
    assert Volume(demo.volume).database.read_bytes() == before
