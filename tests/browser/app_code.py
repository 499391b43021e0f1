"""Run pieces of Python code with the settings and database of a running app, in a process that starts only once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

#: Loads the app once, and runs each piece of code in a fork. So no two pieces share a database connection.
_PROGRAM = """
import json, os, sys, traceback
import django
django.setup()
from content.catalogue import catalogue
from tests.browser import past
catalogue()
for line in sys.stdin:
    fork = os.fork()
    if fork == 0:
        break
    print(os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]), flush=True)
else:
    sys.exit()
os.dup2(2, 1)
code = 0
try:
    exec(json.loads(line), {})
except BaseException:
    traceback.print_exc()
    code = 1
sys.stdout.flush()
sys.stderr.flush()
os._exit(code)
"""


class AppCode:
    """A process with the app loaded, for running pieces of Python code: `app_code.run("from couples …")`.

    The process starts at the first call of `run`. Its environment variables are those of the running app.
    """

    def __init__(self, environment: Mapping[str, str], root: Path, log: Path) -> None:
        self._environment, self._root, self._log = environment, root, log
        self._process: subprocess.Popen[str] | None = None

    def run(self, code: str) -> None:
        """Run the code and wait until it ends. If the code fails, raise RuntimeError with its output."""
        if self._process is None:
            with self._log.open("wb") as log:
                self._process = subprocess.Popen(
                    [sys.executable, "-c", _PROGRAM],
                    cwd=self._root,
                    env=self._environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(code) + "\n")
        self._process.stdin.flush()
        if self._process.stdout.readline().strip() != "0":
            raise RuntimeError(f"{code}\n{self._log.read_text()}")

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.communicate(timeout=120)
