"""Serve the built front end: the page, the service worker and the assets.

Browsers cache assets with a content hash in their name for ten years, but always ask again for the page and the service
worker. `frontend/dist` has one folder per language. The assets of all languages are under `/assets/`. The page and the
service worker have one URL each, and the request determines the language.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from project.http.client_routes import is_page

# Files whose name contains a hash of their content.
_HASHED = re.compile(r"^/assets/.+[.-][A-Za-z0-9_-]{8,}\.\w+$")

# Chat apps fetch a link's preview picture only from an absolute URL. The picture is the same for every page.
_PREVIEW = b'content="/preview.png"'


#: Headers that determine the language, for `Vary`.
_CHOSEN_BY = ("Accept-Language", "Cookie")


def built_language(request: HttpRequest) -> str:
    """Return the language of the front-end build to serve for this request.

    The language comes from the language cookie, or else from the browser's Accept-Language. Without a build in that
    language, return English. The account's language is ignored, because browsers also fetch the page and its service
    worker while no one is signed in.
    """
    wanted = get_language_from_request(request)
    return wanted if _page(wanted).is_file() else "en"


def _page(language: str) -> Path:
    return settings.FRONTEND_DIST / language / "index.html"


class FrontendFiles(WhiteNoiseMiddleware):
    """WhiteNoise middleware that serves Django's static files and the front end's builds."""

    def __init__(self, get_response: Any) -> None:
        self._workers: dict[str, StaticFile] = {}
        super().__init__(get_response)
        for page in sorted(settings.FRONTEND_DIST.glob("*/index.html")):
            self.add_files(str(page.parent), prefix="/")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve a static file, or the service worker in the browser's language. Pass on any other request."""
        if request.path_info == "/sw.js" and (worker := self._workers.get(built_language(request))):
            response: HttpResponseBase = self.serve(worker, request)
            patch_vary_headers(response, _CHOSEN_BY)
        else:
            response = super().__call__(request)
        return response

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        """Register a file to be served at `url`, except `/index.html`. WhiteNoise calls this for each file.

        The view `frontend` serves `/index.html`, because the page needs the CSRF cookie and the URL of the preview
        picture. The service worker, `/sw.js`, is kept separately for each language.
        """
        if url == "/sw.js":
            if not self.is_compressed_variant(path, stat_cache=stat_cache):
                self._workers[Path(path).parent.name] = self.get_static_file(path, url, stat_cache=stat_cache)
        elif url != "/index.html":
            super().add_file_to_dictionary(url, path, stat_cache=stat_cache)

    def immutable_file_test(self, path: str, url: str) -> bool:
        """Return whether the file may be cached forever: only if its name changes with its content."""
        return bool(_HASHED.match(url)) or bool(super().immutable_file_test(path, url))


@require_safe
@ensure_csrf_cookie
def frontend(request: HttpRequest, path: str = "") -> HttpResponseBase:
    """Serve the app's only HTML file. A router in the browser then shows the screen for the path.

    The status is 404 if the app has no screen at the path, and 503 if the front end has not been built.
    """
    page = _page(built_language(request))
    if not page.is_file():
        return HttpResponse(
            "The front end has not been built. Run `make run`.", status=503, content_type="text/plain"
        )
    status = 200 if is_page(request.path_info) else 404
    content = page.read_bytes().replace(_PREVIEW, f'content="{settings.ORIGIN}/preview.png"'.encode())
    response = HttpResponse(content, content_type="text/html; charset=utf-8", status=status)
    patch_vary_headers(response, _CHOSEN_BY)
    return response
