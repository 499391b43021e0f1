"""Pushes reach the public internet only, whatever a name resolves to."""

from __future__ import annotations

import socket
from typing import Any

import pytest
import requests

from notifications.channels import guard
from tests.services.push import PushService

PUBLIC = "93.184.215.14"


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "fe80::1%eth0", "fc00::1", "::", "::ffff:10.0.0.1", "ff02::1",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(address: str) -> None:
    assert not guard.is_allowed_address(address)


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses_are_not(address: str) -> None:
    assert guard.is_allowed_address(address)


@pytest.mark.parametrize("allowed", [True, False])
def test_loopback_only_where_the_settings_say_so(settings: Any, allowed: bool) -> None:
    settings.PUSH_ALLOW_LOOPBACK = allowed
    for address in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
        assert guard.is_allowed_address(address) is allowed


def _resolving(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_public_name_for_a_private_address_is_not_connected_to(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    _resolving(monkeypatch, PUBLIC, "10.0.0.1")
    with pytest.raises(guard.NotPublic):
        guard.session().post(f"{scheme}://push.example.com/x", data=b"x", timeout=1)


def test_the_connection_goes_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch, pushes: PushService
) -> None:
    """The name resolves to loopback for the guard and to nothing for anybody who asks again."""
    asked: list[str] = []

    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        if host not in ("push.example.com", "127.0.0.1"):
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    answer = guard.session().post(f"http://push.example.com:{pushes.port}/push/x", data=b"x", timeout=2)
    assert answer.status_code == 201
    assert asked.count("push.example.com") == 1
    [push] = pushes.to("http://push.example.com/push/x")
    assert push.headers["host"] == f"push.example.com:{pushes.port}"


def test_an_unknown_name_is_a_connection_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    with pytest.raises(requests.ConnectionError):
        guard.session().post("https://push.example.com/x", timeout=1)


def test_the_environment_has_no_say(monkeypatch: pytest.MonkeyPatch, pushes: PushService) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert guard.session().post(pushes.endpoint("x"), data=b"x", timeout=2).status_code == 201
