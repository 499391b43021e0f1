"""Read compose.home.yml, and docker-compose.yml with YAML anchors merged and variables filled in, as Docker does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
_VARIABLE = re.compile(r"\$(?:\$|\{(?P<name>[A-Z_]+)(?P<how>:[?-])(?P<text>[^}]*)\})")


class Missing(Exception):
    """Raised if a variable that docker-compose.yml requires is missing. The message names the variable."""


def raw() -> str:
    """Return the text of docker-compose.yml."""
    return (ROOT / "docker-compose.yml").read_text()


@cache
def _parsed() -> Any:
    return yaml.safe_load(raw())


def required() -> set[str]:
    """Return the names of the variables that docker-compose.yml requires."""
    return {found["name"] for found in _VARIABLE.finditer(raw()) if found["how"] == ":?"}


def variables() -> set[str]:
    """Return the names of all variables that docker-compose.yml uses."""
    return {found["name"] for found in _VARIABLE.finditer(raw()) if found["name"]}


def read(env: Mapping[str, str]) -> dict[str, Any]:
    """Return the parsed docker-compose.yml with the variables `env` filled in.

    If `env` lacks an optional variable, use the default in docker-compose.yml, or "" if the file names no default.
    Raises Missing, with the variable's name, if a required variable is missing or empty.
    """

    def fill(found: re.Match[str]) -> str:
        if found["name"] is None:
            return "$"
        value = env.get(found["name"], "")
        if value:
            return value
        if found["how"] == ":?":
            raise Missing(f"{found['name']} {found['text']}")
        return found["text"]

    def walk(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: walk(value) for key, value in node.items()}
        if isinstance(node, list):
            return [walk(value) for value in node]
        return _VARIABLE.sub(fill, node) if isinstance(node, str) else node

    filled: dict[str, Any] = walk(_parsed())
    return filled


def home() -> dict[str, Any]:
    """Return the only service in compose.home.yml."""
    services: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "compose.home.yml").read_text())["services"]
    [service] = services.values()
    return service


def example_names() -> set[str]:
    """Return the names of all variables in `.env.example`, both set and commented out."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    return {found[1] for line in lines if (found := re.match(r"#?([A-Z][A-Z_]+)=", line))}
