"""Parse a request's body: one JSON document in UTF-8 that every parser reads the same way."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class StrictJSONParser(JSONParser):
    """Parses JSON strictly: refuses what parsers read differently (duplicate keys, other encodings, NaN) and what is
    nested more deeply than any route needs. Each is a bad request, not a fault of ours."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return the parsed body. Raises ParseError, and RequestDataTooBig for a body above the general limit."""
        try:
            found: dict[str, Any] = json.loads(
                stream.read().decode(),
                object_pairs_hook=_without_duplicates,
                parse_constant=_refuse_constant,
                parse_float=_finite,
            )
        except (ValueError, RecursionError) as error:
            # Without the parser's message, which would repeat what someone wrote.
            raise ParseError(_("That is not JSON in UTF-8.")) from error
        if _is_deeper(found, settings.DEEPEST_BODY):
            raise ParseError(_("Too deeply nested."))
        return found


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Build an object. Refuse duplicate keys: some parsers take the first and others the last."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ParseError(_("A key is repeated."))
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(digits)
    return number


_CONTAINERS = (dict, list)


def _is_deeper(value: Any, levels: int) -> bool:
    """Whether the value has more than `levels` nested objects and lists."""
    holders = [value] if isinstance(value, _CONTAINERS) else []
    while holders and levels:
        levels -= 1
        holders = [
            each
            for holder in holders
            for each in (holder.values() if isinstance(holder, dict) else holder)
            if isinstance(each, _CONTAINERS)
        ]
    return bool(holders)
