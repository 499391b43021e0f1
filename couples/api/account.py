"""API about signing in: the passkey-only choice and the e-mail address."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError as DjangoValidationError
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from couples import actions, addresses, queries
from couples.api import present
from couples.api.requests import actor, parsed
from couples.api.serializers import MeSerializer
from couples.models import User
from couples.sign_in import new_address, reauthentication, trusted_browsers
from couples.typed_codes import LONGEST_TYPED


class AddressField(serializers.EmailField):
    """An address that is normalised when it is parsed."""

    def to_internal_value(self, data: Any) -> str:
        """Raises ValidationError (`invalid`)."""
        try:
            return addresses.normal(super().to_internal_value(data))
        except DjangoValidationError:
            self.fail("invalid")


class KeptPasskeySerializer(serializers.Serializer[Any]):
    """One of the viewer's passkeys."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    added_at = serializers.DateTimeField()
    used_at = serializers.DateTimeField(allow_null=True)


class SignInSerializer(serializers.Serializer[Any]):
    """How the viewer signs in. `passkey_only`: mailed codes are refused."""

    email = serializers.EmailField()
    passkey_only = serializers.BooleanField()
    passkeys = KeptPasskeySerializer(many=True)
    recovery_codes_left = serializers.IntegerField()


class SignInChoiceSerializer(serializers.Serializer[Any]):
    """A change to how the viewer signs in."""

    passkey_only = serializers.BooleanField()


class NewAddressSerializer(serializers.Serializer[Any]):
    """The address that is to replace the current one."""

    email = AddressField()


class AddressCodeSerializer(serializers.Serializer[Any]):
    """The code that was sent to the new address."""

    code = serializers.CharField(max_length=LONGEST_TYPED)


def _session(request: Request) -> str:
    return request.session.session_key or ""


def _sign_in(viewer: User) -> Response:
    kept = queries.sign_in(viewer)
    return Response(
        {
            "email": viewer.email,
            "passkey_only": viewer.passkey_only,
            "passkeys": [
                {
                    "id": one.pk,
                    "name": one.wrap().name,
                    "added_at": present.moment(one.created_at),
                    "used_at": present.moment(one.last_used_at) if one.last_used_at else None,
                }
                for one in kept.passkeys
            ],
            "recovery_codes_left": kept.recovery_codes_left,
        }
    )


class SignInView(APIView):
    """How the viewer signs in."""

    @extend_schema(operation_id="get_sign_in", responses=SignInSerializer)
    def get(self, request: Request) -> Response:
        """Return the viewer's passkeys and choice."""
        return _sign_in(actor(request))

    @extend_schema(operation_id="update_sign_in", request=SignInChoiceSerializer, responses=SignInSerializer)
    def patch(self, request: Request) -> Response:
        """Sign in by passkey only, or also by mailed code. 403 `passkey_again` unless a passkey was used recently."""
        viewer = actor(request)
        actions.set_passkey_only(
            viewer,
            on=parsed(SignInChoiceSerializer, request)["passkey_only"],
            recent=reauthentication.recent(request._request),
            session_key=_session(request),
            now=timezone.now(),
        )
        return _sign_in(viewer)


class EmailView(APIView):
    """A new address for the account."""

    @extend_schema(operation_id="ask_new_address", request=NewAddressSerializer, responses={204: None})
    def post(self, request: Request) -> Response:
        """Send a code to the new address. The response is the same whether it has an account or not.

        403 `passkey_again` or `sign_in_again` unless the viewer has authenticated recently.
        """
        actions.require_reauthentication(actor(request), recent=reauthentication.recent(request._request))
        new_address.send_code(request._request, parsed(NewAddressSerializer, request)["email"])
        return Response(status=204)


class ConfirmEmailView(APIView):
    """The code that proves that the viewer reads mail at the new address."""

    @extend_schema(operation_id="confirm_new_address", request=AddressCodeSerializer, responses=MeSerializer)
    def post(self, request: Request) -> Response:
        """Switch to the new address. 422 `incorrect_code`; 409 `not_pending`, `email_in_use`."""
        viewer = actor(request)
        actions.require_reauthentication(viewer, recent=reauthentication.recent(request._request))
        email = new_address.confirm(request._request, parsed(AddressCodeSerializer, request)["code"])
        actions.change_email(viewer, email=email, session_key=_session(request), now=timezone.now())
        answer = Response(present.me(viewer))
        trusted_browsers.remember(request._request, answer, email)
        return answer
