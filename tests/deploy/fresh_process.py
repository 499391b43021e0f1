"""Run commands in fresh processes quickly, without starting Python and importing the libraries each time.

Each command runs in a fork of one parent process. The parent has imported the libraries, but no part of the project,
and has not read the settings.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.deploy import compose

#: Program of the process that is forked. In each fork, the loop ends, and the command runs as Python would run it: a
#: file, a module with `-m`, or code with `-c`.
_PROGRAM = """
import json, os, runpy, signal, sys, traceback
import aiohttp, celery.app, cryptography.hazmat.primitives.asymmetric.ec, icalendar, jsonschema, psycopg_pool
import celery.app.base, celery.schedules, celery.signals, fido2.server, jwt, msgspec, py_vapid, redis.asyncio
import requests, segno, structlog, uritemplate, yaml
import django.conf, django.core.mail, django.core.management.commands.check, django.db.models, django.test, environ
for line in sys.stdin:
    asked = json.loads(line)
    fork = os.fork()
    if fork == 0:
        break
    print(os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]), flush=True)
else:
    sys.exit()
assert not django.conf.settings.configured
assert not {"project", "couples", "checkins", "notifications", "content"} & set(sys.modules)
signal.alarm(120)
os.environ.clear()
os.environ.update(asked["environment"])
for number, name in enumerate(("/dev/null", asked["out"], asked["err"])):
    os.dup2(os.open(name, os.O_RDWR | os.O_CREAT, 0o600), number)
what, *sys.argv = asked["command"] if asked["command"][0] in ("-c", "-m") else ["file", *asked["command"]]
try:
    if what == "-c":
        exec(sys.argv[0], {"__name__": "__main__"})
    elif what == "-m":
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(sys.argv[0], run_name="__main__")
    code = 0
except SystemExit as ended:
    code = ended.code or 0
    if isinstance(code, str):
        print(code, file=sys.stderr)
        code = 1
except BaseException:
    traceback.print_exc()
    code = 1
sys.stdout.flush()
sys.stderr.flush()
os._exit(code)  # taking all the imported modules apart takes longer than the command
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """The exit code and the output of a finished command."""

    returncode: int
    stdout: str
    stderr: str


class FreshProcesses:
    """A runner of commands in fresh processes. A process has only the environment variables that the caller passes.

    For example, `processes.manage(environment, "check")` runs `manage.py check`.
    """

    def __init__(self, parent: subprocess.Popen[str], folder: Path) -> None:
        self._parent, self._out, self._err = parent, folder / "out", folder / "err"

    def manage(self, environment: Mapping[str, str], *arguments: str) -> Ended:
        """Run a management command. The command is killed after two minutes."""
        return self.python(environment, "manage.py", *arguments)

    def python(self, environment: Mapping[str, str], *command: str) -> Ended:
        """Run `python` with the arguments `command`. The process is killed after two minutes."""
        for file in (self._out, self._err):
            file.write_text("")
        asked = {
            "environment": environment,
            "command": command,
            "out": str(self._out),
            "err": str(self._err),
        }
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(json.dumps(asked) + "\n")
        self._parent.stdin.flush()
        code = int(self._parent.stdout.readline())
        return Ended(code, self._out.read_text(), self._err.read_text())


@contextmanager
def fresh_processes() -> Iterator[FreshProcesses]:
    """Yield a runner of commands in fresh processes.

    Each command is forked from one parent process, which ends with the block. Tests use the runner through the
    fixture `processes`.
    """
    command = [sys.executable, "-W", "error::RuntimeWarning", "-c", _PROGRAM]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(
            command, cwd=compose.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as parent,
    ):
        yield FreshProcesses(parent, Path(folder))
