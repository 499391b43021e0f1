"""Who runs this server. Everyone who links must know it, because it could technically read answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Operator:
    """The operator of this server, and what they could technically read."""

    name: str
    statement: str


def operator() -> Operator:
    """Return who runs this server, in the present language."""
    return Operator(settings.OPERATOR_NAME, _operator_statement())


def _operator_statement() -> str:
    if settings.VOLUME:
        return _(
            "{name} runs this server at home. What you write is stored encrypted, but the key is on the same server: "
            "{name} could open it and read everything that you write, before you have both finished, and also what is "
            "only for you. If you would rather not have that, use a server that someone else runs."
        ).format(name=settings.OPERATOR_NAME)
    return _(
        "What you write is stored encrypted, but this server holds the key: {name}, who runs it, could technically "
        "read answers. Your partner sees only what you share, once you have both finished."
    ).format(name=settings.OPERATOR_NAME)
