"""The API's own description, `/api/schema` and `/api/docs`, with the errors that every other route has."""

from __future__ import annotations

from typing import Any

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class _ErrorsAsEverywhere(APIView):
    # There is nothing to say about a page in the form of JSON.
    metadata_class = None

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Render a refusal as JSON: the page's template and YAML know nothing of one."""
        if response.exception:
            request.accepted_renderer = JSONRenderer()
            request.accepted_media_type = JSONRenderer.media_type
        return super().finalize_response(request, response, *args, **kwargs)


class Schema(_ErrorsAsEverywhere, SpectacularAPIView):
    """The OpenAPI document."""


class Docs(_ErrorsAsEverywhere, SpectacularSwaggerSplitView):
    """The pages that show it. Split, since the security policy lets no script run that is written into a page."""
