"""The operator's own help lines (phone numbers and websites), for the page about unsafe relationships.

They are added to the built-in list. For a country in both lists, they replace the built-in help lines.

Every client requests the help lines when it starts, whether or not anyone opens that page. The page itself sends no
request. So no request reveals who opened the page.
"""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from content.help_lines import as_json, own_help_lines


@require_safe
def lines(request: HttpRequest) -> JsonResponse:
    """Return the operator's help lines by country code. Everyone gets the same list, which is empty by default."""
    return JsonResponse(as_json(own_help_lines()))
