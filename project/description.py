"""The API's own description, `/api/schema` and `/api/docs`, with the errors that every other route has."""

from __future__ import annotations

from typing import Any

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

#: What `project.envelope` makes of every refusal.
_FIELD = {"type": "object", "required": ["code", "message"], "properties": {
    "code": {"type": "string"}, "message": {"type": "string"},
}}  # fmt: skip
_ERROR: dict[str, Any] = {
    "type": "object",
    "description": "Every refusal. `code` is stable; `fields` names what was wrong where, by dotted path.",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message"],
            "properties": {
                "code": {"type": "string"},
                "message": {"type": "string"},
                "fields": {"type": "object", "additionalProperties": {"type": "array", "items": _FIELD}},
                "retry_after": {"type": "integer", "description": "seconds, with 429"},
            },
        }
    },
}
_TOLD = {
    "400": "The body is not JSON in UTF-8, or nested too deep.",
    "401": "Nobody is signed in.",
    "403": "The CSRF token is missing or wrong, or more is asked of this session than it may do.",
    "404": "There is nothing here for this viewer.",
    "406": "Only JSON is offered.",
    "409": "Not as things stand now; `code` says why.",
    "413": "The body is larger than this route can use.",
    "415": "The body is not JSON.",
    "422": "Some of it needs another look.",
    "429": "Too many tries.",
    "503": "What guards this can't be asked just now.",
}


def tell_of_errors(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """drf-spectacular's hook: give every operation the refusals that its kind can meet."""
    result["components"]["schemas"]["Error"] = _ERROR
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    result["components"]["responses"] = {
        f"Refused{status}": {"description": told, "content": content} for status, told in _TOLD.items()
    }
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            for status in _refusals(path, method, operation):
                operation["responses"].setdefault(status, {"$ref": f"#/components/responses/Refused{status}"})
    _name_times_of_day(result["components"]["schemas"])
    return result


def _name_times_of_day(node: Any) -> None:
    """Times of the wall clock have neither seconds nor zone, which is what the format `time` would promise."""
    if isinstance(node, dict):
        if node.get("format") == "time":
            del node["format"]
            node["pattern"] = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
        for within in node.values():
            _name_times_of_day(within)
    elif isinstance(node, list):
        for within in node:
            _name_times_of_day(within)


#: What can't be done without the cache, which counts the tries.
_NEED_THE_CACHE = {"redeem", "ask_new_address", "confirm_new_address"}


def _refusals(path: str, method: str, operation: dict[str, Any]) -> set[str]:
    met = {"401", "404", "406", "429"}
    if method != "get":
        met |= {"403", "409", "413"}
    if "requestBody" in operation:
        met |= {"400", "415", "422"}
    if any(given["in"] == "query" for given in operation.get("parameters", ())):
        met |= {"422"}
    return met | ({"503"} if operation["operationId"] in _NEED_THE_CACHE else set())


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
