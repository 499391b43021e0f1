"""Security settings: headers, cookies, allowed push services, and the keys for encryption and for pushes."""

from __future__ import annotations

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from project.settings.base import ORIGIN
from project.settings.environment import LOCAL, VOLUME, env, key_of_32_bytes, keys_of_32_bytes, secret

HOW_TO_MAKE_A_KEY = (
    "Make one: python -c 'import base64, secrets; print(base64.b64encode(secrets.token_bytes(32)).decode())'"
)

#: The key that wraps the data keys (couples.encryption.keys). Without it, every answer is lost. Keep it out of backups
#: of the database.
DATA_WRAPPING_KEY: bytes = key_of_32_bytes("DATA_WRAPPING_KEY", how=HOW_TO_MAKE_A_KEY)
#: Previous wrapping keys, needed for unwrapping until `manage.py rotate_keys` has finished.
DATA_WRAPPING_KEYS_PREVIOUS: tuple[bytes, ...] = keys_of_32_bytes(
    "DATA_WRAPPING_KEYS_PREVIOUS", how=HOW_TO_MAKE_A_KEY
)

#: Private key (P-256, PEM) that identifies this server to push services (VAPID).
VAPID_PRIVATE_KEY: str = secret("VAPID_PRIVATE_KEY", how="Make one: python -m notifications.vapid").replace(
    "\\n", "\n"
)
#: A mailto: or https: address for a push service's operator to reach us. In the home edition, ORIGIN is enough.
VAPID_SUBJECT: str = (
    env.str("VAPID_SUBJECT", default=ORIGIN if VOLUME else "mailto:hello@example.org")
    if LOCAL or VOLUME
    else secret("VAPID_SUBJECT", how="For example mailto:hello@example.org")
)
#: Allowed push services, by host name or by the end of the host name. Endpoints come from users: without this list,
#: anyone could make this server send requests to any host. "*" allows any public host.
PUSH_HOSTS: list[str] = env.list(
    "PUSH_HOSTS",
    default=[
        "fcm.googleapis.com",  # Chrome and most browsers that are built on it
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
        "img-src": [SELF, "data:"],  # "data:" for the QR code of an invitation
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        # No string may become markup or a script's URL, except through the one policy that is allowed. The page needs
        # that policy for a single URL, the service worker's (frontend/src/platform/worker.ts).
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["service-worker"],
    }
}
#: Directives that are removed for third-party pages (admin and API documentation), whose scripts write markup.
CSP_OF_PAGES_BY_OTHERS = {"require-trusted-types-for": None, "trusted-types": None}
#: Device features that the page uses: passkeys, copying an invitation's link, and keeping the screen on during a
#: guided conversation. Sharing is left out: it is allowed by default, and browsers without it would log a warning.
POWERS_USED = (
    "publickey-credentials-get",
    "publickey-credentials-create",
    "clipboard-write",
    "screen-wake-lock",
)
#: Device features that the page never needs. They are off, so that an attack on the page can't use microphone, camera
#: or location.
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
#: Cookie that marks a browser in which someone has signed in before (couples.sign_in.limits.trusted_browsers).
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
    # Health checks come from inside without https. The API refuses http (project.http.middleware.RequireHttps).
    SECURE_REDIRECT_EXEMPT = [r"^health(/|$)", r"^api/v1/", r"^_allauth/"]
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    # Off by default, because it affects the domain's other hosts, and preloading is hard to undo.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
    SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS and env.bool("HSTS_PRELOAD", default=False)
    # Silence Django's advice to switch on both: the operator decides.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    # A browser accepts a `__Host-` cookie only over https, for all paths, and from this host. So no other host of the
    # domain can set one. They don't work without https, so MODE=local and the tests use other names.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    TRUSTED_BROWSER_COOKIE = "__Host-known"
