"""Who runs this server. Everyone who links must know this, because the operator could technically read answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from couples.models import User


@dataclass(frozen=True, slots=True)
class Operator:
    """The operator of this server, and what they could technically read.

    `at_home`: whether this server is a home edition. Its operator is usually one of the two partners.
    """

    name: str
    statement: str
    at_home: bool


def operator(viewer: User | None = None) -> Operator:
    """Return who runs this server, in the current language. The text says "you" to a `viewer` who is the operator."""
    return Operator(settings.OPERATOR_NAME, _statement(viewer), settings.VOLUME is not None)


def _statement(viewer: User | None) -> str:
    if settings.VOLUME and viewer and _runs_it(viewer):
        return _(
            "You run this server at home. What the two of you write is stored encrypted, but the key is on the same "
            "server: you could open it and read everything, before you have both finished. The app says so to your "
            "partner before they join."
        )
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


def _runs_it(viewer: User) -> bool:
    """Whether the viewer is the operator: they have the operator's name, and their account is the first one.

    The name alone is not enough, because a partner may have the same name. Their account is newer.
    """
    same_name = viewer.display_name.casefold() == settings.OPERATOR_NAME.casefold()
    return same_name and not User.objects.filter(date_joined__lt=viewer.date_joined).exists()
