"""The app's page and its files are served with the right caching and the right security policy."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from project.http import client_routes
from scripts.bootstrap import ROOT

PAGE = b"<!doctype html><title>Side by Side</title>"


@pytest.fixture
def dist(settings: Settings, tmp_path: Path) -> Path:
    """A folder with the files of a built front end, set as FRONTEND_DIST."""
    files = {
        "index.html": PAGE,
        "sw.js": b"self",
        "icon.svg": b"<svg/>",
        "manifest.webmanifest": b"{}",
        "assets/index-C-z9QIhd.js": b"1",
        "assets/index-CX0anEth.css": b"1",
        "assets/plain.svg": b"<svg/>",
    }
    for name, content in files.items():
        (tmp_path / "en" / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / "en" / name).write_bytes(content)
    settings.FRONTEND_DIST = tmp_path
    return tmp_path


@pytest.fixture
def browser(dist: Path, db: None) -> Client:
    return Client()


def _get(browser: Client, path: str, **options: Any) -> tuple[Any, bytes]:
    response = browser.get(path, **options)
    return response, response.getvalue()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/index.html",
        "/check-in/3f55fc97-1121-40a9-8d53-2d49b67109af",
        "/reveal/3F55FC97-1121-40A9-8D53-2D49B67109AF/",
        "/join",
        "/join%23code",
        "//",
        "/history/",
        "/settings?a=1",
    ],
)
def test_every_address_of_the_app_is_its_one_page(browser: Client, path: str) -> None:
    response, content = _get(browser, path)
    assert (response.status_code, content) == (200, PAGE)
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    assert "csrftoken" in response.cookies
    # The service worker caches this response with its headers and then serves it from the cache.
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


def test_the_server_and_the_app_know_the_same_addresses() -> None:
    routes = (ROOT / "frontend" / "src" / "app" / "routes.tsx").read_text()
    assert {*re.findall(r"path: \"([^\"]+)\"", routes), "/index.html"} == set(client_routes.PATHS)


@pytest.mark.parametrize(
    "path",
    [
        "/reveal/x/y",
        "/wp-login.php",
        "/.env",
        "/favicon.ico",
        "/robots.txt",
        "/settings/nothing",
        "/check-in/",
        "/check-in/5",
        "/reveal/%3Cscript%3E",
        "/waiting/%2e%2e",
        "/history/3f55fc97-1121-40a9-8d53-2d49b67109af-1",
    ],
)
def test_an_address_that_the_app_has_no_page_for_is_not_found_and_says_so_in_the_app(
    browser: Client, path: str
) -> None:
    response, content = _get(browser, path)
    assert (response.status_code, content) == (404, PAGE)
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_password_managers_find_where_keys_are_and_nothing_else_is_well_known(browser: Client) -> None:
    found = browser.get("/.well-known/change-password")
    assert (found.status_code, found["Location"]) == (302, "/settings/sign-in")
    for name in ("resource-that-should-not-exist-whose-status-code-should-not-be-200", "security.txt"):
        response, content = _get(browser, f"/.well-known/{name}")
        assert (response.status_code, PAGE in content) == (404, False)


@pytest.mark.parametrize("path", ["/assets/gone-C-z9QIhd.js", "/api/v2", "/health/x", "/static/no.css"])
def test_what_is_no_page_is_not_answered_with_one(browser: Client, path: str) -> None:
    response, content = _get(browser, path)
    assert (response.status_code, PAGE in content) == (404, False)


@pytest.mark.parametrize("path", ["/", "/join", "/reveal/3f55fc97-1121-40a9-8d53-2d49b67109af"])
def test_a_chat_shows_the_same_preview_of_every_address_from_this_host_alone(
    browser: Client, settings: Settings, path: str
) -> None:
    written = (ROOT / "frontend" / "index.html").read_bytes()
    (settings.FRONTEND_DIST / "en/index.html").write_bytes(written)
    told = dict(
        re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)"', _get(browser, path)[1].decode())
    )
    assert told["og:image"] == f"{settings.ORIGIN}/preview.png"
    assert told["og:title"] == "Side by Side"
    # The page contains nothing of the request or the person: it is the same at another path.
    assert _get(browser, path)[1] == _get(browser, "/about")[1]


def test_the_preview_picture_is_small_and_of_the_size_that_the_page_says() -> None:
    picture = (ROOT / "frontend" / "public" / "preview.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)
    assert len(picture) < 200_000


def test_the_admin_is_found_without_its_slash(browser: Client) -> None:
    assert browser.get("/admin").headers["Location"] == "/admin/"


@pytest.mark.parametrize(
    "path", ["/../index.html", "/%2e%2e/manage.py", "/assets/../../manage.py", "//etc/passwd"]
)
def test_nothing_outside_the_build_is_served(browser: Client, path: str) -> None:
    assert _get(browser, path)[1] in {
        PAGE,
        b'{"error": {"code": "not_found", "message": "There is nothing here."}}',
    }


def test_a_server_without_a_build_says_so(settings: Settings, tmp_path: Path, db: None) -> None:
    settings.FRONTEND_DIST = tmp_path / "nothing"
    response, content = _get(Client(), "/")
    assert response.status_code == 503
    assert b"make run" in content


@pytest.mark.parametrize("name", ["assets/index-C-z9QIhd.js", "assets/index-CX0anEth.css"])
def test_what_is_named_after_its_content_is_kept_for_good(browser: Client, name: str) -> None:
    kept = _get(browser, f"/{name}")[0]["Cache-Control"]
    assert "immutable" in kept
    assert int(re.findall(r"max-age=(\d+)", kept)[0]) >= 365 * 24 * 3600


@pytest.mark.parametrize("name", ["sw.js", "icon.svg", "manifest.webmanifest", "assets/plain.svg"])
def test_anything_else_is_asked_for_again_and_cheaply(browser: Client, name: str) -> None:
    response, _ = _get(browser, f"/{name}")
    assert response["Cache-Control"] == "max-age=0, public"
    again, content = _get(browser, f"/{name}", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, content) == (304, b"")


def test_the_manifest_says_what_it_is(browser: Client) -> None:
    assert _get(browser, "/manifest.webmanifest")[0]["Content-Type"] == "application/manifest+json"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/sign-in",
        "/api/v1/me",
        "/api/v1/nothing",
        "/api/docs",
        "/api/schema",
        "/admin/login/",
        "/health/live",
        "/_allauth/browser/v1/config",
        "/api/v1/notifications/unsubscribe/x",
    ],
)
def test_the_policy_allows_nothing_unsafe_and_no_one_else(browser: Client, path: str) -> None:
    response, _ = _get(browser, path)
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    allowed = {source for sources in policy.values() for source in sources.split()}
    assert allowed - {"'script'", "service-worker"} == {"'none'", "'self'", "data:"}
    assert [name for name, sources in policy.items() if "data:" in sources] == ["img-src"]
    for name in ("default-src", "base-uri", "frame-ancestors", "object-src"):
        assert policy[name] == "'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/api/docs", "/admin/login/"])
def test_pages_that_we_did_not_write_run_under_that_policy_too(browser: Client, path: str) -> None:
    page = _get(browser, path)[1].decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", page) == []
    assert "<style" not in page
    assert re.findall(r"\s(?:style|on\w+)=", page) == []
    for source in re.findall(r"<(?:script|link)[^>]*(?:src|href)=\"([^\"]+)\"", page):
        assert source.startswith("/"), "from here alone"
        assert _get(browser, source.replace("&amp;", "&"))[0].status_code == 200


def test_the_manifest_names_pages_and_pictures_that_exist() -> None:
    public = ROOT / "frontend" / "public"
    manifest = json.loads((public / "manifest.webmanifest").read_text())
    assert [shortcut["name"] for shortcut in manifest["shortcuts"]] == ["Answer", "Pocket", "Jar"]
    assert all(client_routes.is_page(shortcut["url"]) for shortcut in manifest["shortcuts"])
    for shown in manifest["screenshots"]:
        picture = (public / shown["src"].removeprefix("/")).read_bytes()
        # A JPEG's frame header: marker, length, precision, then height and width.
        frame = re.search(rb"\xff[\xc0\xc2]..\x08(..)(..)", picture, re.DOTALL)
        assert frame is not None
        height, width = (int.from_bytes(size) for size in frame.groups())
        assert shown["sizes"] == f"{width}x{height}"
