"""An https server on localhost that sends the same response to every request, for the tests of `manage.py doctor`."""

from __future__ import annotations

import datetime as dt
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


@dataclass
class Stranger:
    """A running https server that sends the same response to every request.

    `says` is the response's JSON body, and `date` its Date header (None for the current time). If `raw` is set, the
    server sends these bytes instead of a response. Clients need the file `certificate` to trust the server.
    """

    certificate: Path
    port: int = 0
    says: Any = field(default_factory=dict)
    date: str | None = None
    raw: bytes = b""

    @property
    def origin(self) -> str:
        """The server's URL, without a path."""
        return f"https://localhost:{self.port}"


@contextmanager
def answering(folder: Path) -> Iterator[Stranger]:
    """Run an https server that sends the same response to every request, until the block ends.

    The server's certificate is written to `folder`.
    """
    stranger = Stranger(_certificate(folder))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if stranger.raw:
                self.wfile.write(stranger.raw)
                return
            body = json.dumps(stranger.says).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def date_time_string(self, timestamp: float | None = None) -> str:
            return stranger.date or super().date_time_string(timestamp)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(stranger.certificate)
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        stranger.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield stranger
        server.shutdown()
        thread.join()


def _certificate(folder: Path) -> Path:
    """Write a certificate for localhost, with its private key, to one file in `folder`.

    The certificate is valid until 2060, because tests change the clock.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2060, 1, 1, tzinfo=dt.UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "localhost.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    return file
