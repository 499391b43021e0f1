"""Read YAML files with the line number of every value, and check them against `schema.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = Path(__file__).resolve().parents[1] / "schema.json"

#: The path to a value inside a file: mapping keys and list positions.
Steps = tuple[str | int, ...]


class Place(NamedTuple):
    """A line of a file. `line` counts from 1.

    `file`: the path of the file, relative to the project's folder. Absolute if the file is not in that folder.
    """

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem in a file of the library, with a message that says what to change."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place.file}:{self.place.line}: {self.message}"


class LibraryError(Exception):
    """Raised if the library can't be loaded. `problems` has every problem that was found, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """The content of a library file as plain data, with the line number of each value."""

    file: str
    data: Any
    lines: Mapping[Steps, int]

    def place(self, *path: str | int) -> Place:
        """Return the file and line of a value. `path`: the keys and list positions that lead to the value.

        If the value does not exist, return the line of the nearest value above it in the hierarchy.
        """
        while path and path not in self.lines:
            path = path[:-1]
        return Place(self.file, self.lines.get(path, 1))


def read(path: Path, kind: str) -> LibraryFile:
    """Read a library file and check it against one of the schemas in `schema.json`.

    `kind`: the name of this schema under `$defs` in `schema.json`. Raises LibraryError if the file can't be read or
    doesn't match the schema.
    """
    file = _shown(path)
    lines: dict[Steps, int] = {}
    try:
        # Pass bytes, so that YAML reports a wrong encoding.
        loader = (
            yaml.CSafeLoader(path.read_bytes())
            if yaml.__with_libyaml__
            else yaml.SafeLoader(path.read_bytes())
        )
        node = loader.get_single_node()
        data = None if node is None else _plain(loader, node, (), lines, file)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise LibraryError([Problem(Place(file, line), f"not readable as YAML: {error.problem}")]) from error
    except (OSError, yaml.YAMLError) as error:
        raise LibraryError([Problem(Place(file, 1), f"not readable: {error}")]) from error
    except RecursionError as error:
        message = "nested too deeply: remove levels, or the alias (*) that stands inside its own anchor (&)"
        raise LibraryError([Problem(Place(file, 1), message)]) from error
    document = LibraryFile(file, data, lines)
    problems = [
        Problem(place, message)
        for error in _validator(kind).iter_errors(data)
        for place, message in _explain(document, error)
    ]
    if problems:
        raise LibraryError(problems)
    return document


def _shown(path: Path) -> str:
    resolved = path.resolve()
    return str(resolved.relative_to(ROOT) if resolved.is_relative_to(ROOT) else resolved)


def _plain(loader: Any, node: yaml.Node, path: Steps, lines: dict[Steps, int], file: str) -> Any:
    """Convert a YAML node to plain data, and add the line number of each value to `lines`.

    `path`: the keys and list positions that lead to the node. `file`: the file's name for error messages. A value in
    a mapping gets the line number of its key. Raises LibraryError if a mapping has the same key twice, if a key is not
    text, or if a value is not what its form or its tag says, such as a date with a thirteenth month.
    """
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            place = Place(file, key_node.start_mark.line + 1)
            key = _key(loader, key_node, place)
            if key in mapping:
                # PyYAML would silently replace the first value with the second.
                raise LibraryError([Problem(place, f"'{key}' stands here twice")])
            lines[(*path, key)] = place.line
            mapping[key] = _plain(loader, value_node, (*path, key), lines, file)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_plain(loader, item, (*path, at), lines, file) for at, item in enumerate(node.value)]
    return _scalar(loader, node, Place(file, lines[path]))


def _key(loader: Any, node: yaml.Node, place: Place) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise LibraryError([Problem(place, "a key must be text, not a list or a mapping")])
    key = _scalar(loader, node, place)
    if not isinstance(key, str):
        # For example NO, the code of Norway: without quotes, it means "false" in YAML.
        raise LibraryError([Problem(place, f"a key must be text: put '{node.value}' in quotes")])
    return key


def _scalar(loader: Any, node: yaml.Node, place: Place) -> Any:
    try:
        return loader.construct_object(node)
    except (ArithmeticError, AttributeError, LookupError, ValueError) as error:
        # PyYAML does not catch what Python raises for a value such as 2024-99-99 or `!!int x`.
        kind = node.tag.rpartition(":")[2]
        message = f"'{node.value}' is not a valid {kind}: correct it, or put it in quotes if it is text"
        raise LibraryError([Problem(place, message)]) from error


@cache
def _validator(kind: str) -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return Draft202012Validator({"$ref": f"#/$defs/{kind}", "$defs": schema["$defs"]})


def _explain(document: LibraryFile, error: ValidationError) -> list[tuple[Place, str]]:
    path: Steps = tuple(error.absolute_path)
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
        return [
            (document.place(*path, key), f"'{key}' is not a field here; known are {', '.join(sorted(known))}")
            for key in error.instance
            if key not in known
        ]
    where = ".".join(map(str, path))
    # jsonschema quotes the whole value. If it is long, keep only the end of the message, which says what is wrong.
    message = error.message if len(error.message) <= 240 else f"…{error.message[-160:]}"
    return [(document.place(*path), f"{where}: {message}" if where else message)]
