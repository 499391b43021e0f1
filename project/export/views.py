"""The download."""

from __future__ import annotations

from typing import cast

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from couples.errors import ProofNeeded
from couples.models import User
from couples.sign_in.freshness import signed_in_lately
from project.export import archive, copies


class ExportView(APIView):
    """A copy of everything that is one's own."""

    throttle_scope = "export"

    @extend_schema(
        operation_id="export_my_data",
        request=None,
        responses={(200, "application/zip"): OpenApiResponse(OpenApiTypes.BINARY)},
    )
    def post(self, request: Request) -> StreamingHttpResponse:
        """A ZIP with a JSON file and a page to read. 403 `sign_in_again` unless one signed in lately.

        A POST, so that no link and no prefetching browser can start it.
        """
        if not signed_in_lately(request._request):
            raise ProofNeeded(
                _("Everything in one file is worth an extra look: sign in once more, then download it."),
                code="sign_in_again",
            )
        viewer, now = cast(User, request.user), timezone.now()
        answer = StreamingHttpResponse(
            archive.stream(copies.files(viewer, now=now), now=now), content_type="application/zip"
        )
        answer["Content-Disposition"] = f'attachment; filename="{copies.NAME}-{now:%Y-%m-%d}.zip"'
        return answer
