"""Pushes reach the public internet only, whatever a name resolves to."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import ipaddress
import re
import socket
import ssl
import threading
import time
import uuid
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
import pytest
from aiohttp.abc import ResolveResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from notifications.channels import Result, guard, push
from notifications.message import compose
from tests.services.push import Browser, PushService, Reply

T = TypeVar("T")
PUBLIC = "93.184.215.14"
NOW = dt.datetime(2026, 3, 1, 19, tzinfo=dt.UTC)
MESSAGE = compose(
    "test", user_id=uuid.UUID(int=1), check_in_id=None, display_name="", language="en", tone="generic",
    not_after=NOW + dt.timedelta(hours=1),
)  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "fe80::1%eth0", "fc00::1", "::", "::ffff:10.0.0.1", "ff02::1",
        # IPv4 in IPv6's clothes: a translator on the way would take them off.
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


def _resolving(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


def _post(url: str, **options: Any) -> int:
    """The status that a guarded session is answered with."""

    async def ask() -> int:
        async with (
            guard.session(connections=4) as session,
            session.post(url, data=b"x", allow_redirects=False, **options) as response,
        ):
            return response.status

    return _run(ask())


def _packed(url: str) -> push.Packed:
    packed = push.pack(push.Target(url, **Browser("").keys), MESSAGE)
    assert isinstance(packed, push.Packed)
    return packed


def _run(asking: Coroutine[Any, Any, T]) -> T:
    with asyncio.Runner(loop_factory=guard.EventLoop) as runner:
        found = runner.run(asking)
        runner.run(asyncio.sleep(2 * guard.GOODBYE))  # those that were left say goodbye
        return found


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_public_name_for_a_private_address_is_not_connected_to(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    _resolving(monkeypatch, PUBLIC, "10.0.0.1")
    with pytest.raises(guard.NotPublic):
        _post(f"{scheme}://push.example.com/x")


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "[fd00::1]", "[::ffff:10.0.0.1]", "[::1]"])
def test_an_address_in_place_of_a_name_is_looked_at_too(settings: Any, host: str) -> None:
    """Nobody resolves it, so that only whoever connects can say no."""
    settings.PUSH_ALLOW_LOOPBACK = False
    with pytest.raises(guard.NotPublic):
        _post(f"http://{host}/x")


@pytest.mark.parametrize("host", ["2130706433", "127.1", "0x7f.1", "0177.0.0.1"])
def test_an_address_in_disguise_is_none(settings: Any, host: str) -> None:
    settings.PUSH_ALLOW_LOOPBACK = False
    with pytest.raises((aiohttp.InvalidURL, guard.NotPublic)):
        _post(f"http://{host}/x")


def test_whatever_a_name_is_said_to_be_the_address_is_looked_at_as_it_is_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As if the resolver had been passed by, or fooled."""

    async def fooled(self: object, host: str, port: int = 0, family: int = 0) -> list[ResolveResult]:
        return [
            ResolveResult(hostname=host, host=each, port=port, family=family, proto=0, flags=0)
            for each in ("10.0.0.1", "10.0.0.2")
        ]

    monkeypatch.setattr(guard.Resolver, "resolve", fooled)
    with pytest.raises(guard.NotPublic):
        _post("https://push.example.com/x")


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
    assert _post(f"http://push.example.com:{pushes.port}/push/x") == 201
    assert asked.count("push.example.com") == 1
    [push] = pushes.to("http://push.example.com/push/x")
    assert push.headers["host"] == f"push.example.com:{pushes.port}"


def test_an_unknown_name_is_a_connection_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", nothing)
    with pytest.raises(aiohttp.ClientConnectionError):
        _post("https://push.example.com/x")


