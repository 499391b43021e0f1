"""The API's OpenAPI description (`/api/schema`, `/api/docs`), including the error responses of every route."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.plumbing import build_array_type, build_object_type, resolve_type_hint
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from msgspec import Struct, UnsetType, structs
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from project.http.rendering import JSONRenderer


def _is_result(target: Any) -> bool:
    return isinstance(target, type) and (is_dataclass(target) or issubclass(target, Struct))


class ResultInSchema(OpenApiSerializerExtension):
    """Extension that adds the results of queries (dataclasses and msgspec structs) to the OpenAPI schema.

    In the schema, the docstring of such a class becomes its description.
    """

    @classmethod
    def _matches(cls, target: Any) -> bool:
        return _is_result(target) or (get_origin(target) is list and _is_result(get_args(target)[0]))

    def get_name(self, auto_schema: Any, direction: str) -> str:
        """Return the name in the schema: the class's own name, or for a list, that name with `List` appended."""
        parts = get_args(self.target)
        return f"{parts[0].__name__}List" if parts else str(self.target.__name__)

    def map_serializer(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        """Return the schema of the class, or of a list of the class, with each field described by its type.

        A field that may be None is nullable. A field whose type includes UnsetType may be left out.
        """
        if parts := get_args(self.target):
            return build_array_type(self._field(parts[0], auto_schema, direction))
        written = {name: name for name in get_type_hints(self.target)}
        if issubclass(self.target, Struct):
            written = {field.name: field.encode_name for field in structs.fields(self.target)}
        properties = {
            written[name]: self._field(hint, auto_schema, direction)
            for name, hint in get_type_hints(self.target).items()
        }
        required = [
            written[name]
            for name, hint in get_type_hints(self.target).items()
            if UnsetType not in get_args(hint)
        ]
        return build_object_type(
            properties=properties, required=required, description=inspect.getdoc(self.target)
        )

    def _field(self, hint: Any, auto_schema: Any, direction: str) -> dict[str, Any]:
        origin, parts = get_origin(hint), get_args(hint)
        if origin is UnionType and parts[1:] == (UnsetType,):
            return self._field(parts[0], auto_schema, direction)
        if origin is UnionType and parts[1:] == (NoneType,):
            found = self._field(parts[0], auto_schema, direction)
            return {"allOf": [found], "nullable": True} if "$ref" in found else {**found, "nullable": True}
        if origin is Sequence:
            return build_array_type(self._field(parts[0], auto_schema, direction))
        if origin is Mapping:
            values = self._field(parts[1], auto_schema, direction)
            return build_object_type(properties={}, additionalProperties=values)
        if _is_result(hint):
            return dict(auto_schema.resolve_serializer(hint, direction).ref)
        described: dict[str, Any] = resolve_type_hint(hint)
        return described


#: Schema of every error response, as `project.http.envelope` renders it.
_FIELD = {"type": "object", "required": ["code", "message"], "properties": {
    "code": {"type": "string"}, "message": {"type": "string"},
}}  # fmt: skip
_ERROR: dict[str, Any] = {
    "type": "object",
    "description": "Every refusal. `code` is stable; `fields` says what is wrong in which field, by dotted path.",
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
_MEANINGS = {
    "400": "The body is not JSON in UTF-8, or nested too deep.",
    "401": "No one is signed in.",
    "403": "The CSRF token is missing or wrong, or this session may not do it.",
    "404": "There is nothing here for this viewer.",
    "406": "Only JSON is offered.",
    "409": "Not possible in the current state; `code` says why.",
    "413": "The body is larger than this route accepts.",
    "415": "The body is not JSON.",
    "422": "Some fields are invalid.",
    "429": "Too many tries.",
    "503": "The rate limit of this route can't be checked right now.",
}


def add_error_responses(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Add the possible error responses to every operation in the schema. This is a drf-spectacular hook.

    Also correct how the schema describes times of day (see `_describe_times_of_day`).
    """
    result["components"]["schemas"]["Error"] = _ERROR
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    result["components"]["responses"] = {
        f"Refused{status}": {"description": meaning, "content": content}
        for status, meaning in _MEANINGS.items()
    }
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            for status in _refusals(path, method, operation):
                operation["responses"].setdefault(status, {"$ref": f"#/components/responses/Refused{status}"})
    _describe_times_of_day(result["components"]["schemas"])
    return result


def _describe_times_of_day(node: Any) -> None:
    """In `node`, a part of the schema, describe times of day by the pattern HH:MM instead of the format `time`.

    By the standard, the format `time` has seconds and a time zone. The API's times have neither.
    """
    if isinstance(node, dict):
        if node.get("format") == "time":
            del node["format"]
            node["pattern"] = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
        for within in node.values():
            _describe_times_of_day(within)
    elif isinstance(node, list):
        for within in node:
            _describe_times_of_day(within)


#: Operations that respond 503 if the cache is down, because it counts their attempts.
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


class _JsonErrorsView(APIView):
    # A page has no metadata to return for OPTIONS.
    metadata_class = None

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        """Render errors as JSON: neither the documentation page's template nor the YAML renderer can render them."""
        if response.exception:
            request.accepted_renderer = JSONRenderer()
            request.accepted_media_type = JSONRenderer.media_type
        return super().finalize_response(request, response, *args, **kwargs)


class SchemaView(_JsonErrorsView, SpectacularAPIView):
    """The OpenAPI document."""


class DocsView(_JsonErrorsView, SpectacularSwaggerSplitView):
    """The page that shows the OpenAPI document.

    Its script is a separate file, because the security policy forbids inline scripts.
    """
