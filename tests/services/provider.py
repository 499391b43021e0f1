"""Start the tests' OpenID Connect provider in a separate process, and control the provider from a test."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

import requests

from tests.services.provider_process import ProviderAnswers


class RunningProvider:
    """A client with which a test controls the fake OpenID Connect provider, which runs in a separate process."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.web = requests.Session()

    def says(self, **answers: Any) -> None:
        """Set who signs in at the provider from now on, and what the provider does wrong.

        The arguments are fields of `ProviderAnswers`. All other fields get their default values.
        """
        answer = self.web.post(
            f"{self.issuer}/test/says", json=asdict(ProviderAnswers(**answers)), timeout=60
        )
        answer.raise_for_status()

    def visit(self, location: str) -> str:
        """Request a page of the provider that must redirect to the app. Return path and query of the redirect's URL."""
        answer = self.web.get(location, allow_redirects=False, timeout=60)
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"


@contextmanager
def running_provider() -> Iterator[RunningProvider]:
    """Run the fake OpenID Connect provider in a separate process during the `with` block, and yield its client."""
    command = [sys.executable, "-m", "tests.services.provider_process"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdin
        assert process.stdout
        running = RunningProvider(process.stdout.readline().strip())
        with running.web:
            yield running
        process.stdin.close()
