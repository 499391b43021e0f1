"""Views that only a demo has: make a copy of the couple for a new visitor, and switch between its two partners."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from couples import queries
from couples.api.requests import SignedOutView, actor
from couples.errors import Conflict
from couples.models import User
from couples.queries import Me
from project.demo import copies


class VisitView(SignedOutView):
    """Start of a demo visit: a copy of the demo couple for a new visitor."""

    throttle_scope = "demo"

    @extend_schema(operation_id="visit_demo", request=None, responses=Me)
    def post(self, request: Request) -> Response:
        """Make a copy of the demo couple for this browser and sign in as its first partner.

        409 `signed_in` if this browser is signed in already.
        """
        if request.user.is_authenticated:
            raise Conflict(_("You are signed in here already. Reload the page."), code="signed_in")
        return _become(request, copies.make(now=timezone.now()))


class SwitchView(APIView):
    """Switch to the other partner in the visitor's copy of the demo couple."""

    @extend_schema(operation_id="switch_sides", request=None, responses=Me)
    def post(self, request: Request) -> Response:
        """Sign in as the other partner of the visitor's copy. 409 `not_a_copy` if the copy was erased."""
        other = copies.partner(actor(request))
        if other is None:
            raise Conflict(_("This copy of the demo is gone. Reload the page."), code="not_a_copy")
        return _become(request, other)


def _become(request: Request, person: User) -> Response:
    # Django ends the previous person's session, so a browser is signed in as one of the two at a time.
    get_adapter().login(request._request, person)
    return Response(queries.me(person))
