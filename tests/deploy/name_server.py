"""A DNS server on loopback that returns the same IPv4 addresses for every name.

Docker's own DNS server also returns several addresses for a service that runs in several containers.
"""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv4Address

_A, _IN = 1, 1


@contextmanager
def names(*addresses: str) -> Iterator[int]:
    """Run a DNS server that returns `addresses` for every name, and yield its UDP port."""

    class Answering(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked, back = self.request
            end = asked.index(b"\0", 12) + 5
            kind = struct.unpack_from("!H", asked, end - 4)[0]
            found = addresses if kind == _A else ()
            head = struct.pack("!2sHHHHH", asked[:2], 0x8180, 1, len(found), 0, 0)
            rows = b"".join(
                struct.pack("!HHHIH4s", 0xC00C, _A, _IN, 1, 4, IPv4Address(each).packed) for each in found
            )
            back.sendto(head + asked[12:end] + rows, self.client_address)

    with socketserver.ThreadingUDPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join(5)
