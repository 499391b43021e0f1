"""Find a free port for a service that needs its port number before it starts."""

from __future__ import annotations

import socket


def free_port() -> int:
    """Return the number of a port on 127.0.0.1 that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
