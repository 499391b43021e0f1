"""API to choose a language, for the app in this browser and for the server's messages to the signed-in person."""

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
    """The code of the language that was chosen for this browser, for example "en"."""

    language: str


class LanguageView(SignedOutView):
    """The choice of a language, with or without being signed in."""

    @extend_schema(
        operation_id="choose_language", request=serializers.LanguageSerializer, responses=ChosenLanguage
    )
    def put(self, request: Request) -> Response:
        """Choose a language for this browser. If someone is signed in, also store the language in their account."""
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
