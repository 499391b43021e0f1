"""Read who runs this server (the operator). Partners must know the operator before they link.

The reason is that the operator could technically read their answers.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from couples.models import User


@dataclass(frozen=True, slots=True)
class Operator:
    """The person or organisation that runs this server.

    `statement` says which answers the operator could technically read. `at_home` says whether this server is a home
    edition. Usually, one of the two partners runs such a server.
    """

    name: str
    statement: str
    at_home: bool


def operator(viewer: User | None = None) -> Operator:
    """Return who runs this server, with a statement about which answers they could technically read.

    The statement is in the current language. In a home edition, it says "you" if the `viewer` is the operator.
    """
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
    """Return whether the viewer runs this server: they have the operator's name, and their account is the oldest.

    The name alone is not enough, because a partner with a newer account may have the same name.
    """
    same_name = viewer.display_name.casefold() == settings.OPERATOR_NAME.casefold()
    return same_name and not User.objects.filter(date_joined__lt=viewer.date_joined).exists()
