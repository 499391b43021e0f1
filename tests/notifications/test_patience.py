"""Tests of the limits for push services: the time that they may take, their response's size, and their certificate."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from notifications.channels import SendResult, guard, push
from tests.notifications.guarded import post, push_to, resolving, run

pytestmark = pytest.mark.slow

Reading = tuple[str, float]
#: Seconds for which a test server holds its client. A test takes far less than half of this, even on a busy machine.
HELD = 60


def _talk(
    answer: Callable[[socket.socket], None],
    *,
    within: float = push.DEADLINE,
    scheme: str = "http",
    trusted: str | None = None,
) -> Reading:
    """Push to a local server that handles the connection with `answer`, and return (result code, seconds taken).

    `within` is the push's time limit in seconds. `scheme` is "http" or "https", and `trusted` is the path of a file
    with certificates that the push trusts.
    """

    async def ask(url: str) -> SendResult:
        context = ssl.create_default_context(cafile=trusted) if trusted else None
        async with guard.session(connections=1, trusted=context) as session:
            return await push_to(session, url, within=within)

    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection, contextlib.suppress(OSError):
                answer(connection)

        threading.Thread(target=serve, daemon=True).start()
        url = f"{scheme}://127.0.0.1:{listening.getsockname()[1]}/x"
        began = time.monotonic()
        result = run(ask(url))
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
        if not (more := connection.recv(4096)):
            return
        asked += more  # closing with unread data would discard the response
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
    time.sleep(HELD)


def test_an_answer_in_time_is_an_answer() -> None:
    assert _talk(_answer, within=2)[0] == "accepted"


@pytest.mark.parametrize("how", [_drip, _go_on])
def test_whoever_drips_is_left_when_the_time_is_up(how: Callable[[socket.socket], None]) -> None:
    code, took = _talk(how, within=0.4)
    assert code == "timeout"
    assert 0.3 < took < HELD / 2


@pytest.mark.parametrize("how", [_pour, _enumerate])
def test_whoever_pours_is_left_when_it_is_enough(how: Callable[[socket.socket], None]) -> None:
    code, took = _talk(how)
    assert code == "unreachable"
    assert took < HELD / 2


def test_an_endless_body_is_left_where_it_is_and_the_status_counts() -> None:
    code, took = _talk(_long)
    assert code == "accepted"
    assert took < HELD / 2


def test_half_a_body_is_waited_for_no_longer_than_the_rest() -> None:
    code, took = _talk(_half, within=1.5)
    assert code == "accepted"
    assert took < HELD / 2


def test_a_handshake_that_never_ends_is_left_too() -> None:
    def silent(connection: socket.socket) -> None:
        connection.recv(4096)
        time.sleep(HELD)

    code, took = _talk(silent, within=0.4, scheme="https")
    assert code == "timeout"
    assert took < HELD / 2


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Path of a file with a self-signed certificate for 127.0.0.1 and its key."""
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
    assert took < HELD / 2


def test_a_certificate_that_nobody_vouches_for_is_not_spoken_to(certificate: str) -> None:
    heard: list[bytes] = []

    def listen(connection: socket.socket) -> None:
        heard.append(connection.recv(4096))

    assert _talk(_encrypted(certificate, listen), scheme="https")[0] == "unreachable"
    assert heard == []


def test_a_name_with_many_addresses_is_not_tried_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try only the first `MOST_ADDRESSES` addresses of a host name, because each attempt may end in a timeout."""
    resolving(monkeypatch, *(f"127.0.0.{number}" for number in range(2, 30)))
    tried: list[str] = []
    connect = guard._socket

    def watched(info: Any) -> socket.socket:
        tried.append(info[4][0])
        return connect(info)

    monkeypatch.setattr(guard, "_socket", watched)
    with pytest.raises(aiohttp.ClientConnectorError):
        post("http://push.example.com:9/x")
    assert sorted(set(tried)) == [f"127.0.0.{number}" for number in range(2, 2 + guard.MOST_ADDRESSES)]


def test_a_lookup_that_never_ends_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Don't let the push or the event loop wait for a name server that does not respond."""
    over = threading.Event()

    def hang(*_: Any, **__: Any) -> list[Any]:
        over.wait(HELD)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", hang)

    async def ask() -> SendResult:
        async with guard.session(connections=1) as session:
            return await push_to(session, "https://fcm.googleapis.com/x", within=0.4)

    began = time.monotonic()
    try:
        assert run(ask()).code == "timeout"
        assert time.monotonic() - began < HELD / 2
    finally:
        over.set()
