"""Tests that pushes connect only to public addresses, whatever a host name resolves to."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.abc import ResolveResult

from notifications.channels import SendResult, guard
from tests.notifications.guarded import post, push_to, resolving, run
from tests.services.push import PushService, Reply

PUBLIC = "93.184.215.14"


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "fe80::1%eth0", "fc00::1", "::", "::ffff:10.0.0.1", "ff02::1",
        # IPv6 addresses that contain a private IPv4 address, to which a gateway could connect. The last is private.
        "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe", "2002:a00:1::", "2001:0:a00:1::", "::10.0.0.1", "fd00:ec2::254",
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


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_public_name_for_a_private_address_is_not_connected_to(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    resolving(monkeypatch, PUBLIC, "10.0.0.1")
    with pytest.raises(guard.NotPublic):
        post(f"{scheme}://push.example.com/x")


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "[fd00::1]", "[::ffff:10.0.0.1]", "[::1]"])
def test_an_address_in_place_of_a_name_is_looked_at_too(settings: Any, host: str) -> None:
    """Refuse a URL with a private IP address as host, although no host name is looked up."""
    settings.PUSH_ALLOW_LOOPBACK = False
    with pytest.raises(guard.NotPublic):
        post(f"http://{host}/x")


@pytest.mark.parametrize("host", ["2130706433", "127.1", "0x7f.1", "0177.0.0.1"])
def test_an_address_in_disguise_is_none(settings: Any, host: str) -> None:
    settings.PUSH_ALLOW_LOOPBACK = False
    with pytest.raises((aiohttp.InvalidURL, guard.NotPublic)):
        post(f"http://{host}/x")


def test_whatever_a_name_is_said_to_be_the_address_is_looked_at_as_it_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Refuse to connect to a private address, even if the resolver has let this address through."""

    async def fooled(self: object, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=each, port=port, family=family, proto=0, flags=0)
            for each in ("10.0.0.1", "10.0.0.2")
        ]

    monkeypatch.setattr(guard.Resolver, "resolve", fooled)
    with pytest.raises(guard.NotPublic):
        post("https://push.example.com/x")


def test_the_connection_goes_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch, pushes: PushService
) -> None:
    """Look up the name only once, so that a second lookup cannot return an address that was not checked."""
    asked: list[str] = []

    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        if host not in ("push.example.com", "127.0.0.1"):
            raise socket.gaierror
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert post(f"http://push.example.com:{pushes.port}/push/x") == 201
    assert asked.count("push.example.com") == 1
    [push] = pushes.to("http://push.example.com/push/x")
    assert push.headers["host"] == f"push.example.com:{pushes.port}"


def test_an_unknown_name_is_a_connection_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    with pytest.raises(aiohttp.ClientConnectionError):
        post("https://push.example.com/x")


def test_the_environment_has_no_say(
    monkeypatch: pytest.MonkeyPatch, pushes: PushService, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("default login somebody password else\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert post(pushes.endpoint("x"), headers={"TTL": "0"}) == 201
    [push] = pushes.to(pushes.endpoint("x"))
    assert set(push.headers) == {"host", "ttl", "content-type", "content-length"}


def test_nobody_is_followed_elsewhere_and_no_cookie_is_kept(pushes: PushService) -> None:
    elsewhere = {"Location": pushes.endpoint("elsewhere"), "Set-Cookie": "a=b; Path=/"}
    pushes.always(pushes.endpoint("x"), Reply(307, elsewhere))

    async def ask_twice() -> None:
        async with guard.session(connections=4) as session:
            for _ in range(2):
                result = await push_to(session, pushes.endpoint("x"))
                assert result == SendResult("refused", "push_307")

    run(ask_twice())
    assert pushes.to(pushes.endpoint("elsewhere")) == []
    assert not any("cookie" in each.headers for each in pushes.to(pushes.endpoint("x")))
