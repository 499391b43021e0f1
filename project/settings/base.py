"""Apps, middleware, database, caches, files."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from content.languages import LANGUAGES as OFFERED
from project.settings.environment import LOCAL, MODE, VOLUME, env, secret
from project.settings.origin import normalised

BASE_DIR = Path(__file__).resolve().parent.parent.parent
FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
#: Files of the one-command start: keys, database, e-mails, logs.
LOCAL_DIR = Path(env.str("LOCAL_DIR", default=str(BASE_DIR / ".local")))

#: The file of keys that a first start made; None where keys come from the environment.
KEYS_FILE: Path | None = VOLUME.keys if VOLUME else LOCAL_DIR / "keys.env" if MODE == "local" else None

SECRET_KEY = secret(
    "SECRET_KEY", how="Make one: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
)
DEBUG = False
ORIGIN: str = normalised(
    env.str("ORIGIN", default="http://localhost:8000" if LOCAL else ""),
    # At home, another program may have port 443 already.
    any_port=MODE != "production",
)
# ORIGIN's host, any others, and "localhost" for the container's own health check.
ALLOWED_HOSTS: list[str] = [
    urlsplit(ORIGIN).hostname or "localhost",
    *env.list("ALLOWED_HOSTS", default=[]),
    "localhost",
    "127.0.0.1",
]
#: Number of our own proxies: so many addresses of X-Forwarded-For are trusted, from the right. At home there is always
#: one, because browsers need https and the app speaks http.
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
    # Always, so that the tables don't depend on whether there is a provider. It offers nothing by itself.
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
    # Also around static files: the service worker runs under the policy that it was sent with.
    "csp.middleware.CSPMiddleware",
    "project.http.middleware.BrowserRules",
    "project.http.middleware.RequireHttps",
    "project.http.pages.FrontendFiles",
    "project.http.middleware.NoStore",
    "project.http.languages.LanguageOfBrowser",
    "project.http.middleware.BodySize",
    "couples.signed_in.middleware.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "couples.signed_in.middleware.WhoAsks",
    "project.http.languages.LanguageOfAccount",
    "project.http.page_owner.PageOwner",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Innermost, so that cookies and headers of the others are also on the responses that this creates.
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
    """Configure DATABASE_URL: PostgreSQL in production, SQLite in WAL mode at home and for the one-command start."""
    if VOLUME:
        found: dict[str, Any] = env.db_url("DATABASE_URL", default=f"sqlite:///{VOLUME.database}")
    elif LOCAL:
        found = env.db_url("DATABASE_URL", default=f"sqlite:///{LOCAL_DIR}/side-by-side.sqlite3")
    else:
        secret("DATABASE_URL", how="For example postgres://user:password@host:5432/sidebyside")
        found = env.db_url("DATABASE_URL")
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {
            # Take the write lock at the start of a transaction: SQLite fails when it upgrades a read lock later.
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
        # The pool holds the connections, because threads come and go with the load, and a thread that ends would
        # leave its connection open at the server. project.database checks pooled connections.
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
                # Requests wait in turn for a connection; beyond this number they are refused at once.
                "max_waiting": 200,
            },
        )
    return found


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL: str = env.str("REDIS_URL", default="")
if not REDIS_URL and MODE in {"production", "local"}:
    secret(
        "REDIS_URL",
        how="For example redis://localhost:6379/0; `make run` starts an embedded Valkey by itself.",
    )


def _shared_cache() -> dict[str, Any]:
    # Loaded only where there is Redis: it takes much memory.
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return {
        # Shared by all processes, because rate limits must hold across them.
        "BACKEND": "project.cache.Cache",
        "LOCATION": REDIS_URL,
        # Notice a missing cache at once; requests that can do without it continue (project.http.throttles).
        "OPTIONS": {
            "socket_connect_timeout": 1,
            "socket_timeout": 2,
            "retry": Retry(NoBackoff(), 1),
        },
    }


CACHES = {
    "default": _shared_cache()
    if REDIS_URL
    # When it is full, what was used longest ago goes. With Django's limit of 300, a flood would empty the rate limits.
    else {"BACKEND": "project.cache.InProcessCache", "OPTIONS": {"MAX_ENTRIES": 20_000}}
}

USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = list(OFFERED.items())
LOCALE_PATHS = [BASE_DIR / "locale"]
#: What was chosen in this browser, also before signing in (project.http.languages). It says nothing else.
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
# Collected into the image; in a checkout, served from their source folders.
_IN_CHECKOUT = LOCAL or (VOLUME is not None and not (BASE_DIR / "staticfiles").is_dir())
STATIC_ROOT = None if _IN_CHECKOUT else BASE_DIR / "staticfiles"
WHITENOISE_USE_FINDERS = _IN_CHECKOUT
# Files that are not named after their content are revalidated each time: if a service worker were cached for a minute,
# everyone who opened the app in that minute would have a stale one.
WHITENOISE_MAX_AGE = 0
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}

#: Folders with the operator's own decks, in addition to the library in `content/library`.
CONTENT_DIRS: list[str] = env.list("CONTENT_DIRS", default=[])

#: The operator's name, shown at pairing because they could technically read answers.
OPERATOR_NAME: str = (
    env.str("OPERATOR_NAME", default="the person who started it on this computer")
    if LOCAL
    else secret("OPERATOR_NAME", how="Your name, or your organisation's: people see who runs this server.")
)
