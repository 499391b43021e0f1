"""Write responses as JSON: plain values, and the dataclasses that queries return."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from msgspec.json import Encoder
from rest_framework import renderers


def _as_text(value: Any) -> str:
    """Write a text of another class: one to be translated, or an error's. Raises NotImplementedError for all else."""
    if isinstance(value, (str, Promise)):
        return str(value)
    raise NotImplementedError(f"{type(value).__name__} has no form in JSON.")


#: Writes times in UTC with a Z.
encode_json = Encoder(enc_hook=_as_text).encode


class JSONRenderer(renderers.JSONRenderer):
    """Renders with msgspec, which takes dataclasses as they are and a fraction of the time."""

    def render(self, data: Any, *_: Any, **__: Any) -> bytes:
        """Return the body, empty for None."""
        return b"" if data is None else encode_json(data)
