"""Serve the built front end from the same origin: hashed assets for a year, page and worker never stale."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe
from whitenoise.middleware import WhiteNoiseMiddleware

from project.http.client_routes import is_page

# Files that the bundler named after their content.
_HASHED = re.compile(r"^/assets/.+[.-][A-Za-z0-9_-]{8,}\.\w+$")

# A chat fetches the picture of a link's preview only from an absolute address. It is the same for every page.
_PREVIEW = b'content="/preview.png"'


class FrontendFiles(WhiteNoiseMiddleware):
    """WhiteNoise for Django's static files and the front end's build."""

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        if settings.FRONTEND_DIST.is_dir():
            self.add_files(str(settings.FRONTEND_DIST), prefix="/")

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        """Leave `/index.html` to the view below, which adds the page's security policy.

        The service worker caches the page from there and shows it from then on.
        """
        if url != "/index.html":
            super().add_file_to_dictionary(url, path, stat_cache=stat_cache)

    def immutable_file_test(self, path: str, url: str) -> bool:
        """Whether the file may be cached for good: only if its name changes with its content."""
        return bool(_HASHED.match(url)) or bool(super().immutable_file_test(path, url))


@require_safe
@ensure_csrf_cookie
def frontend(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Serve the app's only HTML page, whose router reads the path. Status 404 if the app has no page there.

    503 with a hint if the front end has not been built.
    """
    page = settings.FRONTEND_DIST / "index.html"
    if not page.is_file():
        return HttpResponse(
            "The front end has not been built. Run `make run`.", status=503, content_type="text/plain"
        )
    status = 200 if is_page(request.path_info) else 404
    content = page.read_bytes().replace(_PREVIEW, f'content="{settings.ORIGIN}/preview.png"'.encode())
    return HttpResponse(content, content_type="text/html; charset=utf-8", status=status)
