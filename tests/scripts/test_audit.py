"""The checks fail if the audit finds a known vulnerability in a dependency.

If the audit services do not answer, the checks fail only with AUDIT=strict.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scripts import audit, check
from scripts.audit import Vulnerability

PIP_GOOD = {"dependencies": [{"name": "django", "version": "5.2.19", "vulns": []}], "fixes": []}
PIP_BAD = {
    "dependencies": [
        {"name": "django", "version": "5.2.0", "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["5.2.1"]}]},
        {"name": "odd", "skip_reason": "not found"},
        {"name": "celery", "version": "5.7.0", "vulns": []},
    ]
}
PIP_ASKED_NOBODY = {"dependencies": [{"name": name, "skip_reason": "not found"} for name in "abc"]}
NPM_GOOD: dict[str, Any] = {"vulnerabilities": {}}
NPM_BAD = {
    "vulnerabilities": {
        "left": {"via": [{"url": "https://advisories.example/GHSA-aaaa-bbbb-cccc"}], "range": "<2"},
        "right": {"via": ["left"], "range": "*"},
    }
}
NPM_DOWN = {"message": "405 Method Not Allowed", "error": {"summary": ""}}
DJANGO = Vulnerability("django", "5.2.0", "PYSEC-2026-1", "5.2.1")
LEFT = Vulnerability("left", "1.0.0", "GHSA-aaaa-bbbb-cccc")


class Services:
    """Fake of pip-audit and npm, which returns prepared output and counts the calls."""

    def __init__(self) -> None:
        self.pip: Any = PIP_GOOD
        self.npm: Any = NPM_GOOD
        self.times = 0

    def said(self, command: list[str | Path], cwd: Path) -> str:
        self.times += 1
        said = self.npm if command[0] == "npm" else self.pip
        return said if isinstance(said, str) else json.dumps(said)


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Services:
    made = Services()
    lock = tmp_path / "package-lock.json"
    lock.write_text(json.dumps({"packages": {"node_modules/left": {"version": "1.0.0"}}}))
    monkeypatch.setattr(audit, "_said", made.said)
    monkeypatch.setattr(audit, "NPM_LOCK", lock)
    monkeypatch.setattr(audit, "digest", lambda paths: f"{lock.read_text()}")
    monkeypatch.setattr(audit, "REMEMBERED", tmp_path / "cache" / "audit.json")
    monkeypatch.delenv("AUDIT", raising=False)
    return made


def test_without_a_known_vulnerability_it_passes(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.main() == 0
    assert "WARNING" not in capsys.readouterr().out


def test_a_known_vulnerability_fails_with_name_version_and_advisory(
    services: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    services.pip, services.npm = PIP_BAD, NPM_BAD
    assert audit.main() == 1
    said = capsys.readouterr().out
    assert "django 5.2.0: PYSEC-2026-1 (fixed in 5.2.1)" in said
    assert "left 1.0.0: GHSA-aaaa-bbbb-cccc" in said
    assert audit.asked(0.0) == {"Python": [DJANGO], "npm": [LEFT]}


@pytest.mark.parametrize("pip", [PIP_ASKED_NOBODY, "", "Traceback", "[]"])
@pytest.mark.parametrize("strict", [False, True])
def test_without_an_answer_it_warns_and_fails_only_if_strict(
    services: Services,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    pip: Any,
    strict: bool,
) -> None:
    services.pip, services.npm = pip, NPM_DOWN
    if strict:
        monkeypatch.setenv("AUDIT", "strict")
    assert audit.main() == int(strict)
    assert capsys.readouterr().out.count("WARNING: no service could say") == 2


def test_one_service_without_an_answer_hides_no_finding_of_the_other(services: Services) -> None:
    services.pip, services.npm = PIP_BAD, NPM_DOWN
    assert audit.main() == 1


def test_an_answer_is_kept_for_a_day_and_for_the_same_locks(services: Services) -> None:
    services.pip = PIP_BAD
    for now, times in ((0.0, 2), (audit.DAY - 1.0, 2), (audit.DAY + 0.0, 4)):
        assert audit.asked(now)["Python"] == [DJANGO]
        assert services.times == times
    audit.NPM_LOCK.write_text(json.dumps({"packages": {}}))
    audit.asked(audit.DAY + 1.0)
    assert services.times == 6


def test_after_no_answer_it_waits_an_hour_and_asks_again(services: Services) -> None:
    services.npm = NPM_DOWN
    for now, times in ((0.0, 2), (audit.HOUR - 1.0, 2), (audit.HOUR + 0.0, 4)):
        assert audit.asked(now)["npm"] is None
        assert services.times == times


def test_an_unreadable_cache_is_ignored(services: Services) -> None:
    audit.REMEMBERED.parent.mkdir()
    audit.REMEMBERED.write_text('{"made_of": 1')
    assert audit.asked(0.0) == {"Python": [], "npm": []}


def test_it_is_part_of_the_checks() -> None:
    assert "known vulnerabilities" in {step.name for step in check.plan("static")}
