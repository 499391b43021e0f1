"""Reading a request's body: one JSON document in UTF-8, in the one way that everybody reads it."""

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
    """JSON, refusing what two readers could understand differently (a key that comes twice, another encoding, NaN) and
    what is nested deeper than anything that is asked for. All of it is a bad request, no fault of ours."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """The body. Raises ParseError, and RequestDataTooBig for one that is larger than any may be."""
        try:
            found: dict[str, Any] = json.loads(
                stream.read().decode(),
                object_pairs_hook=_once,
                parse_constant=_no_number,
                parse_float=_finite,
            )
        except (ValueError, RecursionError) as error:
            # Not what was wrong in it: that would repeat what somebody wrote.
            raise ParseError(_("That is not JSON in UTF-8.")) from error
        if _deeper(found, settings.DEEPEST_BODY):
            raise ParseError(_("Nested too deep."))
        return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object. Of a key that comes twice one reader takes the first and another the last."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ParseError(_("A key comes twice."))
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError(digits)
    return number


_HOLDERS = (dict, list)


def _deeper(value: Any, levels: int) -> bool:
    """Whether anything in it is nested in more than so many objects and lists."""
    holders = [value] if isinstance(value, _HOLDERS) else []
    while holders and levels:
        levels -= 1
        holders = [
            each
            for holder in holders
            for each in (holder.values() if isinstance(holder, dict) else holder)
            if isinstance(each, _HOLDERS)
        ]
    return bool(holders)
