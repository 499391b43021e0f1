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
    """Replacement for `ClientHandler.load_middleware`. It gives all clients the same middleware chain.

    The chain is built for the first client, and again after `build_again` has discarded it.
    """
    if not _built:
        _load(handler, is_async)
        _built.update((part, getattr(handler, part)) for part in _PARTS)
    vars(handler).update(_built)


def build_again(*, setting: str, **_: Any) -> None:
    """Discard the middleware chain after a change of `setting`, because middleware reads settings when it is built.

    The chain is kept if the setting's name begins with a prefix in `_NOT_READ`, because no middleware reads these
    settings when it is built.
    """
    if not setting.startswith(_NOT_READ):
        _built.clear()


setting_changed.connect(build_again)
