"""Make test clients share one middleware chain, as the requests of a server process do.

Building the chain reads every file of the front end, which takes longer than a request.
"""

from __future__ import annotations

from typing import Any

from django.test.client import ClientHandler
from django.test.signals import setting_changed

#: The attributes that `BaseHandler.load_middleware` sets.
_PARTS = (
    "_view_middleware",
    "_template_response_middleware",
    "_exception_middleware",
    "_middleware_chain",
)
#: Beginnings of the names of settings that no middleware reads when it is built, and that many tests change.
_NOT_READ = (
    "ACCOUNT_RATE_LIMITS",
    "DATA_WRAPPING_KEY",
    "EMAIL_",
    "MAIL",
    "OIDC_",
    "PUSH_",
    "REMINDER_",
    "SESSIONS_",
)
_load = ClientHandler.load_middleware
_built: dict[str, Any] = {}


def load_shared(handler: ClientHandler, is_async: bool = False) -> None:
    """Replacement for `ClientHandler.load_middleware` that builds the middleware chain only for the first client."""
    if not _built:
        _load(handler, is_async)
        _built.update((part, getattr(handler, part)) for part in _PARTS)
    vars(handler).update(_built)


def build_again(*, setting: str, **_: Any) -> None:
    """Discard the middleware chain after a setting has changed, because middleware reads settings when it is built."""
    if not setting.startswith(_NOT_READ):
        _built.clear()


setting_changed.connect(build_again)
