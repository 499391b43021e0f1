"""Parse request bodies as JSON in UTF-8, and refuse JSON that two parsers could read in different ways."""

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
    """JSON parser that responds 400 to unusual JSON.

    It refuses JSON that different parsers would read differently: duplicate keys, encodings other than UTF-8, NaN and
    infinity. It also refuses deeper nesting than any route needs.
    """

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return the parsed body.

        Raises ParseError for invalid JSON, and for JSON that this class refuses. The size of the body is not checked
        here, but before (see `project.http.middleware.BodySize`).
        """
        try:
            found: dict[str, Any] = json.loads(
                stream.read().decode(),
                object_pairs_hook=_without_duplicates,
                parse_constant=_refuse_constant,
                parse_float=_finite,
            )
        except (ValueError, RecursionError) as error:
            # Leave out the parser's message: it would repeat what someone wrote.
            raise ParseError(_("That is not JSON in UTF-8.")) from error
        if _is_deeper(found, settings.DEEPEST_BODY):
            raise ParseError(_("Too deeply nested."))
        return found


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object as a dict. Raises ParseError for a duplicate key, which parsers treat differently."""
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
    """Return whether objects and lists in the value are nested more than `levels` deep."""
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
