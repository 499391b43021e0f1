"""The view that exports a person's data as a download."""

from __future__ import annotations

from django.http import StreamingHttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from couples import actions
from couples.api.requests import actor
from couples.sign_in import reauthentication
from project.export import archive, copies


class ExportView(APIView):
    """A copy of everything that belongs to the viewer."""

    throttle_scope = "export"

    @extend_schema(
        operation_id="export_my_data",
        request=None,
        responses={(200, "application/zip"): OpenApiResponse(OpenApiTypes.BINARY)},
    )
    def post(self, request: Request) -> StreamingHttpResponse:
        """Return a ZIP with a JSON file and an HTML page.

        403 `passkey_again` or `sign_in_again` unless the viewer has authenticated recently: someone who holds the
        phone for a minute must not get everything in one file. The method is POST, so that neither a link nor a
        prefetching browser can start the download. 409 `no_passkey` if the viewer has to add a passkey first.
        """
        viewer, now = actor(request), timezone.now()
        actions.require_reauthentication(viewer, recent=reauthentication.recent(request._request))
        answer = StreamingHttpResponse(
            archive.stream(copies.files(viewer, now=now), now=now), content_type="application/zip"
        )
        answer["Content-Disposition"] = f'attachment; filename="{copies.NAME}-{now:%Y-%m-%d}.zip"'
        return answer
