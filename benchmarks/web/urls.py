"""The project's URL routes, and a view that does nothing, with which the benchmark compares requests."""

from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from project.urls import handler400, handler404, handler500
from project.urls import urlpatterns as _project

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]


class NoOp(APIView):
    """A DRF view that does nothing. It measures only middleware, routing, DRF and JSON.

    It reads no session and no user, and makes no database query.
    """

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    schema = None

    def get(self, request: Request) -> Response:
        """Return a constant JSON object."""
        return Response({"ok": True})


urlpatterns = [path("bench/noop", NoOp.as_view()), *_project]
