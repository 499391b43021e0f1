"""Sign people in by a link, without e-mail.

There are set-up links, invitations, links for a new device, and sign-in links from the operator.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from couples.actions.devices import send_account_alert, sign_out_others
from couples.actions.locks import lock, transaction_or_conflict
from couples.actions.people import update_profile
from couples.errors import Conflict, ReauthenticationRequired
from couples.models import User, WayInLink
from couples.queries import not_usable, open_invitations
from couples.queries.way_in import (
    has_passkey_or_recovery_codes,
    is_open_for_set_up,
    link_not_usable,
    usable_link,
)
from couples.sign_in import links
from couples.sign_in.reauthentication import RecentAuthentication

__all__ = [
    "NewLink",
    "cancel_sign_in_link",
    "join_by_invitation",
    "make_device_link",
    "make_set_up_link",
    "make_sign_in_link",
    "open_set_up",
    "passkey_arrived",
    "use_link",
]

_SET_UP, _JOIN = WayInLink.Purpose.SET_UP, WayInLink.Purpose.JOIN
_DEVICE, _SIGN_IN = WayInLink.Purpose.DEVICE, WayInLink.Purpose.SIGN_IN


@dataclass(frozen=True, slots=True)
class NewLink:
    """A new link that leads into an account. Its secret is shown once, and only a hash of the secret is stored."""

    token: str
    valid_from: datetime
    expires_at: datetime


def make_set_up_link(*, now: datetime) -> NewLink | None:
    """Make the set-up link, which creates the server's first account. The new link replaces an earlier set-up link.

    If an account exists, change nothing and return None. The only exception is an account that the earlier set-up link
    created, while this account has neither a passkey nor recovery codes. The new link then leads to this account.
    """
    with transaction_or_conflict():
        earlier = WayInLink.objects.select_for_update().filter(purpose=_SET_UP).first()
        if not is_open_for_set_up(earlier):
            return None
        return _replace(_SET_UP, earlier.user if earlier else None, now=now, lasts=links.SET_UP_LASTS)


def open_set_up(*, token: str, display_name: str, time_zone: ZoneInfo, now: datetime) -> User:
    """Return the account to which this set-up link leads. At the first use of the link, create the account.

    At each use, the account gets this name and time zone. The person still has to add a passkey.

    Raises NotFound (`link_not_usable`) if the link is expired, unknown or not a set-up link, or if the server has been
    set up already. Raises Invalid if the name can't be used.
    """
    with transaction_or_conflict():
        link = usable_link(token=token, now=now, lock=True)
        if link.purpose != _SET_UP:
            raise link_not_usable()
        person = link.user or User.objects.create_user(None)
        update_profile(person, display_name=display_name, time_zone=time_zone)
        if link.user is None:
            link.user = person
            link.save(update_fields=["user"])
        return person


def join_by_invitation(*, token: str, display_name: str, time_zone: ZoneInfo, now: datetime) -> User:
    """Return the account of the person who received this invitation. At the first call, create the account.

    At each call, the account gets this name and time zone. This does not redeem the invitation: the person still has
    to add a passkey, and then to redeem the invitation with `redeem_invitation`.

    Raises Conflict (`mail_is_on`) if this server sends e-mail. Raises Invalid if the name can't be used. Raises
    NotFound (`invitation_not_usable`) in three cases. The error does not say which.

    - The invitation is unknown, expired or cancelled, or has ended in another way.
    - An account other than the one that the invitation created has redeemed the invitation.
    - The account that the invitation created was switched off, or has a passkey or recovery codes.
    """
    if settings.MAIL:
        raise Conflict(_("Sign in with your e-mail address first."), code="mail_is_on")
    with transaction_or_conflict():
        invitation = open_invitations(token=token, now=now).select_for_update().first()
        hashed = links.invited_hash(token)
        if invitation is None or hashed is None:
            raise not_usable()
        made = WayInLink.objects.filter(token_hash=hashed).select_related("user").first()
        person = made.user if made else None
        if person and (has_passkey_or_recovery_codes(person.pk) or not person.is_active):
            raise not_usable()
        if invitation.redeemed_by_id not in {None, person and person.pk}:
            raise not_usable()
        if person is None:
            person = User.objects.create_user(None)
            _make(_JOIN, person, hashed, NewLink(token, now, invitation.expires_at))
        update_profile(person, display_name=display_name, time_zone=time_zone)
        return person


def make_device_link(actor: User, *, recent: RecentAuthentication, now: datetime) -> NewLink:
    """Make a link by which the actor signs in on a new device, and end the actor's earlier link of this kind.

    Raises ReauthenticationRequired unless the actor has used a passkey or a recovery code recently. Raises Conflict
    (`no_passkey`) if the actor has neither a passkey nor recovery codes.
    """
    if not has_passkey_or_recovery_codes(actor.pk):
        raise Conflict(_("Add a passkey first."), code="no_passkey")
    if not (recent.passkey or recent.recovery_code):
        raise ReauthenticationRequired(_("Please use your passkey again."), code="passkey_again")
    with transaction_or_conflict():
        lock(actor)
        return _replace(_DEVICE, actor, now=now, lasts=links.DEVICE_LASTS)


def make_sign_in_link(person: User, *, now: datetime) -> NewLink:
    """Make a sign-in link for someone who has neither a passkey nor recovery codes, and can't use e-mailed codes.

    The link begins to work after 24 hours and then works for 24 hours. The person gets an account alert and can
    cancel the link.

    Raises Conflict with one of three codes. `has_a_way_in`: the person has a passkey or recovery codes.
    `takes_codes`: the person can sign in by an e-mailed code. `switched_off`: the account was switched off.
    """
    with transaction_or_conflict():
        lock(person)
        if has_passkey_or_recovery_codes(person.pk):
            raise Conflict(
                _("They have a passkey or recovery codes, so only these open their account."),
                code="has_a_way_in",
            )
        if person.takes_codes:
            raise Conflict(_("They can sign in with an e-mailed code."), code="takes_codes")
        if not person.is_active:
            raise Conflict(_("This account is switched off."), code="switched_off")
        made = _replace(_SIGN_IN, person, now=now, lasts=links.SIGN_IN_LASTS, waits=links.SIGN_IN_WAITS)
        send_account_alert(person, "sign_in_link_made", session_key=None, now=now)
        return made


def cancel_sign_in_link(actor: User) -> None:
    """Cancel the sign-in link that the operator made for the actor, if such a link exists."""
    WayInLink.objects.filter(user=actor, purpose=_SIGN_IN).delete()


def use_link(*, token: str, now: datetime) -> User:
    """Return the person whom this link signs in. The link can't be used again.

    Only a link for a new device or a sign-in link from the operator signs someone in. Raises NotFound
    (`link_not_usable`) for any other token, if the link has ended, or if the account was switched off. Raises Conflict
    (`link_not_yet`) for a sign-in link that does not work yet.
    """
    with transaction_or_conflict():
        link = usable_link(token=token, now=now, lock=True)
        if link.user is None or link.purpose not in {_DEVICE, _SIGN_IN}:
            raise link_not_usable()
        if link.valid_from > now:
            raise Conflict(_("This link does not work yet."), code="link_not_yet")
        person: User = link.user
        link.delete()
        return person


def passkey_arrived(person: User, *, session_key: str | None, now: datetime) -> None:
    """End the set-up link and the sign-in link of an account, after its owner has added their first passkey.

    If the owner has another passkey, nothing is done.

    If a set-up link or an invitation created the account, someone else may have opened the same link or invitation.
    So all sessions of the account end, except the session with this `session_key`. The record of the invitation
    stays, so that the invitation can't create a second account.
    """
    if Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).count() > 1:
        return
    with transaction.atomic():
        leading = WayInLink.objects.filter(user=person)
        is_new = leading.filter(purpose__in=[_SET_UP, _JOIN]).exists()
        leading.filter(purpose__in=[_SET_UP, _SIGN_IN]).delete()
        if is_new:
            sign_out_others(person, session_key=session_key or "", now=now)


def _replace(
    purpose: WayInLink.Purpose,
    person: User | None,
    *,
    now: datetime,
    lasts: timedelta,
    waits: timedelta = timedelta(0),
) -> NewLink:
    """Make a new link for this purpose, and delete the person's earlier link for the purpose.

    The new link begins to work after `waits`, and then works for the duration `lasts`. `person` is None for a set-up
    link whose account does not exist yet. Everyone's expired links are also deleted, except set-up links.
    """
    WayInLink.objects.filter(purpose=purpose, user=person).delete()
    WayInLink.objects.exclude(purpose=_SET_UP).filter(expires_at__lte=now).delete()
    token, valid_from = links.new_token(), now + waits
    made = NewLink(token, valid_from, valid_from + lasts)
    _make(purpose, person, links.token_hash(token) or b"", made)
    return made


def _make(purpose: WayInLink.Purpose, person: User | None, hashed: bytes, link: NewLink) -> None:
    WayInLink.objects.create(
        purpose=purpose,
        user=person,
        token_hash=hashed,
        valid_from=link.valid_from,
        expires_at=link.expires_at,
    )