def test_the_environment_has_no_say(
    monkeypatch: pytest.MonkeyPatch, pushes: PushService, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("default login somebody password else\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert _post(pushes.endpoint("x"), headers={"TTL": "0"}) == 201
    [push] = pushes.to(pushes.endpoint("x"))
    assert set(push.headers) == {"host", "ttl", "content-type", "content-length"}


def test_nobody_is_followed_elsewhere_and_no_cookie_is_kept(pushes: PushService) -> None:
    elsewhere = {"Location": pushes.endpoint("elsewhere"), "Set-Cookie": "a=b; Path=/"}
    pushes.always(pushes.endpoint("x"), Reply(307, elsewhere))

    async def ask_twice() -> None:
        async with guard.session(connections=4) as session:
            for _ in range(2):
                result = await push.send(session, _packed(pushes.endpoint("x")), now=NOW)
                assert result == Result("refused", "push_307")

    _run(ask_twice())
    assert pushes.to(pushes.endpoint("elsewhere")) == []
    assert not any("cookie" in each.headers for each in pushes.to(pushes.endpoint("x")))


Reading = tuple[str, float]


def _talk(
    answer: Callable[[socket.socket], None],
    *,
    within: float = push.DEADLINE,
    scheme: str = "http",
    trusted: str | None = None,
) -> Reading:
    """Push to a server that answers so."""

    async def ask(url: str) -> Result:
        context = ssl.create_default_context(cafile=trusted) if trusted else None
        async with guard.session(connections=1, trusted=context) as session:
            return await push.send(session, _packed(url), now=NOW, within=within)

    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection, contextlib.suppress(OSError):
                answer(connection)

        threading.Thread(target=serve, daemon=True).start()
        url = f"{scheme}://127.0.0.1:{listening.getsockname()[1]}/x"
        began = time.monotonic()
        result = _run(ask(url))
        return result.code, time.monotonic() - began


def _drip(connection: socket.socket) -> None:
    connection.recv(4096)
    connection.sendall(b"HTTP/1.1 201 Created\r\n")
    while True:
        connection.sendall(b"X")
        time.sleep(0.1)


def _pour(connection: socket.socket) -> None:
    connection.recv(4096)
    connection.sendall(b"HTTP/1.1 201 Created\r\n")
    while True:
        connection.sendall(b"X: " + b"x" * 60_000 + b"\r\n")


def _enumerate(connection: socket.socket) -> None:
    connection.recv(4096)
    connection.sendall(b"HTTP/1.1 201 Created\r\n")
    while True:
        connection.sendall(b"X: x\r\n" * 100)


def _go_on(connection: socket.socket) -> None:
    connection.recv(4096)
    while True:
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


def _answer(connection: socket.socket, body: bytes = b"", length: int = 0) -> None:
    asked = b""
    while b"\r\n\r\n" not in asked or len(asked.partition(b"\r\n\r\n")[2]) < _length(asked):
        asked += connection.recv(4096)  # to close on what was not read would take the answer back
    connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: %d\r\n\r\n%s" % (length or len(body), body))


def _length(asked: bytes) -> int:
    found = re.search(rb"Content-Length: (\d+)", asked)
    assert found
    return int(found[1])


def _long(connection: socket.socket) -> None:
    _answer(connection, length=10**9)
    while True:
        connection.sendall(b"x" * 65_536)


def _half(connection: socket.socket) -> None:
    _answer(connection, length=100)
    time.sleep(8)


def test_an_answer_in_time_is_an_answer() -> None:
    assert _talk(_answer, within=2)[0] == "accepted"


@pytest.mark.parametrize("how", [_drip, _go_on])
def test_whoever_drips_is_left_when_the_time_is_up(how: Callable[[socket.socket], None]) -> None:
    code, took = _talk(how, within=0.4)
    assert code == "timeout"
    assert 0.3 < took < 3


@pytest.mark.parametrize("how", [_pour, _enumerate])
def test_whoever_pours_is_left_when_it_is_enough(how: Callable[[socket.socket], None]) -> None:
    code, took = _talk(how)
    assert code == "unreachable"
    assert took < 5


def test_an_endless_body_is_left_where_it_is_and_the_status_counts() -> None:
    code, took = _talk(_long)
    assert code == "accepted"
    assert took < 5


def test_half_a_body_is_waited_for_no_longer_than_the_rest() -> None:
    code, took = _talk(_half, within=0.4)
    assert code == "accepted"
    assert took < 3


def test_a_handshake_that_never_ends_is_left_too() -> None:
    def silent(connection: socket.socket) -> None:
        connection.recv(4096)
        time.sleep(8)

    code, took = _talk(silent, within=0.4, scheme="https")
    assert code == "timeout"
    assert took < 3


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a certificate for 127.0.0.1 with its key, signed by nobody but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    today = dt.datetime.now(dt.UTC)
    host = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=1))
        .add_extension(host, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "certificate.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(made.public_bytes(Encoding.PEM) + secret)
    return str(file)


def _encrypted(certificate: str, answer: Callable[[socket.socket], None]) -> Callable[[socket.socket], None]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def serve(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as encrypted:
            answer(encrypted)

    return serve


def test_all_that_holds_over_tls_too(certificate: str) -> None:
    assert _talk(_encrypted(certificate, _answer), scheme="https", trusted=certificate)[0] == "accepted"
    code, took = _talk(_encrypted(certificate, _drip), within=0.6, scheme="https", trusted=certificate)
    assert code == "timeout"
    assert took < 3


def test_a_certificate_that_nobody_vouches_for_is_not_spoken_to(certificate: str) -> None:
    heard: list[bytes] = []

    def listen(connection: socket.socket) -> None:
        heard.append(connection.recv(4096))

    assert _talk(_encrypted(certificate, listen), scheme="https")[0] == "unreachable"
    assert heard == []


def test_a_name_with_many_addresses_is_not_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers at any of them, and each alone would take as long as a connection may."""
    _resolving(monkeypatch, *(f"127.0.0.{number}" for number in range(2, 30)))
    tried: list[str] = []
    connect = guard._socket

    def watched(info: Any) -> socket.socket:
        tried.append(info[4][0])
        return connect(info)

    monkeypatch.setattr(guard, "_socket", watched)
    with pytest.raises(aiohttp.ClientConnectorError):
        _post("http://push.example.com:9/x")
    assert sorted(set(tried)) == [f"127.0.0.{number}" for number in range(2, 2 + guard.MOST_ADDRESSES)]
