"""Each file of browser tests has different e-mail addresses.

The files share one running app, and one process may run them in any order. So no file may use people of another
file.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.phone import domain

FILES = sorted((Path(__file__).parents[1] / "browser").glob("test_*.py"))


def test_each_file_of_browser_tests_has_addresses_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = set()
    for file in FILES:
        monkeypatch.setenv("PYTEST_CURRENT_TEST", f"tests/browser/{file.name}::test_one (setup)")
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*\.example\.org", domain())
        seen.add(domain())
    assert len(seen) == len(FILES) > 20
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    assert domain() == "example.org"


def test_no_browser_test_writes_an_address_of_the_common_domain() -> None:
    found = [
        file.name for file in FILES if re.search(r"\b[a-z]+@example\.org|\}@example\.org", file.read_text())
    ]
    assert found == []
