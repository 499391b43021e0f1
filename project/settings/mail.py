"""Settings of e-mail, which is sent over SMTP, through a provider's API, or not at all."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from project.settings.base import INSTALLED_APPS, LOCAL_DIR
from project.settings.environment import LOCAL, MODE, VOLUME, env, secret, text

#: Seconds to wait for a mail server.
EMAIL_TIMEOUT = 10
#: Name of the provider whose API sends e-mails (see notifications.channels.provider). Empty for SMTP.
MAIL_PROVIDER = ""


def _anymail() -> dict[str, Any]:
    """Return django-anymail's settings, from the JSON in ANYMAIL, with the tracking of opens and clicks off.

    Raises ImproperlyConfigured if the settings are invalid, or if django-anymail is not installed.
    """
    how = """For example {"POSTMARK_SERVER_TOKEN": "…", "WEBHOOK_SECRET": "user:password"}"""
    if find_spec("anymail") is None:
        raise ImproperlyConfigured(
            "EMAIL_URL names a provider, and django-anymail is not installed. Build with PACKAGES=mail."
        )
    try:
        given = json.loads(secret("ANYMAIL", how=how))
    except json.JSONDecodeError as error:
        raise ImproperlyConfigured(f"ANYMAIL is not JSON. {how}") from error
    if not isinstance(given, dict) or ":" not in str(given.get("WEBHOOK_SECRET", "")):
        # Without the secret, anyone could report to this server that someone's e-mails bounce.
        raise ImproperlyConfigured(f"ANYMAIL has no WEBHOOK_SECRET of the form user:password. {how}")
    defaults = {
        **given.get("SEND_DEFAULTS", {}),
        # Don't track who opens an e-mail. If a provider ignores this, switch tracking off at the provider.
        "track_opens": False,
        "track_clicks": False,
    }
    return {"IGNORE_UNSUPPORTED_FEATURES": True, **given, "SEND_DEFAULTS": defaults}


_url = text("EMAIL_URL")
#: Whether this server can send e-mail. If not, people sign in by passkey, and reminders come as pushes. Only the home
#: edition and a demo work without e-mail.
MAIL: bool = VOLUME is None or bool(_url)
if MODE == "local" and not _url:
    # `make run` shows what it "sends" at /_mail and sends nothing.
    EMAIL_BACKEND = "project.local.local_mail.Backend"
    LOCAL_MAIL_DIR = LOCAL_DIR / "mail"
elif _url.startswith("anymail:"):
    MAIL_PROVIDER = urlsplit(_url).hostname or ""
    EMAIL_BACKEND = f"anymail.backends.{MAIL_PROVIDER}.EmailBackend"
    ANYMAIL = _anymail()
    INSTALLED_APPS = [*INSTALLED_APPS, "anymail"]
elif not MAIL:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
elif MODE != "test" or _url:
    vars().update(
        env.email_url_config(
            secret("EMAIL_URL", how="For example smtp+tls://user:password@mail.example.org:587")
        )
    )
DEFAULT_FROM_EMAIL: str = (
    env.str("DEFAULT_FROM_EMAIL", default="Side by Side <hello@localhost>")
    if LOCAL or not MAIL
    else secret("DEFAULT_FROM_EMAIL", how="For example: Side by Side <hello@example.org>")
)
