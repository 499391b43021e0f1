"""Headers, cookies and the keys outside the database."""

from __future__ import annotations

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from project.settings.base import ORIGIN
from project.settings.environment import LOCAL, VOLUME, env, key_of_32_bytes, keys_of_32_bytes, secret

HOW_TO_MAKE_A_KEY = (
    "Make one: python -c 'import base64, secrets; print(base64.b64encode(secrets.token_bytes(32)).decode())'"
)

#: Wraps the data keys (couples.encryption.keys). Losing it means losing every answer. Keep it out of every backup of
#: the database.
DATA_WRAPPING_KEY: bytes = key_of_32_bytes("DATA_WRAPPING_KEY", how=HOW_TO_MAKE_A_KEY)
#: Previous wrapping keys, needed for unwrapping until `manage.py rotate_keys` has finished.
DATA_WRAPPING_KEYS_PREVIOUS: tuple[bytes, ...] = keys_of_32_bytes(
    "DATA_WRAPPING_KEYS_PREVIOUS", how=HOW_TO_MAKE_A_KEY
)

#: VAPID identifies this server to push services. PEM of a P-256 private key.
VAPID_PRIVATE_KEY: str = secret("VAPID_PRIVATE_KEY", how="Make one: python -m notifications.vapid").replace(
    "\\n", "\n"
)
#: A mailto: or https: address that a push service's operator can reach. At home, the app's own address is enough.
VAPID_SUBJECT: str = (
    env.str("VAPID_SUBJECT", default=ORIGIN if VOLUME else "mailto:hello@example.org")
    if LOCAL or VOLUME
    else secret("VAPID_SUBJECT", how="For example mailto:hello@example.org")
)
#: Allowed push services, by host or by its end. Endpoints come from users: without this list, anyone could make this
#: server send requests to any host. "*" allows any public host.
PUSH_HOSTS: list[str] = env.list(
    "PUSH_HOSTS",
    default=[
        "fcm.googleapis.com",  # Chrome and most that are built on it
        "push.services.mozilla.com",  # Firefox
        "push.apple.com",  # Safari
        "notify.windows.com",  # Edge
    ],
)
#: Allow push services on loopback, for tests only.
PUSH_ALLOW_LOOPBACK: bool = LOCAL and env.bool("PUSH_ALLOW_LOOPBACK", default=False)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the picture of an invitation
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        # No text may become markup or a script's URL, except through the page's only policy, for the only URL that it
        # needs (frontend/src/platform/worker.ts).
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["service-worker"],
    }
}
#: Directives left out for third-party pages (the admin, the API's description), whose scripts write markup.
CSP_OF_PAGES_BY_OTHERS = {"require-trusted-types-for": None, "trusted-types": None}
#: Device features that the page uses: passkeys, copying an invitation's link, and a screen that stays on during a
#: guided conversation. Sharing is allowed by default, and browsers that can't share would warn about its name.
POWERS_USED = (
    "publickey-credentials-get",
    "publickey-credentials-create",
    "clipboard-write",
    "screen-wake-lock",
)
#: Features that the page never needs, switched off so that a fault in it can't listen, look or follow.
POWERS_OFF = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi",
    "payment", "picture-in-picture", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

CSRF_COOKIE_NAME = "csrftoken"
#: Marks a browser in which someone has signed in before (couples.sign_in.limits.trusted_browsers).
TRUSTED_BROWSER_COOKIE = "known"
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "project.http.envelope.csrf_failure"
CSRF_TRUSTED_ORIGINS = [ORIGIN] if ORIGIN else []

if not LOCAL:
    secret("ORIGIN", how="For example https://side-by-side.example.org")
    if not ORIGIN.startswith("https://"):
        # Cookies, passkeys and pushes need https.
        raise ImproperlyConfigured(f"ORIGIN is {ORIGIN!r}; it must begin with https://")
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    # Health checks come from inside, and the API refuses http (project.http.middleware.RequireHttps).
    SECURE_REDIRECT_EXEMPT = [r"^health(/|$)", r"^api/v1/", r"^_allauth/"]
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    # Off by default: other hosts of the domain are not ours to decide about, and preloading is hard to undo.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
    SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS and env.bool("HSTS_PRELOAD", default=False)
    # Django advises both; the operator decides.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    # A browser accepts a `__Host-` cookie only from this host, over https and for all paths, so that no other host of
    # the domain can set one. Without https it would refuse them, so only production uses them.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    TRUSTED_BROWSER_COOKIE = "__Host-known"
