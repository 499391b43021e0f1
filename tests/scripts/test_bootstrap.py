"""The bootstrap script skips steps that are up to date, gives advice after a failure, and refuses an old Python."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from scripts import bootstrap


@pytest.mark.parametrize(
    ("output", "advice"),
    [
        ("npm error code ENOTFOUND", "Check the network"),
        ("error: dns error: failed to lookup address information", "Check the network"),
        ("urllib3: Failed to establish a new connection: Network is unreachable", "Check the network"),
        ("npm error code SELF_SIGNED_CERT_IN_CHAIN", "SSL_CERT_FILE"),
        (
            "The virtual environment was not created because ensurepip is not available.",
            "apt install python3-venv",
        ),
        ("error: Hash mismatch for `django==5.2.19`", "differs from its lock"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
    ],
)
def test_a_known_failure_comes_with_advice(output: str, advice: str) -> None:
    said = bootstrap.explain(["npm", "ci"], output)
    assert output in said
    assert advice in said


def test_a_failed_step_shows_the_output_of_its_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(bootstrap.Failed, match="something odd"):
        bootstrap.step("Doing it", ["sh", "-c", "echo something odd; exit 3"])
    assert "Doing it …" in capsys.readouterr().out


def test_packages_that_are_current_are_not_installed_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    steps: list[str] = []
    monkeypatch.setattr(bootstrap, "CACHE", tmp_path)
    monkeypatch.setattr(bootstrap, "TOOLS", tmp_path / "tools")
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"

    def pretend(title: str, *commands: bootstrap.Command, **_: object) -> None:
        steps.append(title)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(bootstrap, "step", pretend)
    bootstrap.install_python("test")
    assert steps == ["Fetching the installer", "Making .venv", "Installing Python packages"]
    bootstrap.install_python("test")
    bootstrap.install_python("local")  # a smaller set than the installed one: nothing is installed or removed
    assert len(steps) == 3


def test_a_changed_lock_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    lock = tmp_path / "run.lock"
    lock.write_text("django==5.2.19")
    before = bootstrap.digest([lock])
    lock.write_text("django==5.2.20")
    assert bootstrap.digest([lock]) != before


def test_an_old_python_is_refused_with_the_version_that_is_needed(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\nexit 1\n')
    old.chmod(0o755)
    # PATH contains only the tools that the script needs, so that it can't find a newer Python by accident.
    for tool in ("sh", "tail"):
        found = next(
            Path(folder) / tool for folder in os.defpath.split(":") if (Path(folder or "/") / tool).exists()
        )
        (tmp_path / tool).symlink_to(found)
    done = subprocess.run(
        [bootstrap.ROOT / "scripts" / "python", "--version"],
        env={"PATH": str(tmp_path), "PYTHON": "python3"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    assert "3.9.2" in done.stderr


def test_locks_name_no_address() -> None:
    for lock in bootstrap.REQUIREMENTS.glob("*.lock"):
        assert not re.search(r"https?://|index-url", lock.read_text()), lock.name
    assert '"resolved"' not in (bootstrap.FRONTEND / "package-lock.json").read_text()


def test_every_dependency_is_in_its_lock() -> None:
    """Fail if someone adds a dependency to pyproject.toml and forgets to run `make lock`."""
    import tomllib

    project = tomllib.loads((bootstrap.ROOT / "pyproject.toml").read_text())
    wanted = {
        "run": project["project"]["dependencies"],
        "local": project["dependency-groups"]["local"],
        "test": project["dependency-groups"]["test"],
    }
    for name, requirements in wanted.items():
        locked = set(
            re.findall(r"^([\w.-]+)==", (bootstrap.REQUIREMENTS / f"{name}.lock").read_text(), re.MULTILINE)
        )
        for requirement in requirements:
            package = re.match(r"[\w.-]+", requirement)
            assert package
            assert package[0].lower() in locked, requirement
