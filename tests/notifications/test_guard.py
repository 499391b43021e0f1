"""Pushes reach the public internet only, whatever a name resolves to."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from notifications.channels import guard
from tests.services.push import PushService

PUBLIC = "93.184.215.14"


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


Reading = tuple[int, float, type[BaseException] | None]


def _talk(
    answer: Callable[[socket.socket], None],
    seconds: float,
    most: int,
    scheme: str = "http",
    verify: bool | str = True,
) -> Reading:
    """Ask a server that answers so: the status (0 for none), the seconds it took, what was raised."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection, contextlib.suppress(OSError):
                answer(connection)

        threading.Thread(target=serve, daemon=True).start()
        url = f"{scheme}://127.0.0.1:{listening.getsockname()[1]}/x"
        began, status, raised = time.monotonic(), 0, None
        try:
            with guard.within(seconds, most=most), guard.session() as session:
                status = session.post(
                    url, data=b"x", timeout=(5, 5), allow_redirects=False, verify=verify
                ).status_code
        except requests.RequestException as error:
            raised = type(error)
        return status, time.monotonic() - began, raised


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


def _go_on(connection: socket.socket) -> None:
    connection.recv(4096)
    while True:
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


def _answer(connection: socket.socket) -> None:
    asked = b""
    while not asked.endswith(b"\r\n\r\nx"):  # to close on what was not read would take the answer back
        asked += connection.recv(4096)
    connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")


def test_an_answer_in_time_is_an_answer() -> None:
    assert _talk(_answer, 2, 4096)[0] == 201


@pytest.mark.parametrize("how", [_drip, _go_on])
def test_whoever_drips_is_left_when_the_time_is_up(how: Callable[[socket.socket], None]) -> None:
    status, took, raised = _talk(how, 0.6, 65_536)
    assert (status, raised) == (0, requests.ReadTimeout)
    assert 0.5 < took < 4


def test_whoever_pours_is_left_when_it_is_enough() -> None:
    status, took, raised = _talk(_pour, 20, 65_536)
    assert (status, raised) == (0, requests.ReadTimeout)
    assert took < 5


def test_a_handshake_that_never_ends_is_left_too() -> None:
    def silent(connection: socket.socket) -> None:
        connection.recv(4096)
        time.sleep(8)

    status, took, raised = _talk(silent, 0.6, 65_536, scheme="https")
    assert (status, took < 4) == (0, True)
    assert raised is not None


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
    assert _talk(_encrypted(certificate, _answer), 5, 4096, "https", certificate)[0] == 201
    status, took, raised = _talk(_encrypted(certificate, _drip), 1.5, 4096, "https", certificate)
    assert (status, raised) == (0, requests.ReadTimeout)
    assert took < 4


def test_a_certificate_that_nobody_vouches_for_is_not_spoken_to(certificate: str) -> None:
    status, _, raised = _talk(_encrypted(certificate, _answer), 5, 4096, "https")
    assert (status, raised) == (0, requests.exceptions.SSLError)


def test_a_name_with_many_addresses_is_not_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers at any of them, and each alone would take as long as a connection may."""
    _resolving(monkeypatch, *(f"127.0.0.{number}" for number in range(2, 30)))
    tried: list[str] = []

    def refuse(address: tuple[str, int], *_: Any, **__: Any) -> None:
        tried.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr("urllib3.util.connection.create_connection", refuse)
    with pytest.raises(requests.ConnectionError):
        guard.session().post("http://push.example.com/x", timeout=1)
    assert len(tried) == guard.MOST_ADDRESSES
