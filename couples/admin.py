"""Support's pages about people: who exists, since when, and whether they share a space. No key, no secret, no answer.

Everything is read-only, with two exceptions that help someone in need: support can switch an account off, and remove
the passkey of someone who lost their phone and their recovery codes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from couples import actions
from couples.models import Couple, Invitation, Membership, User
from couples.support import ReadOnly, day

# allauth would let staff add an address or a provider's identity to someone's account, which is a way into it.
for model in (EmailAddress, Authenticator, Group, SocialAccount, SocialApp, SocialToken):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


@admin.register(User)
class UserAdmin(ReadOnly):
    """A person with an account."""

    list_display = ("email", "date_joined", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email",)
    fields = ("email", "date_joined", "language", "is_active", "is_staff")
    readonly_fields = ("email", "date_joined", "language", "is_staff")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow switching an account off and on; the rest is read-only."""
        return bool(super(ReadOnly, self).has_change_permission(request, obj))


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnly):
    """A passkey or a set of recovery codes. The page shows that it exists, and none of its content."""

    list_display = ("user_email", "type", "created_at", "last_used_at")
    search_fields = ("user__email",)
    fields = ("user_email", "type", "created_at", "last_used_at")
    list_select_related = ("user",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Allow deleting the passkey of someone who is locked out.

        Support first has to be sure who asks: it may be the partner of the locked-out person.
        """
        return bool(super(ReadOnly, self).has_delete_permission(request, obj))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Return the authenticator without the name that its owner gave it: Django would print it as a heading."""
        found = super().get_object(request, object_id, from_field)
        return found and _without_its_name(found)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Return what Django lists before a deletion, without the names that people gave their passkeys."""
        for each in objs:
            _without_its_name(each)
        return super().get_deleted_objects(objs, request)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Authenticator]) -> Any:
        """Log each deletion under the owner's account, so that the entry is deleted when the owner is erased.

        The entry names the type of the authenticator, but not the passkey.
        """
        staff = cast(User, request.user)
        for each in queryset:
            message = f"Deleted: {each.get_type_display()}"
            LogEntry.objects.log_actions(staff.pk, [each.user], CHANGE, message, single_object=True)

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        """Delete an authenticator. For a passkey, the owner gets an account alert.

        If it was the last passkey of an owner with an address, mailed codes sign them in again.
        """
        super().delete_model(request, obj)
        if obj.type == Authenticator.Type.WEBAUTHN:
            actions.passkey_taken_away(obj.user, now=timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Authenticator]) -> None:
        """Delete the authenticators one by one with `delete_model`, so that each owner gets their account alert."""
        for each in queryset:
            self.delete_model(request, each)

    @admin.display(description=pgettext_lazy("a column of support's tables", "user"))
    def user_email(self, authenticator: Authenticator) -> str:
        """Return the owner's address, or their id if they have none."""
        return authenticator.user.email or str(authenticator.user)


def _without_its_name(authenticator: Authenticator) -> Authenticator:
    authenticator.data = {**authenticator.data, "name": str(authenticator.get_type_display())}
    return authenticator


@admin.register(Couple)
class CoupleAdmin(ReadOnly):
    """A space, alone or shared."""

    list_display = ("id", "kind", "created_at", "closed_on")
    list_filter = ("kind",)
    search_fields = ("id", "memberships__user__email")
    fields = ("id", "kind", "created_at", "closed_on")

    @admin.display(description=pgettext_lazy("a column of support's tables", "closed on"))
    def closed_on(self, couple: Couple) -> str:
        """Return the day (UTC) on which the space was closed."""
        return day(couple.closed_at)


@admin.register(Membership)
class MembershipAdmin(ReadOnly):
    """A person in a space, without their private choices."""

    list_display = ("id", "couple", "user_email", "joined_at", "ended_on")
    search_fields = ("couple__id", "user__email")
    fields = ("couple", "user_email", "seat", "joined_at", "ended_on")
    list_select_related = ("user",)

    @admin.display(description=pgettext_lazy("a column of support's tables", "user"))
    def user_email(self, membership: Membership) -> str:
        """Return the member's address, or their id if they have none."""
        return membership.user.email or str(membership.user)

    @admin.display(description=pgettext_lazy("a column of support's tables", "ended on"))
    def ended_on(self, membership: Membership) -> str:
        """Return the day (UTC) on which the membership ended."""
        return day(membership.ended_at)


@admin.register(Invitation)
class InvitationAdmin(ReadOnly):
    """An invitation, without its hashes."""

    list_display = ("id", "created_at", "expires_at", "redeemed_at", "ended_at")
    search_fields = ("inviter__email", "redeemed_by__email")
    fields = ("created_at", "expires_at", "redeemed_at", "ended_at")
