"""Find a free port for a service that needs its port number before it starts."""

from __future__ import annotations

import random
import socket

#: Ports below those that systems give out by themselves. Until the service has bound its port, or if the test wants
#: nothing to listen there, only another call of `free_port` can take the port.
_PORTS = range(15_000, 32_000)


def free_port() -> int:
    """Return the number of a port on 127.0.0.1 that was free a moment ago. Raise OSError if none is free."""
    # Not seeded as each test is, because tests in two processes would try the same ports.
    for port in random.SystemRandom().sample(_PORTS, 100):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError("No free port on 127.0.0.1.")
