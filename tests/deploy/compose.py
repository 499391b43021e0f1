"""docker-compose.yml as Docker would read it: anchors merged, variables filled in from a `.env`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
_VARIABLE = re.compile(r"\$(?:\$|\{(?P<name>[A-Z_]+)(?P<how>:[?-])(?P<text>[^}]*)\})")


class Missing(Exception):
    """A variable that has to be set is not; the text is what Docker would say."""


def raw() -> str:
    """The file as it stands."""
    return (ROOT / "docker-compose.yml").read_text()


def required() -> set[str]:
    """The variables without which it does not start."""
    return {found["name"] for found in _VARIABLE.finditer(raw()) if found["how"] == ":?"}


def variables() -> set[str]:
    """Every variable that it takes from outside."""
    return {found["name"] for found in _VARIABLE.finditer(raw()) if found["name"]}


def read(env: Mapping[str, str]) -> dict[str, Any]:
    """The whole file with `env` filled in. Raises Missing, naming the variable."""

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

    parsed: dict[str, Any] = walk(yaml.safe_load(raw()))
    return parsed


def example_names() -> set[str]:
    """The variables that `.env.example` lists, set or commented out."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    return {found[1] for line in lines if (found := re.match(r"#?([A-Z][A-Z_]+)=", line))}
