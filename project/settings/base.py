"""Settings of apps, middleware, database, cache, languages and files."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from content.languages import LANGUAGES as OFFERED
from project.settings.environment import LOCAL, MODE, VOLUME, env, secret, text
from project.settings.origin import normalised

BASE_DIR = Path(__file__).resolve().parent.parent.parent
FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
#: Folder of `make run`, with its keys, database, e-mails and logs.
LOCAL_DIR = Path(env.str("LOCAL_DIR", default=str(BASE_DIR / ".local")))

#: The file with the keys that the first start made. None if the keys come from the environment.
KEYS_FILE: Path | None = VOLUME.keys if VOLUME else LOCAL_DIR / "keys.env" if MODE == "local" else None

SECRET_KEY = secret(
    "SECRET_KEY", how="Make one: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
)
DEBUG = False
ORIGIN: str = normalised(
    env.str("ORIGIN", default="http://localhost:8000" if LOCAL else ""),
    # Only production requires port 443: on a home server, another program may already use it.
    any_port=MODE != "production",
)
# ORIGIN's host, any others, and "localhost" for the container's own health check.
ALLOWED_HOSTS: list[str] = [
    urlsplit(ORIGIN).hostname or "localhost",
    *env.list("ALLOWED_HOSTS", default=[]),
    "localhost",
    "127.0.0.1",
]
#: Number of our own proxies. This number of addresses in X-Forwarded-For is trusted, from the right. The home edition
#: always has a proxy, because browsers need https and the app speaks http.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1 if VOLUME else 0)

INSTALLED_APPS = [
    "project.apps.SupportConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "timezone_field",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
    # Installed even without a sign-in provider, so that the tables are always the same. Alone it offers no sign-in.
    "allauth.socialaccount",
    "content",
    "couples",
    "checkins",
    "notifications",
    "project",
]

MIDDLEWARE = [
    "project.http.middleware.Hops",
    "django.middleware.security.SecurityMiddleware",
    # Before the static files, because the service worker runs under the policy that it was sent with.
    "csp.middleware.CSPMiddleware",
    "project.http.middleware.BrowserRules",
    "project.http.middleware.RequireHttps",
    "project.http.pages.FrontendFiles",
    "project.http.middleware.NoStore",
    "project.http.languages.LanguageOfBrowser",
    "project.http.middleware.BodySize",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "couples.signed_in.middleware.WhoAsks",
    "project.http.languages.LanguageOfAccount",
    "project.http.page_owner.PageOwner",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Innermost, so that the other middleware also adds its cookies and headers to the responses that this one creates.
    "project.http.middleware.OneEnvelope",
]

ROOT_URLCONF = "project.urls"
WSGI_APPLICATION = "project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "project" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def _database() -> dict[str, Any]:
    """Return Django's database settings, from DATABASE_URL.

    If the variable is not set, the home edition, a demo, `make run` and the tests use SQLite in WAL mode. In any other
    mode, raises ImproperlyConfigured.
    """
    if VOLUME:
        url = text("DATABASE_URL") or f"sqlite:///{VOLUME.database}"
    elif LOCAL:
        url = text("DATABASE_URL") or f"sqlite:///{LOCAL_DIR}/side-by-side.sqlite3"
    else:
        url = secret("DATABASE_URL", how="For example postgres://user:password@host:5432/sidebyside")
    found: dict[str, Any] = env.db_url_config(url)
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {
            # Take the write lock at the start of a transaction: SQLite may fail to upgrade a read lock later.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                f"PRAGMA journal_mode=WAL; PRAGMA synchronous={'FULL' if VOLUME else 'NORMAL'}; "
                "PRAGMA foreign_keys=ON; "
                # Overwrite deleted rows. couples.erasure.wiping removes them from the -wal file.
                "PRAGMA secure_delete=ON;"
            ),
        }
    else:
        found["ENGINE"] = "project.database"
        # The pool owns the connections instead of the threads. Threads come and go with the load, and a thread that
        # ends would leave its connection open at the server. project.database checks pooled connections.
        found["CONN_MAX_AGE"] = 0
        # The same few queries repeat, so PostgreSQL keeps their plans.
        found.setdefault("OPTIONS", {}).update(
            server_side_binding=True,
            prepare_threshold=3,
            pool={
                "min_size": 0,
                "max_size": env.int("DATABASE_CONNECTIONS", default=16),
                "timeout": 10,
                "max_idle": 300,
                # Number of requests that may wait for a connection. Further requests are refused at once.
                "max_waiting": 200,
            },
        )
    return found


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL: str = text("REDIS_URL")
if not REDIS_URL and MODE in {"production", "local"}:
    secret(
        "REDIS_URL",
        how="For example redis://localhost:6379/0; `make run` starts an embedded Valkey by itself.",
    )


def _shared_cache() -> dict[str, Any]:
    # Imported only if Redis is used: redis-py takes much memory.
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return {
        # Shared by all processes, because rate limits must hold across them.
        "BACKEND": "project.cache.Cache",
        "LOCATION": REDIS_URL,
        # Fail fast if the cache is down. Requests that don't need it continue (project.http.throttles).
        "OPTIONS": {
            "socket_connect_timeout": 1,
            "socket_timeout": 2,
            "retry": Retry(NoBackoff(), 1),
        },
    }


CACHES = {
    "default": _shared_cache()
    if REDIS_URL
    # A full cache drops the least recently used entries. With Django's limit of 300, a flood of requests would drop
    # the counters of the rate limits.
    else {"BACKEND": "project.cache.InProcessCache", "OPTIONS": {"MAX_ENTRIES": 20_000}}
}

USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = list(OFFERED.items())
LOCALE_PATHS = [BASE_DIR / "locale"]
#: Cookie with the language that was chosen in this browser, also before sign-in (project.http.languages).
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
# Static files are collected into the image. In a checkout, they are served from their source folders.
_IN_CHECKOUT = LOCAL or (VOLUME is not None and not (BASE_DIR / "staticfiles").is_dir())
STATIC_ROOT = None if _IN_CHECKOUT else BASE_DIR / "staticfiles"
WHITENOISE_USE_FINDERS = _IN_CHECKOUT
# Browsers revalidate files without a content hash in their name each time. If a service worker were cached for a
# minute, everyone who opened the app in that minute would have a stale one.
WHITENOISE_MAX_AGE = 0
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}

#: Folders with the operator's own decks, in addition to the library in `content/library`.
CONTENT_DIRS: list[str] = env.list("CONTENT_DIRS", default=[])

#: The operator's name. It is shown at pairing, because the operator could technically read answers.
OPERATOR_NAME: str = (
    env.str("OPERATOR_NAME", default="the person who started it on this computer")
    if LOCAL
    else secret("OPERATOR_NAME", how="Your name, or your organisation's: people see who runs this server.")
)
