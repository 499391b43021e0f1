"""`manage.py doctor` reports faults of the sign-in provider and its settings, and prints no secret."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import Settings

from project.doctor.provider import sign_in_provider
from project.doctor.results import CheckResult
from tests.services.ports import free_port
from tests.services.provider import RunningProvider
from tests.services.provider_process import SECRET


def _only() -> CheckResult:
    [found] = sign_in_provider()
    assert bool(found.do) == (found.state != "ok")
    assert SECRET not in str(found)
    return found


def test_a_server_without_a_provider_hears_nothing_of_it() -> None:
    assert not list(sign_in_provider())


def test_a_provider_that_takes_us_is_fine(provider: RunningProvider) -> None:
    assert (_only().state, _only().says) == ("ok", "Pocket ID answers and takes us")


def test_a_provider_that_can_not_be_reached_is_named(provider: RunningProvider, settings: Settings) -> None:
    settings.OIDC_ISSUER = f"http://127.0.0.1:{free_port()}"
    assert "returns no document (ConnectionError)" in _only().says


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"document": {"issuer": "https://id.example.org/"}}, "it calls itself https://id.example.org/"),
        ({"document": {"id_token_signing_alg_values_supported": ["HS256"]}}, "it signs with HS256"),
        ({"away": ["/token"]}, "its address for tokens does not answer"),
        ({"away": ["/.well-known/openid-configuration"]}, "returns no document"),
    ],
    ids=["issuer", "algorithm", "token", "document"],
)
def test_what_is_wrong_with_the_provider_is_named(
    provider: RunningProvider, wrong: dict[str, Any], says: str
) -> None:
    provider.says(**wrong)
    assert says in _only().says


def test_a_wrong_client_secret_is_named(provider: RunningProvider, settings: Settings) -> None:
    settings.OIDC_CLIENT_SECRET = "an-earlier-one"
    assert _only().says == "it refuses our client id or secret"


def test_an_issuer_with_a_slash_at_its_end_has_its_document_in_the_same_place(
    provider: RunningProvider, settings: Settings
) -> None:
    settings.OIDC_ISSUER = f"{provider.issuer}/"
    provider.says(document={"issuer": f"{provider.issuer}/"})
    assert _only().state == "ok"
