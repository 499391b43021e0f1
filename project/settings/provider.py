"""Settings of sign-in by an OpenID Connect provider. This way to sign in is off by default."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from project.settings.environment import LOCAL, env, text

_LONGEST_NAME = 40


def _issuer(given: str) -> str:
    """Return the issuer URL `given` unchanged. Raises ImproperlyConfigured if it is not valid as an issuer URL."""
    parts = urlsplit(given)
    if "/.well-known/" in given:
        raise ImproperlyConfigured("OIDC_ISSUER must end before /.well-known/openid-configuration.")
    allowed = {"https", "http"} if LOCAL else {"https"}
    if parts.scheme not in allowed or not parts.hostname or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"OIDC_ISSUER is {given!r}; it must begin with https:// and name a host. "
            "It is the `issuer` in the provider's /.well-known/openid-configuration."
        )
    return given


def _name(given: str) -> str:
    if len(given) > _LONGEST_NAME:
        raise ImproperlyConfigured(f"OIDC_NAME has more than {_LONGEST_NAME} characters; it is on a button.")
    return given or str(urlsplit(OIDC_ISSUER).hostname)


_needed = {
    "OIDC_ISSUER": text("OIDC_ISSUER"),
    "OIDC_CLIENT_ID": text("OIDC_CLIENT_ID"),
    "OIDC_CLIENT_SECRET": text("OIDC_CLIENT_SECRET"),
}
_typed_name = env.str("OIDC_NAME", default="").strip()
_on = bool(_typed_name) or any(_needed.values())
if _on and not all(_needed.values()):
    _missing = ", ".join(name for name, value in _needed.items() if not value)
    raise ImproperlyConfigured(
        f"Not set: {_missing}. Sign-in by a provider needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET; "
        "without any of them it is off. See docs/openid-connect.md."
    )
#: The provider's identifier, exactly as in its tokens. Empty if sign-in by a provider is off.
OIDC_ISSUER: str = _issuer(_needed["OIDC_ISSUER"]) if _on else ""
OIDC_CLIENT_ID: str = _needed["OIDC_CLIENT_ID"]
OIDC_CLIENT_SECRET: str = _needed["OIDC_CLIENT_SECRET"]
#: The provider's name on the button "Sign in with NAME".
OIDC_NAME: str = _name(_typed_name) if _on else ""
