"""Help lines that the operator adds to the built-in list, for the page about unsafe relationships.

Every client requests them when it starts, whether or not anyone opens that page. So the request does not reveal who
opened it. The page itself sends no request.
"""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from content.help_lines import as_json, own_help_lines


@require_safe
def lines(request: HttpRequest) -> JsonResponse:
    """Return the operator's help lines by country code, the same for everyone. Empty if the operator added none."""
    return JsonResponse(as_json(own_help_lines()))
