"""What a house adds to the help lines that the app brings along, for the page on relationships that are not safe.

The app asks for it at its start, whoever uses it and whether or not anybody reads that page: so the question tells
nothing. The page itself asks for nothing.
"""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from content.help_lines import as_json, own_help_lines


@require_safe
def lines(request: HttpRequest) -> JsonResponse:
    """The house's own countries by code, the same for everybody; empty where it has no deck with help lines."""
    return JsonResponse(as_json(own_help_lines()))
