"""Settings of a demo (MODE=demo): no e-mails, no pushes, no sign-in by code or passkey, and a separate database."""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from project.settings import base
from project.settings.environment import MODE, env, text

#: Whether every visitor gets a copy of the demo couple (project.demo).
DEMO: bool = MODE == "demo"
#: Variables that a demo refuses, and why.
_REFUSED = {
    "EMAIL_URL": "sends no e-mail",
    "PUSH_HOSTS": "sends no push",
    "DATABASE_URL": "has a database of its own in DATA_DIR, which it empties",
    "REDIS_URL": "is one process group without Redis",
    "OIDC_ISSUER": "lets everyone in without an account",
}


def with_rules(middleware: list[str]) -> list[str]:
    """Return the list of middleware with DemoRules, the demo's restrictions, added right after PageOwner."""
    after = middleware.index("project.http.page_owner.PageOwner") + 1
    return [*middleware[:after], "project.demo.rules.DemoRules", *middleware[after:]]


if DEMO:
    for _name, _why in _REFUSED.items():
        if text(_name) or env.str(_name, default=""):
            raise ImproperlyConfigured(f"{_name} is set, and a demo {_why}. Leave it out.")
    ROOT_URLCONF = "project.demo.urls"
    MIDDLEWARE = with_rules(base.MIDDLEWARE)
    PUSH_HOSTS: list[str] = []
