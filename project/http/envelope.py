"""One JSON format for all error responses: `{"error": {"code", "message", "fields"?, ...}}`, with stable codes.

Exceptions of the domain, DRF and Django are all rendered here, so that clients parse one format.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from couples.encryption.keys import KeyMissing
from couples.errors import DomainError, TryLater
from couples.queries.operator import operator
from project.cache import cache_errors

log = structlog.get_logger(__name__)

#: Seconds after which a client may try again.
RETRY_AFTER = "10"
_TRY_LATER = gettext_lazy("That didn't work just now. Try again in a few minutes.")


def body(
    code: str, message: str, *, fields: Any = None, extra: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return an error response's body.

    `fields` maps the dotted path of a field to a list of `{code, message}`. `extra` is merged into the error object.
    """
    error: dict[str, Any] = {"code": code, "message": message}
    if fields:
        error["fields"] = fields
    return {"error": {**(extra or {}), **error}}


#: Statuses that are logged. Ordinary use of the app rarely causes them: someone is probing, or something is broken.
_LOGGED = frozenset({400, 403, 404, 409, 413, 415, 422, 429})


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Render an exception as an error response. This is DRF's exception hook.

    Return None for an unexpected exception. Django then calls `server_error`, which responds 500.
    """
    set_rollback()
    answer = _answer(exc, context)
    if answer is not None and answer.status_code in _LOGGED and is_logged(type(context.get("view"))):
        # Log the view but not the person. Operators need to see if refusals are frequent.
        view = type(context.get("view")).__name__
        log.warning("refused", status=answer.status_code, code=answer.data["error"]["code"], view=view)
    return answer


def _sign_in_facts() -> dict[str, Any]:
    """Return facts about this server that the app needs while no one is signed in. They are sent with a 401 response.

    `provider` is the sign-in provider's name, if this server uses a provider. `mail` is False if the server can't send
    e-mail. In the home edition and in a demo, `operator` says who runs the server: invited people see this before they
    join.
    """
    found: dict[str, Any] = {} if settings.MAIL else {"mail": False}
    if settings.VOLUME:
        found["operator"] = asdict(operator())
    return {**found, "provider": settings.OIDC_NAME} if settings.OIDC_ISSUER else found


def is_logged(view: type) -> bool:
    """Return whether refusals by this view may be logged.

    False for the views of the pocket (private notes): a log line would show when someone used their pocket.
    """
    return getattr(view, "logs_refusals", True) is True


def _answer(exc: Exception, context: dict[str, Any]) -> Response | None:
    match exc:
        case DomainError():
            return Response(
                body(exc.code, exc.message, fields=exc.fields, extra=exc.extra),
                status=exc.status,
                headers={"Retry-After": RETRY_AFTER} if exc.status == 503 else None,
            )
        case Http404() | exceptions.NotFound():
            return Response(body("not_found", _("There is nothing here.")), status=404)
        case _ if _is_unavailable(exc):
            _log_unavailable(exc)
            return Response(body("try_later", str(_TRY_LATER)), 503, headers={"Retry-After": RETRY_AFTER})
        case KeyMissing():
            # The key was destroyed during the request, because someone left or was erased. The content is gone.
            return Response(body("not_found", _("There is nothing here.")), status=404)
        case IntegrityError():
            # A row that the request refers to was deleted meanwhile, because someone left.
            log.error("request_raced", view=type(context.get("view")).__name__)
            message = _("Something changed at the same moment. Check it, then try again.")
            return Response(body("changed_meanwhile", message), status=409)
        case exceptions.NotAuthenticated() | exceptions.AuthenticationFailed():
            return Response(
                body("not_signed_in", _("Sign in first."), extra=_sign_in_facts() or None),
                status=401,
                headers={"WWW-Authenticate": "Session"},
            )
        case exceptions.Throttled():
            wait = max(1, round(getattr(exc, "wait", None) or 1))
            return Response(
                body(
                    "throttled",
                    _("Too many tries. Wait a moment, then try again."),
                    extra={"retry_after": wait},
                ),
                status=429,
                headers={"Retry-After": str(wait)},
            )
        case exceptions.ValidationError():
            return Response(
                body("invalid", _("Please check what you entered."), fields=_paths(exc.get_full_details())),
                status=422,
            )
        case RequestDataTooBig():
            return Response(body("too_large", _("That's too long. Shorten it and try again.")), status=413)
        case DjangoPermissionDenied():
            return Response(body("forbidden", _("You don't have access to that.")), status=403)
        case exceptions.APIException():
            code = exc.get_codes()
            return Response(
                body(code if isinstance(code, str) else exc.default_code, str(exc.detail)), exc.status_code
            )
        case _:
            # Log only the type: an exception's text may contain what someone wrote.
            log.error("request_failed", error=type(exc).__name__, view=type(context.get("view")).__name__)
            return None


def _paths(details: Any, path: str = "") -> dict[str, list[dict[str, str]]]:
    """Return DRF's nested error details as a flat dict from the dotted path of a field to its errors.

    Errors of the whole body are under `""`.
    """
    if (
        isinstance(details, dict)
        and {"message", "code"} <= details.keys()
        and isinstance(details["code"], str)
    ):
        return {path: [{"code": details["code"], "message": _whole(details["message"])}]}
    flat: dict[str, list[dict[str, str]]] = {}
    pairs = details.items() if isinstance(details, dict) else enumerate(details)
    for key, value in pairs:
        is_error = isinstance(value, dict) and isinstance(value.get("code"), str) and "message" in value
        here = path if is_error and isinstance(details, list) else ".".join(filter(None, [path, _whole(key)]))
        if key == "non_field_errors":
            here = path
        for name, errors in _paths(value, here).items():
            flat.setdefault(name, []).extend(errors)
    return flat


def _whole(text: object) -> str:
    """Return the text with each lone surrogate (half of a UTF-16 pair) replaced by "?".

    An error message may repeat text from the request, and UTF-8 can't encode a lone surrogate.
    """
    return str(text).encode(errors="replace").decode()


def refused(error: DomainError) -> JsonResponse:
    """Return the response to an error of the domain that was raised outside DRF."""
    headers = {"Retry-After": RETRY_AFTER} if error.status == 503 else None
    return JsonResponse(body(error.code, error.message), status=error.status, headers=headers)


def try_later(request: HttpRequest) -> JsonResponse:
    """Return 503, used while the database or the cache is down."""
    return refused(TryLater(str(_TRY_LATER)))


def _is_unavailable(error: BaseException) -> bool:
    """Return whether the error means that the database or the cache is unreachable."""
    return isinstance(error, cache_errors(OperationalError, InterfaceError))


def _log_unavailable(error: BaseException) -> None:
    # The rate limits use the cache, so requests that need a limit have to wait. Turns of a guided conversation use it
    # as well, and the phones then continue without it.
    event = "rate_limits_down" if isinstance(error, cache_errors()) else "database_away"
    log.error(event, error=type(error).__name__)


def csrf_failure(request: HttpRequest, reason: str = "") -> JsonResponse:
    """Return 403 `csrf_failed`. This is Django's CSRF_FAILURE_VIEW, for views outside DRF."""
    return JsonResponse(body("csrf_failed", _("Reload the page and try again.")), status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    """Return 404 (Django's handler404). The text does not reveal whether the thing exists but belongs to others."""
    return JsonResponse(body("not_found", _("There is nothing here.")), status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> JsonResponse:
    """Return 400 `bad_request`. This is Django's handler400."""
    return JsonResponse(body("bad_request", _("That request could not be read.")), status=400)


def too_large(request: HttpRequest) -> JsonResponse:
    """Return the 413 response to a body that is too large to be read."""
    return JsonResponse(body("too_large", _("That's too long. Shorten it and try again.")), status=413)


def over_http(request: HttpRequest) -> JsonResponse:
    """Return 403, for a request that came over http but must use https."""
    return JsonResponse(body("https_only", _("This address needs https.")), status=403)


def method_not_allowed(request: HttpRequest) -> JsonResponse:
    """Return 405 for a view outside DRF."""
    return JsonResponse(body("method_not_allowed", _("That isn't possible here.")), status=405)


def server_error(request: HttpRequest) -> JsonResponse:
    """Return 500, or 503 if the database or the cache is down. This is Django's handler500.

    The response contains no traceback and nothing that anyone wrote. Django calls this function inside its `except`
    block, so `sys.exc_info()` has the exception.
    """
    error = sys.exc_info()[1]
    if error is not None and _is_unavailable(error):
        _log_unavailable(error)
        return try_later(request)
    return JsonResponse(
        body(
            "fault",
            _(
                "Something went wrong on our side. What you wrote is still on this device; try again in a minute."
            ),
        ),
        status=500,
    )
