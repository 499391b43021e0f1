"""A minimal push service in a separate process, which needs little CPU: `python -m benchmarks.reminders.endpoint`.

It prints its port, and serves until its standard input ends. It responds with 201 after the number of seconds at the
beginning of the path: 0.05 seconds for `/0.05/person1`.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_ANSWER = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class _PushConnection(asyncio.Protocol):
    def __init__(self) -> None:
        self._came = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._came += data
        head, found, rest = self._came.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not found or not length or len(rest) < int(length[1]):
            return
        self._came = b""
        seconds = float(head.split(b"/", 2)[1])
        if seconds:
            asyncio.get_running_loop().call_later(seconds, self._transport.write, _ANSWER)
        else:
            self._transport.write(_ANSWER)


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_PushConnection, "127.0.0.1", 0, backlog=1024)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


@contextmanager
def push_service() -> Iterator[str]:
    """Run the push service in a separate process during the `with` block, and yield its URL without a path."""
    command = [sys.executable, "-m", "benchmarks.reminders.endpoint"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ
    ) as process:
        assert process.stdin
        assert process.stdout
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        process.stdin.close()
        process.wait(10)


if __name__ == "__main__":
    asyncio.run(_serve())
