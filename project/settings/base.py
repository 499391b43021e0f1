"""Apps, middleware, database, caches, files."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from redis.backoff import NoBackoff
from redis.retry import Retry

from project.settings.environment import LOCAL, MODE, env, secret
from project.settings.origin import normalised

BASE_DIR = Path(__file__).resolve().parent.parent.parent
FRONTEND_DIST = BASE_DIR / "frontend" / "dist"
#: What the one-command start makes: keys, database, mail, logs.
LOCAL_DIR = Path(env.str("LOCAL_DIR", default=str(BASE_DIR / ".local")))

SECRET_KEY = secret(
    "SECRET_KEY", how="Make one: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
)
DEBUG = False
ORIGIN: str = normalised(env.str("ORIGIN", default="http://localhost:8000" if LOCAL else ""), any_port=LOCAL)
# ORIGIN's, any others, and "localhost" everywhere: the container asks itself whether it is well.
ALLOWED_HOSTS: list[str] = [
    urlsplit(ORIGIN).hostname or "localhost",
    *env.list("ALLOWED_HOSTS", default=[]),
    "localhost",
    "127.0.0.1",
]
#: How many proxies of ours stand in front: that many addresses of X-Forwarded-For are believed, from the right.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

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
    "content",
    "couples",
    "checkins",
    "notifications",
    "project",
]

MIDDLEWARE = [
    "project.middleware.Hops",
    "django.middleware.security.SecurityMiddleware",
    # Around the files too: the service worker runs under the policy that it was sent with.
    "csp.middleware.CSPMiddleware",
    "project.middleware.BrowserRules",
    "project.middleware.HttpsAlone",
    "project.pages.FrontendFiles",
    "project.middleware.NoStore",
    "project.middleware.BodySize",
    "couples.middleware.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "couples.middleware.WhoAsks",
    "project.page_owner.PageOwner",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Innermost: what the others put on an answer (cookies) stays on the one that this makes.
    "project.middleware.OneEnvelope",
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
    """The database of DATABASE_URL: PostgreSQL in production, SQLite in WAL mode for the embedded start."""
    if LOCAL:
        found: dict[str, Any] = env.db_url(
            "DATABASE_URL", default=f"sqlite:///{LOCAL_DIR}/side-by-side.sqlite3"
        )
    else:
        secret("DATABASE_URL", how="For example postgres://user:password@host:5432/sidebyside")
        found = env.db_url("DATABASE_URL")
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {
            # A write transaction takes its lock at the start: a read lock that grows is how SQLite loses updates.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                # What is deleted is overwritten. Out of the -wal file it goes by couples.wiping.
                "PRAGMA secure_delete=ON;"
            ),
        }
    else:
        found["ENGINE"] = "project.database"
        # Connections belong to the process, not to threads, which come and go with the load: a thread that ends would
        # leave its connection open at the server. The pool looks at them by itself (project.database).
        found["CONN_MAX_AGE"] = 0
        # The same few queries over and over: PostgreSQL keeps their plans.
        found.setdefault("OPTIONS", {}).update(
            server_side_binding=True,
            prepare_threshold=3,
            pool={
                "min_size": 0,
                "max_size": env.int("DATABASE_CONNECTIONS", default=16),
                "timeout": 10,
                "max_idle": 300,
                # What is asked for late is still asked for in turn; a crowd beyond this is turned away at once.
                "max_waiting": 200,
            },
        )
    return found


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL: str = env.str("REDIS_URL", default="")
if not REDIS_URL and MODE != "test":
    secret(
        "REDIS_URL",
        how="For example redis://localhost:6379/0; `make run` starts an embedded Valkey by itself.",
    )
CACHES = {
    "default": {
        # Shared by all processes: rate limits that only one process knew would be none.
        "BACKEND": "project.cache.Cache",
        "LOCATION": REDIS_URL,
        # A cache that is gone is found out about at once; what can go on without it does (project.throttles).
        "OPTIONS": {
            "socket_connect_timeout": 1,
            "socket_timeout": 2,
            "retry": Retry(NoBackoff(), 1),
        },
    }
    if REDIS_URL
    else {"BACKEND": "project.cache.InProcessCache"}
}

USE_I18N = True
LANGUAGE_CODE = "en"
#: Those that there are words for.
LANGUAGES = [("en", "English")]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
# Collected into the image; elsewhere served from where they are.
STATIC_ROOT = None if LOCAL else BASE_DIR / "staticfiles"
WHITENOISE_USE_FINDERS = LOCAL
# Whatever is not named after its content is asked for again each time: a worker or an icon that is stale for a
# minute is stale with everybody who opened the app in that minute.
WHITENOISE_MAX_AGE = 0
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}

#: Folders with decks of one's own, beside the library in `content/library`.
CONTENT_DIRS: list[str] = env.list("CONTENT_DIRS", default=[])

#: Who runs this server, told plainly at pairing: they could technically read answers.
OPERATOR_NAME: str = (
    env.str("OPERATOR_NAME", default="the person who started it on this computer")
    if LOCAL
    else secret("OPERATOR_NAME", how="Your name, or your organisation's: people are told who runs this.")
)
