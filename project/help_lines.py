"""Help lines that the operator adds to the built-in ones, for the page about unsafe relationships.

Every client requests them at its start, whether or not anyone opens that page, so the request reveals nothing. The page
itself sends no request.
"""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from content.help_lines import as_json, own_help_lines


@require_safe
def lines(request: HttpRequest) -> JsonResponse:
    """Return the operator's countries by code, the same for everyone. Empty without a deck with help lines."""
    return JsonResponse(as_json(own_help_lines()))
