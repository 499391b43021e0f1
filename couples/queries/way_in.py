"""Functions that read links which lead into an account.

Most of these functions have no viewer, because the person who opens a link has not signed in. `way_in` and
`usable_link` find the link by its secret token.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from couples.errors import NotFound
from couples.models import User, WayInLink
from couples.queries.operator import Operator, operator
from couples.sign_in import links

__all__ = ["SignInLink", "WayIn", "sign_in_link", "way_in"]

WayInPurpose = Literal["set_up", "device", "sign_in"]


@dataclass(frozen=True, slots=True)
class WayIn:
    """The data that a link into an account shows before the link is used.

    `purpose` is `set_up` for the link that creates the server's first account. It is `device` for a link that a
    person made to sign in on another device, and `sign_in` for a link that the operator made for a person. `name` is
    the name of the account's owner, or empty if the account does not exist yet. `works_now` says whether the time
    `valid_from` has passed, by the server's clock.
    """

    purpose: WayInPurpose
    name: str
    valid_from: datetime
    works_now: bool
    operator: Operator


@dataclass(frozen=True, slots=True)
class SignInLink:
    """A link into the viewer's account that the server's operator has made. The viewer can cancel it."""

    valid_from: datetime
    expires_at: datetime


def way_in(*, token: str, now: datetime) -> WayIn:
    """Return the data that the link with this token shows before it is used.

    Raises NotFound (`link_not_usable`) in the same cases as `usable_link`.
    """
    link = usable_link(token=token, now=now)
    name = link.user.display_name if link.user else ""
    purpose, works_now = cast(WayInPurpose, link.purpose), link.valid_from <= now
    return WayIn(purpose, name, link.valid_from, works_now, operator())


def usable_link(*, token: str, now: datetime, lock: bool = False) -> WayInLink:
    """Return the link into an account that has this token, even if it works only from a later time (`valid_from`).

    If `lock` is true, the link's row is locked until the transaction ends. Raises NotFound (`link_not_usable`) if the
    link is used, expired, cancelled, replaced or mistyped, or if it is an invitation. Also raises NotFound if the
    link's account was switched off, or if the link is for setting up a server that is already set up. The error does
    not say which.
    """
    # Do not join the person: another request may create them while this request waits for the lock.
    rows = WayInLink.objects.select_for_update() if lock else WayInLink.objects.all()
    found = rows.filter(token_hash=links.token_hash(token), expires_at__gt=now).exclude(
        purpose=WayInLink.Purpose.JOIN
    )
    link = found.first()
    if link is None or (link.user and not link.user.is_active):
        raise link_not_usable()
    if link.purpose == WayInLink.Purpose.SET_UP and not is_open_for_set_up(link):
        raise link_not_usable()
    return link


def is_open_for_set_up(link: WayInLink | None) -> bool:
    """Return whether the server can still be set up by a set-up link, which creates the server's first account.

    `link` is the current set-up link, or None if there is no such link. Return True if no account exists. Also return
    True if the only account was created by `link`, and has neither a passkey nor recovery codes. Otherwise, return
    False.
    """
    if link is None or link.user is None:
        return not User.objects.exists()
    return not User.objects.exclude(pk=link.user.pk).exists() and not has_passkey_or_recovery_codes(
        link.user.pk
    )


def has_passkey_or_recovery_codes(user_id: UUID) -> bool:
    """Return whether this person has a passkey or recovery codes."""
    return bool(Authenticator.objects.filter(user_id=user_id).exists())


def sign_in_link(viewer: User, *, now: datetime) -> SignInLink | None:
    """Return the sign-in link that the server's operator has made for the viewer.

    Return None if the operator has made no link, or if the link has expired.
    """
    links_to = WayInLink.objects.filter(user=viewer, purpose=WayInLink.Purpose.SIGN_IN, expires_at__gt=now)
    for link in links_to[:1]:
        return SignInLink(link.valid_from, link.expires_at)
    return None


def link_not_usable() -> NotFound:
    """Return the error for a link that can't be used. The error does not reveal the reason."""
    return NotFound(_("This link can't be used any more. Ask for a new one."), code="link_not_usable")
