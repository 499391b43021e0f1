"""Every error response has the same JSON format, no matter which exception caused it."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from django.test import Client, RequestFactory
from rest_framework import exceptions, serializers
from structlog.testing import capture_logs

from couples.errors import Conflict, DomainError, Invalid, NotFound
from project.http import envelope
from project.http.authentication import CsrfFailed
from project.http.throttles import Ceiling
from tests.journeys.people import Person

FIELDS = {"answers.x.value": [{"code": "out_of_range", "message": "From 1 to 5."}]}


@pytest.mark.parametrize(
    ("raised", "status", "code"),
    [
        (DomainError("No."), 400, "bad_request"),
        (NotFound("No."), 404, "not_found"),
        (NotFound("No.", code="invitation_not_usable"), 404, "invitation_not_usable"),
        (Conflict("No.", code="draft_conflict"), 409, "draft_conflict"),
        (Invalid("No."), 422, "invalid"),
        (Http404("secret"), 404, "not_found"),
        (exceptions.NotFound("secret"), 404, "not_found"),
        (exceptions.NotAuthenticated(), 401, "not_signed_in"),
        (exceptions.AuthenticationFailed("secret"), 401, "not_signed_in"),
        (exceptions.Throttled(wait=7.2), 429, "throttled"),
        (exceptions.ValidationError({"name": ["Too long."]}), 422, "invalid"),
        (RequestDataTooBig("secret"), 413, "too_large"),
        (PermissionDenied("secret"), 403, "forbidden"),
        (CsrfFailed("Reload the page and try again."), 403, "csrf_failed"),
        (exceptions.PermissionDenied(), 403, "permission_denied"),
        (exceptions.MethodNotAllowed("PUT"), 405, "method_not_allowed"),
        (exceptions.NotAcceptable(), 406, "not_acceptable"),
        (exceptions.UnsupportedMediaType("text/plain"), 415, "unsupported_media_type"),
        (exceptions.ParseError("Too deeply nested."), 400, "parse_error"),
        # The codes differ by field, so the code of the exception's class is used.
        (exceptions.APIException({"a": "x"}, code="odd"), 500, "error"),
    ],
)
def test_whatever_is_raised_ends_in_the_one_form(raised: Exception, status: int, code: str) -> None:
    response = envelope.exception_handler(raised, {})
    assert response is not None
    assert response.status_code == status
    assert set(response.data) == {"error"}
    error = response.data["error"]
    assert error["code"] == code
    assert isinstance(error["message"], str)
    assert error["message"]
    assert "secret" not in json.dumps(response.data)


def test_a_fault_of_ours_is_left_to_django_and_logged_without_its_text(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert envelope.exception_handler(RuntimeError("secret"), {"view": object()}) is None
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text + capsys.readouterr().err


@pytest.mark.django_db
def test_that_someone_tries_is_logged_and_not_who(monkeypatch: pytest.MonkeyPatch) -> None:
    ana = Person("Ana")
    wrong = uuid.uuid4()
    with capture_logs() as said:
        ana.get(f"/check-ins/{wrong}", status=404)
        ana.call("PATCH", "/me", {"time_zone": "Wolfsmilk/Gravel"}, status=422)
        ana.call("PATCH", "/me/sign-in", {"passkey_only": True}, status=409)
        ana.get("/me")
        Client().get("/api/v1/me")
        monkeypatch.setattr(Ceiling, "LIMIT", 0)
        ana.get("/me", status=429)
    assert [(line["status"], line["code"], line["view"]) for line in said] == [
        (404, "not_found", "CheckInView"),
        (422, "invalid", "MeView"),
        (409, "no_passkey", "SignInView"),
        (429, "throttled", "MeView"),
    ]
    assert {(line["event"], line["log_level"]) for line in said} == {("refused", "warning")}
    assert not [word for word in (str(ana.user.pk), str(wrong), "Wolfsmilk") if word in str(said)]


def test_what_a_refusal_carries_is_beside_its_code_and_never_over_it() -> None:
    refusal = Conflict(
        "Compare.", code="draft_conflict", fields=FIELDS, extra={"revision": 3, "code": "mine"}
    )
    response = envelope.exception_handler(refusal, {})
    assert response is not None
    assert response.data == {
        "error": {"code": "draft_conflict", "message": "Compare.", "fields": FIELDS, "revision": 3}
    }


def test_a_throttled_client_is_told_when_to_come_back() -> None:
    for wait, told in ((7.2, 8), (0.1, 1), (None, 1)):
        response = envelope.exception_handler(exceptions.Throttled(wait=wait), {})
        assert response is not None
        assert (response["Retry-After"], response.data["error"]["retry_after"]) == (str(told), told)


def test_a_visitor_is_told_the_scheme() -> None:
    response = envelope.exception_handler(exceptions.NotAuthenticated(), {})
    assert response is not None
    assert response["WWW-Authenticate"] == "Session"


class _Inner(serializers.Serializer[Any]):
    number = serializers.IntegerField()


class _Form(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=3)
    nested = _Inner()
    rows = _Inner(many=True)
    words = serializers.ListField(child=serializers.CharField(max_length=2))

    def validate(self, attrs: Any) -> Any:
        """Refuse all data, even if every field was valid."""
        raise serializers.ValidationError("Not like this.", code="odd")


GOOD = {"name": "abc", "nested": {"number": 1}, "rows": [], "words": []}


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, {"": "odd"}),
        ({"name": "abcd"}, {"name": "max_length"}),
        ({"name": None, "nested": None}, {"name": "null", "nested": "null"}),
        ({"nested": {}}, {"nested.number": "required"}),
        ({"nested": 3}, {"nested": "invalid"}),
        ({"rows": [{"number": 1}, {"number": "x"}]}, {"rows.1.number": "invalid"}),
        ({"words": ["ab", "abc"]}, {"words.1": "max_length"}),
    ],
)
def test_every_wrong_field_is_named_by_its_path(change: Any, fields: dict[str, str]) -> None:
    form = _Form(data={**GOOD, **change})
    with pytest.raises(exceptions.ValidationError) as raised:
        form.is_valid(raise_exception=True)
    response = envelope.exception_handler(raised.value, {})
    assert response is not None
    found = response.data["error"]["fields"]
    assert {path: errors[0]["code"] for path, errors in found.items()} == fields
    assert all(set(error) == {"code", "message"} for errors in found.values() for error in errors)


@pytest.mark.parametrize(
    ("view", "status", "code"),
    [
        (envelope.bad_request, 400, "bad_request"),
        (envelope.csrf_failure, 403, "csrf_failed"),
        (envelope.over_http, 403, "https_only"),
        (envelope.not_found, 404, "not_found"),
        (envelope.method_not_allowed, 405, "method_not_allowed"),
        (envelope.server_error, 500, "fault"),
    ],
)
def test_outside_the_api_the_form_is_the_same(view: Any, status: int, code: str) -> None:
    response = view(RequestFactory().get("/"))
    assert response.status_code == status
    error = json.loads(response.content)["error"]
    assert error.keys() == {"code", "message"}
    assert error["code"] == code


@pytest.mark.django_db
def test_a_host_that_is_not_ours_and_a_method_that_is_not_offered() -> None:
    client = Client()
    elsewhere = client.get("/api/v1/me", headers={"Host": "elsewhere.example"})
    assert (elsewhere.status_code, elsewhere.json()["error"]["code"]) == (400, "bad_request")
    other = client.put("/health/live")
    assert (other.status_code, other.json()["error"]["code"]) == (405, "method_not_allowed")
    assert other["Allow"] == "GET, HEAD"
