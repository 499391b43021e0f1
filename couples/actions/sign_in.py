"""Change how a person signs in. After every change, the person gets an account alert (a security message)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from couples.actions.devices import send_account_alert
from couples.errors import Conflict, ReauthenticationRequired
from couples.models import User
from couples.sign_in.reauthentication import RecentAuthentication

__all__ = [
    "change_email",
    "may_remove_passkeys",
    "passkey_taken_away",
    "require_reauthentication",
    "set_passkey_only",
]


def set_passkey_only(
    actor: User, *, on: bool, recent: RecentAuthentication, session_key: str, now: dt.datetime
) -> None:
    """Stop accepting e-mailed codes for this account if `on` is true, otherwise accept them again.

    While `on`, the OpenID Connect provider does not sign the actor in either. The actor gets an account alert, which
    names the device of this session. If the account has this setting already, nothing changes. Raises
    ReauthenticationRequired unless the actor has used their passkey recently.

    If `on` is true, two cases are refused, because the actor could be locked out for good. Raises Conflict
    (`no_passkey`) if they have no passkey. Raises Conflict (`no_recovery_codes`) if they have no unused recovery code,
    or have never looked at their recovery codes.

    If `on` is false, raises Conflict (`no_mail`) if no e-mail can be sent to the actor.
    """
    with transaction.atomic():
        person = User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        if person.passkey_only == on:
            return
        if on:
            _require_another_way_in(person)
        elif not settings.MAIL or person.email is None:
            raise Conflict(_("No codes can be sent to you by e-mail here."), code="no_mail")
        if not recent.passkey:
            raise ReauthenticationRequired(_("Please use your passkey again."), code="passkey_again")
        actor.passkey_only = person.passkey_only = on
        person.save(update_fields=["passkey_only"])
        send_account_alert(
            person, "passkey_only_on" if on else "passkey_only_off", session_key=session_key, now=now
        )


def may_remove_passkeys(actor: User, *, passkeys: Iterable[Authenticator]) -> bool:
    """Return whether the actor could still sign in without these passkeys, by another passkey or an e-mailed code.

    The actor's row is locked until the transaction ends. So call this function in the transaction that removes the
    passkeys.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    others = _passkeys(person).exclude(pk__in=[each.pk for each in passkeys])
    return person.takes_codes or others.exists()


def passkey_taken_away(user: User, *, now: dt.datetime) -> None:
    """Send a user an account alert after support removed their passkey, and help the user sign in again.

    The alert is always sent, because someone else may have asked for the removal. If the user has another passkey,
    nothing else is done.

    Otherwise the user's recovery codes are deleted: if they stayed, adding a new passkey would require one of them, and
    the user has probably lost them. E-mailed codes are accepted again. A user without an e-mail address needs a link
    from the operator instead (`manage.py sign_in_link`).
    """
    with transaction.atomic():
        send_account_alert(user, "passkey_removed", session_key=None, now=now)
        if _passkeys(user).exists():
            return
        # Delete the recovery codes: otherwise, adding a new passkey would require one, and people who have lost their
        # passkey have usually lost the codes as well.
        Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
        if user.passkey_only and user.email is not None:
            user.passkey_only = False
            user.save(update_fields=["passkey_only"])
            send_account_alert(user, "passkey_only_off", session_key=None, now=now)


def require_reauthentication(actor: User, *, recent: RecentAuthentication) -> None:
    """Require that the actor has authenticated recently.

    An actor with a passkey must have used a passkey or a recovery code recently. An actor without a passkey must have
    used an e-mailed code or created the account recently. Raises ReauthenticationRequired if the actor has not done so.

    Raises Conflict (`no_passkey`) instead if the actor has no passkey and can't use e-mailed codes.
    """
    if _passkeys(actor).exists():
        if not (recent.passkey or recent.recovery_code):
            raise ReauthenticationRequired(_("Please use your passkey again."), code="passkey_again")
    elif not actor.takes_codes:
        raise Conflict(_("Add a passkey first."), code="no_passkey")
    elif not recent.code:
        raise ReauthenticationRequired(
            _("Please sign out and sign in again first, to confirm that it's you."), code="sign_in_again"
        )


def change_email(actor: User, *, email: str, session_key: str, now: dt.datetime) -> None:
    """Change the account's e-mail address to a new address that the actor has confirmed.

    Account alerts go to the old and the new address. The alerts name the device of this session. Raises Conflict
    (`email_in_use`) if another account has the new address. This error does not reveal the account to strangers: only
    someone who reads e-mail at the new address can get the error.
    """
    former = actor.email
    if email == former:
        return
    try:
        with transaction.atomic():
            if EmailAddress.objects.filter(email=email).exclude(user=actor).exists():
                raise IntegrityError
            EmailAddress.objects.filter(user=actor).delete()
            actor.email = email
            actor.save(update_fields=["email"])
            EmailAddress.objects.create(user=actor, email=email, verified=True, primary=True)
            send_account_alert(
                actor, "email_changed", session_key=session_key, now=now, former_email=former or ""
            )
    except IntegrityError:
        actor.email = former
        raise Conflict(
            _("Another account has this address. Sign in to that account, or use a different address."),
            code="email_in_use",
        ) from None


def _passkeys(person: User):  # type: ignore[no-untyped-def]  # allauth has no types
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)


def _require_another_way_in(person: User) -> None:
    if not _passkeys(person).exists():
        raise Conflict(_("Add a passkey first."), code="no_passkey")
    codes = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()
    kept = codes.wrap() if codes else None
    if kept is None or not kept.did_view or not kept.get_unused_codes():
        raise Conflict(_("First make new recovery codes and keep them safe."), code="no_recovery_codes")
