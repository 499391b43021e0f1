"""Change how a person signs in. Every change sends account alerts to their other devices and by e-mail."""

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


def set_passkey_only(
    actor: User, *, on: bool, recent: RecentAuthentication, session_key: str, now: dt.datetime
) -> None:
    """Stop accepting mailed codes for this account, or accept them again.

    Raises ReauthenticationRequired unless the passkey was used recently, and Conflict: `no_passkey` and
    `no_recovery_codes` if the person could be locked out for good, `no_mail` if no code could be sent to them.
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
    """Whether the actor can still sign in without these passkeys: by another one, or by a mailed code.

    Locks the account, so call it in the transaction that removes them.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    others = _passkeys(person).exclude(pk__in=[each.pk for each in passkeys])
    return person.takes_codes or others.exists()


def passkey_taken_away(user: User, *, now: dt.datetime) -> None:
    """Follow up after support removed a lost passkey: without any passkey, mailed codes are accepted again. A person
    without an address needs a link from the operator then (`manage.py sign_in_link`).

    The owner gets an account alert in any case, because someone else may have asked for the removal.
    """
    with transaction.atomic():
        send_account_alert(user, "passkey_removed", session_key=None, now=now)
        if _passkeys(user).exists():
            return
        # If they stayed, adding a new passkey would require them, and people who lost the passkey lost them as well.
        Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
        if user.passkey_only and user.email is not None:
            user.passkey_only = False
            user.save(update_fields=["passkey_only"])
            send_account_alert(user, "passkey_only_off", session_key=None, now=now)


def require_reauthentication(actor: User, *, recent: RecentAuthentication) -> None:
    """Raises ReauthenticationRequired unless the actor has authenticated recently.

    With a passkey on the account, that means the passkey or a recovery code; otherwise a mailed code. Raises Conflict
    (`no_passkey`) for someone who has no passkey yet and takes no codes.
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
    """Give the account a new address that its owner has confirmed. Alerts go to the old and the new address.

    Raises Conflict (`email_in_use`), which only someone who reads mail at the new address can see.
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
