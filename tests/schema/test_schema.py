"""The API conforms to its OpenAPI description for generated requests: no server errors, no undescribed responses.

Schemathesis generates valid and invalid requests from the description. The changes of each request are rolled back
before the next request. Otherwise a request to leave the couple would close the space that all later requests need.
"""

from __future__ import annotations

import functools
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from project.http.throttles import Ceiling
from tests.journeys.people import Answer, Person, pair

pytestmark = pytest.mark.slow
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
TOKEN = "x" * 32
QUIET = list(HealthCheck)


@dataclass
class Asked:
    """Results of the generated requests: numbers of responses by status, and failures by API operation."""

    statuses: Counter[int] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        shares = ", ".join(f"{status}: {number}" for status, number in sorted(self.statuses.items()))
        return f"{self.statuses.total()} cases ({shares}), {len(self.wrong)} operations at fault"


class _Undo(Exception):
    pass


def _answer(prompt: Any) -> Answer:
    """Return an answer to this prompt. If both partners answer this way, the reveal brings up topics.

    Prompts that can be rated get the value 1, or 5 if they are about appreciation. Other prompts get no value.
    """
    value = 5 if prompt["dimension"] == "appreciation" else 1
    rated = prompt["kind"] not in {"appreciation", "wish"}
    return {"status": "answered", "value": value if rated else None, "note": "", "sharing": "share"}


@pytest.fixture
def life(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Person, dict[str, list[str]]]]:
    """A person with a revealed check-in, and a dict from the names of URL parameters to lists of existing ids."""
    monkeypatch.setattr(Ceiling, "LIMIT", 10**9)
    monkeypatch.setattr("project.http.throttles._parsed", lambda rate: (10**9, 3600))
    ada, ben = Person("Ada"), Person("Ben")
    pair(ada, ben)
    check_in = ada.open_check_in()
    ada.submit(check_in, _answer)
    ben.submit(check_in, _answer)
    reveal = ada.get(f"/check-ins/{check_in['id']}/reveal")
    points = [*reveal["strengths"], *reveal["conversations"]]
    starters = ada.get("/starters")["results"][0]["starters"]
    # Keep requests from closing the connection, because it holds the test's transaction.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield (
        ada,
        {
            "check_in_id": [check_in["id"]],
            "point_id": [point["id"] for point in points],
            "key": [starter["key"] for starter in starters],
        },
    )
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@functools.cache
def _description() -> Any:
    return schemathesis.openapi.from_wsgi("/api/schema", get_wsgi_application())


@pytest.fixture
def description(life: object) -> Any:
    """The OpenAPI schema that the app serves, loaded by Schemathesis. All tests share it."""
    return _description()


def _operations(description: Any) -> Iterator[Any]:
    for found in description.get_all_operations():
        yield found.ok()


def _open_to_all(operation: Any) -> bool:
    """Return whether the operation is also for people who are signed out, for example to look at an invitation."""
    return {} in operation.definition.raw.get("security", [])


def _modes(operation: Any) -> list[GenerationMode]:
    """Return the kinds of requests to generate for this operation: valid and invalid.

    A public operation that takes neither parameters nor a body has no invalid requests.
    """
    takes_nothing = (
        not operation.definition.raw.get("parameters") and "requestBody" not in operation.definition.raw
    )
    if takes_nothing and _open_to_all(operation):
        return [GenerationMode.POSITIVE]
    return [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]


#: Number of requests of each kind per operation in one round.
A_ROUND = 1


def _ask(
    operation: Any,
    ids: dict[str, list[str]],
    cookies: dict[str, str],
    headers: dict[str, str],
    asked: Asked,
    *,
    number: int,
) -> None:
    def one(case: Any) -> None:
        # Put existing ids into most requests, because a generated id always gets 404.
        which = zlib.crc32(repr((case.path_parameters, case.query, case.body)).encode(errors="replace"))
        for name, known in ids.items():
            if case.path_parameters and name in case.path_parameters and which % 10 < 7:
                case.path_parameters[name] = known[which // 10 % len(known)]
        try:
            with transaction.atomic():
                answer = case.call(headers=headers, cookies=cookies)
                asked.statuses[answer.status_code] += 1
                case.validate_response(answer, checks=CHECKS)
                raise _Undo
        except _Undo:
            cache.clear()

    for mode in _modes(operation):
        asking = settings(
            max_examples=A_ROUND, deadline=None, database=None, suppress_health_check=QUIET, print_blob=False
        )(given(case=operation.as_strategy(generation_mode=mode))(one))
        try:
            seed(number)(asking)()
        except BaseException as error:  # a group of failures is a BaseException
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            asked.wrong[f"{operation.label} ({mode.value})"] = str(error)[:1500]


def _everything(
    description: Any, person: Person, ids: dict[str, list[str]], cases: int, *, signed_in: bool
) -> Asked:
    cookies, headers = {"csrftoken": TOKEN}, {"X-CSRFToken": TOKEN}
    if signed_in:
        headers["X-Person"] = str(person.user.pk)
        cookies["sbs_session"] = person.client.cookies["sbs_session"].value
    asked = Asked()
    operations = [each for each in _operations(description) if signed_in or not _open_to_all(each)]
    number = 0
    while asked.statuses.total() < cases and not asked.wrong:
        number += 1
        for operation in operations:
            _ask(operation, ids, cookies, headers, asked, number=number)
    print(f"\nSchemathesis, {'signed in' if signed_in else 'signed out'}: {asked}")  # noqa: T201  # shown with -s
    return asked


def _is_kept(asked: Asked, cases: int) -> None:
    assert not asked.wrong, "\n\n".join(f"{name}: {what}" for name, what in asked.wrong.items())
    assert not [status for status in asked.statuses if status >= 500]
    assert asked.statuses.total() >= cases


def test_signed_in(description: Any, life: tuple[Person, dict[str, list[str]]]) -> None:
    asked = _everything(description, *life, 400, signed_in=True)
    _is_kept(asked, 400)
    assert asked.statuses[200] > 20
    assert asked.statuses[404] > 5


def test_signed_out(description: Any, life: tuple[Person, dict[str, list[str]]]) -> None:
    asked = _everything(description, *life, 100, signed_in=False)
    _is_kept(asked, 100)
    assert set(asked.statuses) <= {401, 404}


@pytest.mark.long
def test_ten_thousand(description: Any, life: tuple[Person, dict[str, list[str]]]) -> None:
    for signed_in, cases in ((True, 8_000), (False, 2_000)):
        _is_kept(_everything(description, *life, cases, signed_in=signed_in), cases)
