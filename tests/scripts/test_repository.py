"""GitHub's workflows and the commit hooks run the project's usual commands, and use only pinned actions."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.bootstrap import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = [file for file in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) if file.name != "config.yml"]
ALL = [*WORKFLOWS, *FORMS, GITHUB / "dependabot.yml", ROOT / ".pre-commit-config.yaml"]


def _steps(workflow: Path) -> list[dict[str, Any]]:
    jobs = yaml.safe_load(workflow.read_text())["jobs"]
    return [step for job in jobs.values() for step in job.get("steps", [])]


def test_the_hosted_run_is_make_test() -> None:
    assert "make test" in [step.get("run") for step in _steps(GITHUB / "workflows" / "test.yml")]


def test_a_release_is_tested_and_stops_where_no_registry_is_set() -> None:
    jobs = yaml.safe_load((GITHUB / "workflows" / "release.yml").read_text())["jobs"]
    assert jobs["test"]["uses"] == "./.github/workflows/test.yml"
    assert "make test-long" in [step.get("run") for step in jobs["upgrade"]["steps"]]
    assert {"test", "upgrade"} <= set(jobs["image"]["needs"])
    stop = jobs["notes"]["steps"][0]["run"]
    for image, code in (("", 1), ("Registry.example/Name", 1), ("registry.example/name", 0)):
        ended = subprocess.run(["sh", "-ec", stop], env={**os.environ, "IMAGE": image}, capture_output=True)
        assert ended.returncode == code, image
        assert (b"repository variable IMAGE" in ended.stdout) == bool(code)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.stem)
def test_every_action_is_pinned_to_a_commit(workflow: Path) -> None:
    used = [step["uses"] for step in _steps(workflow) if "uses" in step]
    assert used
    assert [action for action in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action)] == []


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.name)
def test_no_file_names_a_host(file: Path) -> None:
    text = file.read_text().replace("users.noreply.github.com", "")
    text = text.replace("https://side-by-side.example", "")  # a host that no one owns
    assert not re.search(r"https?://|\b[\w-]+\.(com|org|net|io|dev)\b", text)


def test_hooks_are_local_and_their_programs_are_those_of_the_checks() -> None:
    repos = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    assert [repo["repo"] for repo in repos] == ["local"]
    for hook in repos[0]["hooks"]:
        program = hook["entry"].split()[0]
        assert hook["language"] == "system"
        assert program == "sh" or (ROOT / program).exists(), program


@pytest.mark.parametrize("form", FORMS, ids=lambda file: file.stem)
def test_an_issue_form_has_what_a_form_needs(form: Path) -> None:
    read = yaml.safe_load(form.read_text())
    assert read["name"]
    assert read["description"]
    for field in read["body"]:
        assert field["type"] in {"markdown", "textarea", "input", "dropdown", "checkboxes"}
        assert field["type"] == "markdown" or (field["id"] and field["attributes"]["label"])


def test_dependabot_looks_where_something_is_pinned() -> None:
    updates = yaml.safe_load((GITHUB / "dependabot.yml").read_text())["updates"]
    looked_at = {update["package-ecosystem"]: update["directory"] for update in updates}
    assert (ROOT / looked_at["npm"].strip("/") / "package-lock.json").exists()
    assert (ROOT / looked_at["docker"].strip("/") / "Dockerfile").exists()
    assert (ROOT / looked_at["docker-compose"].strip("/") / "docker-compose.yml").exists()
