"""Every response has the security headers, no matter which code created it and which status it has."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from checkins.models import CheckIn
from couples.models import User
from tests.couples import staff
from tests.deploy.fresh_process import FreshProcesses
from tests.deploy.test_environment import operators_env
from tests.journeys.people import Person, pair

__all__ = ["operators_env"]

RULES = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def dist(settings: Any, tmp_path: Path) -> Path:
    """A folder with the files of a built front end, set as FRONTEND_DIST."""
    for name in ("index.html", "sw.js", "icon.svg", "manifest.webmanifest", "assets/index-C-z9QIhd.js"):
        (tmp_path / "en" / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / "en" / name).write_text("x")
    settings.FRONTEND_DIST = tmp_path
    return tmp_path


def _keeps_the_rules(answer: Any) -> None:
    if answer.streaming:
        answer.getvalue()  # closes the file
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    trusted = policy.pop("require-trusted-types-for", None), policy.pop("trusted-types", None)
    # Scripts of third-party pages write markup, so these pages have no Trusted Types.
    theirs = answer.wsgi_request.path.startswith(("/admin/", "/api/docs")) and answer.status_code != 404
    assert trusted == ((None, None) if theirs else ("'script'", "service-worker"))
    sources = {source for listed in policy.values() for source in listed.split()}
    assert "unsafe" not in str(sources)
    assert sources <= {"'none'", "'self'", "data:"}
    for name in ("default-src", "base-uri", "frame-ancestors", "object-src"):
        assert policy[name] == "'none'"
    assert {name: answer[name] for name in RULES} == RULES
    powers = dict(part.split("=") for part in answer["Permissions-Policy"].split(", "))
    assert {powers[name] for name in ("camera", "microphone", "geolocation", "payment", "usb")} == {"()"}
    assert {powers[name] for name in ("publickey-credentials-get", "screen-wake-lock")} == {"(self)"}
    assert not {name for name, who in powers.items() if who not in {"()", "(self)"}}


#: Requests by path: other values for the request, and the expected status of the response.
ASKED: dict[str, tuple[dict[str, Any], int]] = {
    "/": ({}, 200),
    "/check-in/3f55fc97-1121-40a9-8d53-2d49b67109af": ({}, 200),
    "/index.html": ({}, 200),
    "/sw.js": ({}, 200),
    "/icon.svg": ({}, 200),
    "/manifest.webmanifest": ({}, 200),
    "/assets/index-C-z9QIhd.js": ({}, 200),
    "/assets/gone.js": ({}, 404),
    "/api/docs": ({}, 200),
    "/api/schema": ({}, 200),
    "/api/v1/me": ({}, 401),
    "/api/v1/home?x=1": ({"REQUEST_METHOD": "PUT"}, 401),
    "/api/v1/nothing": ({}, 404),
    "/api": ({}, 404),
    "/api/v1/me/": ({}, 404),
    "/_allauth/browser/v1/config": ({}, 200),
    "/_allauth/browser/v1/auth/code/request": ({"REQUEST_METHOD": "POST"}, 400),
    "/_allauth/nothing": ({}, 404),
    "/admin/": ({}, 302),
    "/admin/login/": ({}, 200),
    "/health/live": ({}, 200),
    "/health/ready": ({"REQUEST_METHOD": "DELETE"}, 405),
    "/sign-in": ({"HTTP_HOST": "elsewhere.example"}, 200),
    "/api/v1/schedule": ({"HTTP_HOST": "elsewhere.example"}, 400),
    "/static/admin/css/base.css": ({}, 200),
}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ASKED)
def test_whatever_is_answered_keeps_the_rules(dist: Path, path: str) -> None:
    asked, status = ASKED[path]
    if path == "/sign-in":  # the page does not depend on the host; /api/v1/schedule does
        asked = {}
    answer = Client().get(path, **asked)
    assert answer.status_code == status
    _keeps_the_rules(answer)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/sw.js", "/api/v1/me", "/api/docs", "/health/live", "/_allauth/browser/v1/config"]
)
def test_trace_is_not_offered(dist: Path, path: str) -> None:
    answer = Person("Ada").client.generic("TRACE", path, headers={"X-Secret": "wolfsmilk"})
    assert answer.status_code == 405
    assert b"wolfsmilk" not in answer.getvalue()


def _broken(*_: Any, **__: Any) -> None:
    raise RuntimeError


@pytest.mark.django_db
def test_a_fault_keeps_the_rules_too(monkeypatch: pytest.MonkeyPatch) -> None:
    ada = Person("Ada")
    monkeypatch.setattr("couples.queries.me", _broken)
    ada.client.raise_request_exception = False
    answer = ada.client.get("/api/v1/me")
    assert answer.status_code == 500
    _keeps_the_rules(answer)
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize("path", [path for path in ASKED if re.match(r"/(api|_allauth|admin|health)", path)])
def test_no_answer_of_the_server_is_kept_anywhere(dist: Path, path: str) -> None:
    asked, _ = ASKED[path]
    answer = Client().get(path, **asked, headers={"If-Modified-Since": "Sun, 01 Mar 2037 12:00:00 GMT"})
    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer
    assert "Last-Modified" not in answer


@pytest.mark.django_db
def test_nor_is_what_someone_signed_in_is_told() -> None:
    ada, ben = Person("Ada"), Person("Ben")
    pair(ada, ben)
    card = ada.get("/home")["check_in"]["id"]
    for path in (
        "me",
        "home",
        f"check-ins/{card}",
        f"check-ins/{card}/reveal",
        "history",
        "starters",
        "pairing",
    ):
        answer = ada.client.get(f"/api/v1/{path}", headers={"If-None-Match": "*"})
        assert answer["Cache-Control"] == "no-store", path
        assert answer.status_code in (200, 404)
        _keeps_the_rules(answer)


@pytest.fixture
def support(db: None) -> Client:
    return staff.support()


def _every_admin_page() -> list[str]:
    made: list[str] = [reverse("admin:index")]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        made.append(reverse(f"{name}_changelist"))
        made += [reverse(f"{name}_change", args=[row.pk]) for row in model._default_manager.all()[:1]]
    return made


def test_supports_pages_run_under_the_policy_and_show_nothing_that_was_written(support: Client) -> None:
    ada, ben = Person("Ada"), Person("Ben")
    pair(ada, ben)
    for person in (ada, ben):
        person.submit(
            person.open_check_in(),
            lambda prompt: {
                "status": "answered" if prompt["kind"] != "guess" else "skipped",
                "value": None if prompt["kind"] in {"appreciation", "wish", "guess"} else 2,
                "note": "wolfsmilk and gravel",
                "sharing": "share",
            },
        )
    assert CheckIn.objects.get().state == "revealed"
    pages = _every_admin_page()
    assert len(pages) > 12
    for path in pages:
        answer = support.get(path)
        assert answer.status_code == 200, path
        _keeps_the_rules(answer)
        page = answer.content.decode()
        assert "wolfsmilk" not in page
        assert re.findall(r"<script(?![^>]*\b(?:src|type=\"application/json\")\b)[^>]*>", page) == [], path
        assert "<style" not in page
        assert re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", page) == [], path


def test_support_can_make_change_and_delete_hardly_anything(support: Client, rf: Any) -> None:
    request = rf.get("/admin/")
    request.user = User.objects.get(email="support@example.org")
    may: Callable[[str], set[str]] = lambda what: {  # noqa: E731  # one line, three times
        model._meta.label for model, page in admin.site._registry.items() if getattr(page, what)(request)
    }
    assert may("has_add_permission") == set()
    assert may("has_change_permission") == {"couples.User"}  # to switch an account off and on again
    assert may("has_delete_permission") == {"mfa.Authenticator"}  # for someone locked out


def test_nothing_that_people_write_has_a_page_for_support() -> None:
    written = {
        "checkins.Response",
        "checkins.TalkingPoint",
        "checkins.TalkingPointVoice",
        "couples.DataKey",
        "couples.PersonKey",
        "couples.PocketNote",
    }
    assert written <= {model._meta.label for model in apps.get_models()}
    assert not written & {model._meta.label for model in admin.site._registry}


_IN_PRODUCTION = """
import json
from django.conf import settings
from django.test import Client
client = Client(headers={"host": "side-by-side.example.org", "x-forwarded-proto": "https"})
found = {}
for path in ("/", "/health/live", "/api/v1/nothing", "/static/nothing.css"):
    answer = client.get(path)
    found[path] = {**answer.headers, "cookies": {name: dict(one) for name, one in answer.cookies.items()}}
