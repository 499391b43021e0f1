"""API to choose the language of the app in this browser, and of what the server writes to the signed-in person."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import URLPattern, path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from couples import actions
from couples.api import serializers
from couples.api.requests import SignedOutView, parsed
from couples.models import User


@dataclass(frozen=True, slots=True)
class ChosenLanguage:
    """The language that was chosen for this browser."""

    language: str


class LanguageView(SignedOutView):
    """The choice of a language. It also works before signing in."""

    @extend_schema(
        operation_id="choose_language", request=serializers.LanguageSerializer, responses=ChosenLanguage
    )
    def put(self, request: Request) -> Response:
        """Choose a language for this browser, and for the account of the person who is signed in."""
        chosen: str = parsed(serializers.LanguageSerializer, request)["language"]
        if isinstance(request.user, User):
            actions.choose_language(request.user, chosen)
        answer = Response(ChosenLanguage(chosen))
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite="Lax",
        )
        return answer


urlpatterns: list[URLPattern] = [
    path("language", LanguageView.as_view()),
]
