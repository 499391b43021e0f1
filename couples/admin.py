"""Support's pages about people: who exists, since when, and in which space. The pages show no key, secret or answer.

Support can change two things, to help someone: switch an account off or on, and remove the passkeys and recovery codes
of someone who has lost them.
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
from couples.support import ReadOnly, day_of

# allauth would let staff add an address or a provider's identity to someone's account, which is a way into it.
for model in (EmailAddress, Authenticator, Group, SocialAccount, SocialApp, SocialToken):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


@admin.register(User)
class UserAdmin(ReadOnly):
    """Support's page about people with an account."""

    list_display = ("email", "joined_on", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email",)
    fields = ("email", "joined_on", "language", "is_active", "is_staff")
    readonly_fields = ("email", "joined_on", "language", "is_staff")
    joined_on = day_of("date_joined", pgettext_lazy("a column of support's tables", "joined on"))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return Django's usual answer, so that support can switch an account off and on.

        All other fields are read-only.
        """
        return bool(super(ReadOnly, self).has_change_permission(request, obj))


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnly):
    """Support's page about passkeys and sets of recovery codes. The page does not show what they contain."""

    list_display = ("user_email", "type", "created_on", "last_used_on")
    search_fields = ("user__email",)
    fields = ("user_email", "type", "created_on", "last_used_on")
    list_select_related = ("user",)
    created_on = day_of("created_at", pgettext_lazy("a column of support's tables", "created on"))
    last_used_on = day_of("last_used_at", pgettext_lazy("a column of support's tables", "last used on"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return Django's usual answer, so that support can delete the passkey of someone who is locked out.

        Support must first verify who is asking: it may be the partner of the locked-out person.
        """
        return bool(super(ReadOnly, self).has_delete_permission(request, obj))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """Return a passkey or a set of recovery codes, without the name that its owner gave it.

        Django would print the name as a heading.
        """
        found = super().get_object(request, object_id, from_field)
        return found and _without_its_name(found)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Return what Django shows before a deletion, but without the names that people gave their passkeys."""
        for each in objs:
            _without_its_name(each)
        return super().get_deleted_objects(objs, request)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Authenticator]) -> Any:
        """Log each deletion as an entry about the owner's account, so that erasing the owner also deletes the entry.

        The entry says whether a passkey or a set of recovery codes was deleted, but not which passkey.
        """
        staff = cast(User, request.user)
        for each in queryset:
            message = f"Deleted: {each.get_type_display()}"
            LogEntry.objects.log_actions(staff.pk, [each.user], CHANGE, message, single_object=True)

    def delete_model(self, request: HttpRequest, obj: Authenticator) -> None:
        """Delete a passkey or a set of recovery codes. If a passkey is deleted, its owner gets an account alert.

        If it was the owner's last passkey, their recovery codes are deleted as well. An owner with an e-mail address
        can then sign in by e-mailed codes again.
        """
        super().delete_model(request, obj)
        if obj.type == Authenticator.Type.WEBAUTHN:
            actions.passkey_taken_away(obj.user, now=timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Authenticator]) -> None:
        """Delete passkeys and recovery codes one by one, so that the owner of each passkey gets an account alert."""
        for each in queryset:
            self.delete_model(request, each)

    @admin.display(description=pgettext_lazy("a column of support's tables", "user"))
    def user_email(self, authenticator: Authenticator) -> str:
        """Return the owner's e-mail address, or their id if they have no address."""
        return authenticator.user.email or str(authenticator.user)


def _without_its_name(authenticator: Authenticator) -> Authenticator:
    authenticator.data = {**authenticator.data, "name": str(authenticator.get_type_display())}
    return authenticator


@admin.register(Couple)
class CoupleAdmin(ReadOnly):
    """Support's page about spaces, of one person or of two."""

    list_display = ("id", "kind", "created_on", "closed_on")
    list_filter = ("kind",)
    search_fields = ("id", "memberships__user__email")
    fields = ("id", "kind", "created_on", "closed_on")
    created_on = day_of("created_at", pgettext_lazy("a column of support's tables", "created on"))
    closed_on = day_of("closed_at", pgettext_lazy("a column of support's tables", "closed on"))


@admin.register(Membership)
class MembershipAdmin(ReadOnly):
    """Support's page about who belongs to which space. The page does not show the members' private choices."""

    list_display = ("id", "couple", "user_email", "joined_on", "ended_on")
    search_fields = ("couple__id", "user__email")
    fields = ("couple", "user_email", "seat", "joined_on", "ended_on")
    list_select_related = ("user",)
    joined_on = day_of("joined_at", pgettext_lazy("a column of support's tables", "joined on"))
    ended_on = day_of("ended_at", pgettext_lazy("a column of support's tables", "ended on"))

    @admin.display(description=pgettext_lazy("a column of support's tables", "user"))
    def user_email(self, membership: Membership) -> str:
        """Return the member's e-mail address, or their id if they have no address."""
        return membership.user.email or str(membership.user)


@admin.register(Invitation)
class InvitationAdmin(ReadOnly):
    """Support's page about invitations, without the hashes of their secrets."""

    list_display = ("id", "created_on", "expires_on", "redeemed_on", "ended_on")
    search_fields = ("inviter__email", "redeemed_by__email")
    fields = ("created_on", "expires_on", "redeemed_on", "ended_on")
    created_on = day_of("created_at", pgettext_lazy("a column of support's tables", "created on"))
    expires_on = day_of("expires_at", pgettext_lazy("a column of support's tables", "expires on"))
    redeemed_on = day_of("redeemed_at", pgettext_lazy("a column of support's tables", "redeemed on"))
    ended_on = day_of("ended_at", pgettext_lazy("a column of support's tables", "ended on"))