plain = Client(headers={"host": "side-by-side.example.org"}).get("/sign-in")
found["plain"] = [plain.status_code, plain.get("Location")]
found["api"] = []
for path in ("/api/v1/me", "/_allauth/browser/v1/config"):
    answer = Client(headers={"host": "side-by-side.example.org"}).get(path)
    found["api"].append([answer.status_code, answer.json()["error"]["code"], list(answer.cookies)])
found["session"] = [
    settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY,
    settings.SESSION_COOKIE_SAMESITE, settings.SESSION_COOKIE_DOMAIN, settings.SESSION_COOKIE_PATH,
]
print(json.dumps(found))
"""


@pytest.mark.slow
def test_in_production_all_is_https_and_cookies_belong_to_this_host(
    processes: FreshProcesses, operators_env: dict[str, str]
) -> None:
    environment = {
        **operators_env,
        "DATABASE_URL": "sqlite:///:memory:",
        "REDIS_URL": "redis://localhost:1/0",
        "MODE": "production",
    }
    done = processes.manage(environment, "shell", "--no-imports", "--command", _IN_PRODUCTION)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    for path in ("/", "/health/live", "/api/v1/nothing", "/static/nothing.css"):
        assert found[path]["Strict-Transport-Security"] == "max-age=31536000"
        assert "'unsafe" not in found[path]["Content-Security-Policy"]
    assert found["plain"] == [301, "https://side-by-side.example.org/sign-in"]
    assert found["api"] == [[403, "https_only", []]] * 2, "a program is not sent on"
    assert found["session"] == ["__Host-session", True, True, "Lax", None, "/"]
    for name, cookie in found["/"]["cookies"].items():
        assert name.startswith("__Host-")
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
        assert cookie["samesite"] == "Lax"


def test_without_https_the_cookies_have_names_that_a_browser_takes_there() -> None:
    assert not settings.SESSION_COOKIE_NAME.startswith("__")
    assert not settings.CSRF_COOKIE_NAME.startswith("__")
