"""Serve the built front end from the same origin: hashed assets for a year, page and worker never stale.

`frontend/dist` has one folder per language. Their hashed assets share one address space. The page and the service
worker have one address each, and the request chooses the language.
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

# Files that the bundler named after their content.
_HASHED = re.compile(r"^/assets/.+[.-][A-Za-z0-9_-]{8,}\.\w+$")

# A chat fetches the picture of a link's preview only from an absolute address. It is the same for every page.
_PREVIEW = b'content="/preview.png"'


#: What the choice of a language depends on.
_CHOSEN_BY = ("Accept-Language", "Cookie")


def built_language(request: HttpRequest) -> str:
    """The language of the front end that this browser gets.

    The language cookie decides, else the browser's Accept-Language. English if there is no build in that language. The
    account's language plays no part: the page and its service worker are also fetched when no one is signed in.
    """
    wanted = get_language_from_request(request)
    return wanted if _page(wanted).is_file() else "en"


def _page(language: str) -> Path:
    return settings.FRONTEND_DIST / language / "index.html"


class FrontendFiles(WhiteNoiseMiddleware):
    """WhiteNoise for Django's static files and the front end's builds."""

    def __init__(self, get_response: Any) -> None:
        self._workers: dict[str, StaticFile] = {}
        super().__init__(get_response)
        for page in sorted(settings.FRONTEND_DIST.glob("*/index.html")):
            self.add_files(str(page.parent), prefix="/")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with a file, with the service worker in the browser's language, or with the rest of the site."""
        if request.path_info == "/sw.js" and (worker := self._workers.get(built_language(request))):
            response: HttpResponseBase = self.serve(worker, request)
            patch_vary_headers(response, _CHOSEN_BY)
        else:
            response = super().__call__(request)
        return response

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        """Leave `/index.html` to the view below, which adds the page's security policy, and set `/sw.js` apart.

        The service worker caches the page from there and shows it from then on.
        """
        if url == "/sw.js":
            if not self.is_compressed_variant(path, stat_cache=stat_cache):
                self._workers[Path(path).parent.name] = self.get_static_file(path, url, stat_cache=stat_cache)
        elif url != "/index.html":
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
