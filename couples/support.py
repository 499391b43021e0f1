"""What the pages of support (Django's admin) have in common, in every app: they show, and change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.core import ratelimit
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    # Generic for the type checker alone.
    Admin = admin.ModelAdmin[Any]
else:
    Admin = admin.ModelAdmin


class ReadOnly(Admin):
    """Look, do not touch."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rows begin by what people do."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only actions write."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Erasing a person is done as a whole, elsewhere."""
        return False


class SignIn(AdminAuthenticationForm):
    """The one form that takes a password. Tries are counted, right or wrong, by address and by where they come from,
    before the password is looked at: that alone takes half a second of a processor."""

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError: too often, or not the password."""
        email = str(self.cleaned_data.get("username", "")).lower()
        if not ratelimit.consume(self.request, action="login_failed", key=email):
            raise ValidationError(_("That was often. Please wait a while, then try again."), code="throttled")
        return super().clean()


admin.site.login_form = SignIn
