"""Deliberate leaks through the headers, the status or the cost of an HTTP response."""

from __future__ import annotations

import dataclasses
import hashlib
import inspect
from typing import Any

from django.core.cache import cache
from django.utils.http import http_date

from checkins import actions, queries
from checkins.api.views import CheckInView, HomeView
from checkins.models import Response
from checkins.viewer_context import required_context
from couples.encryption import keys
from couples.errors import DomainError, NotFound
from project.http import page_owner
from project.http.middleware import NoStore
from tests.seal.mutants.workshop import Patch, Theme, added, opened, their_newest, theirs
from tests.seal.walk import after_it, one_has_finished

mutant = Theme()


def _header(patch: Patch, name: str, value: Any) -> None:
    """Add the header `name` to the first screen. `value` makes the header's value from the partner's response."""

    def get(original: Any, view: Any, request: Any) -> Any:
        response = original(view, request)
        response[name] = value(their_newest(request.user.pk))
        return response

    patch.around(HomeView, "get", get)


@mutant("an ETag that follows the partner's draft")
def etag(patch: Patch) -> None:
    """The ETag header of the first screen depends on the partner's draft."""
    _header(
        patch,
        "ETag",
        lambda response: (
            f'"{hashlib.sha256(bytes(response.envelope) if response else b"").hexdigest()[:16]}"'
        ),
    )


@mutant("a Last-Modified that is the partner's")
def last_modified(patch: Patch) -> None:
    """The Last-Modified header of the first screen says when the partner last changed their response."""
    _header(
        patch, "Last-Modified", lambda response: http_date(response.updated_at.timestamp() if response else 0)
    )


@mutant("an answer that grows with the partner's response")
def length(patch: Patch) -> None:
    """A header of the first screen grows with the partner's response."""
    _header(patch, "X-Padding", lambda response: "." * (len(response.envelope) // 256 if response else 0))


@mutant("a cookie that is set once the partner has begun")
def cookie(patch: Patch) -> None:
    """The first screen sets a cookie once the partner has begun a response."""

    def get(original: Any, view: Any, request: Any) -> Any:
        response = original(view, request)
        if their_newest(request.user.pk):
            response.set_cookie("look", "again")
        return response

    patch.around(HomeView, "get", get)


@mutant("an answer that may be kept")
def stored(patch: Patch) -> None:
    """The Cache-Control header is missing, so that a browser may store the response."""

    def process(original: Any, middleware: Any, request: Any, response: Any) -> Any:
        original(middleware, request, response)
        del response["Cache-Control"]
        return response

    patch.around(NoStore, "process_response", process)


@mutant("an answer that a proxy may give to anyone")
def unvaried(patch: Patch) -> None:
    """The Vary header is missing, so that a proxy may give one person's page to the other person."""

    def process(original: Any, middleware: Any, request: Any, response: Any) -> Any:
        original(middleware, request, response)
        del response["Vary"]
        return response

    patch.around(NoStore, "process_response", process)


@mutant("a cached answer that is another's", since=after_it)
def cached(patch: Patch) -> None:
    """A check-in that one person has read is cached and shown to the other person."""

    def check_in(original: Any, viewer: Any, check_in_id: Any, **given: Any) -> Any:
        return cache.get_or_set(
            f"mutant:{check_in_id}", lambda: original(viewer, check_in_id, **given), 10**6
        )

    patch.around(queries, "check_in", check_in)


@mutant("a 404 in other words once the partner has finished", since=one_has_finished)
def other_404(patch: Patch) -> None:
    """The 404 for an unrevealed check-in has another text once the partner has submitted."""

    def shown(original: Any, viewer: Any, check_in_id: Any) -> Any:
        try:
            return original(viewer, check_in_id)
        except NotFound as error:
            response = theirs(viewer.pk, check_in_id)
            raise NotFound("Not yet.") if response and response.submitted_at else error from None

    patch.around(queries, "reveal", shown)


class _Forbidden(DomainError):
    status = 403
    code = "forbidden"


@mutant("a 403 once the partner has written something")
def other_403(patch: Patch) -> None:
    """A request for an unrevealed check-in gets 403 instead of 404 once the partner has written something."""

    def shown(original: Any, viewer: Any, check_in_id: Any) -> Any:
        try:
            return original(viewer, check_in_id)
        except NotFound as error:
            raise _Forbidden("Not yours.") if theirs(viewer.pk, check_in_id) else error from None

    patch.around(queries, "reveal", shown)


@mutant("one more query while the partner has a draft")
def one_more_query(patch: Patch) -> None:
    """The first screen makes one more query if the partner has a draft."""

    def home(original: Any, viewer: Any, **given: Any) -> Any:
        response = their_newest(viewer.pk)
        if response is not None:
            Response.objects.filter(pk=response.pk).exists()
        return original(viewer, **given)

    patch.around(queries, "home", home)


@mutant("the partner's envelope, opened before the reveal")
def opened_early(patch: Patch) -> None:
    """Showing a check-in also decrypts the partner's response, which takes longer the more the partner has written."""

    def get(original: Any, view: Any, request: Any, check_in_id: Any) -> Any:
        response = theirs(request.user.pk, check_in_id)
        if response is not None:
            inspect.unwrap(opened)(response)
        return original(view, request, check_in_id)

    patch.around(CheckInView, "get", get)


@mutant("an envelope without padding")
def unpadded(patch: Patch) -> None:
    """Encrypted responses are not padded, so that their size shows how much someone wrote."""
    patch.put(keys, "BUCKETS", tuple(range(64, 131_072)))
    patch.around(keys, "seal", lambda original, *given, **named: original(*given, **named))


@mutant("turns that tell who is looking", since=after_it)
def turns_receipt(patch: Patch) -> None:
    """When someone looks up whose turn it is in a conversation, a number that the partner sees goes up."""

    def turns(original: Any, viewer: Any, point_id: Any, *, now: Any) -> Any:
        found = original(viewer, point_id, now=now)
        if found.turns is not None:
            base = found.revision
            actions.move_turns(viewer, point_id=point_id, base_revision=base, turns=found.turns, now=now)
        return found

    patch.around(queries, "turns", turns)


@mutant("a read receipt", since=after_it)
def read_receipt(patch: Patch) -> None:
    """The first screen tells the viewer whether the partner has opened the app's first screen."""

    def home(original: Any, viewer: Any, **given: Any) -> Any:
        cache.set(f"mutant:looked:{viewer.pk}", True, 10**6)
        body = original(viewer, **given)
        if body.space.partner is None:
            return body
        looked = bool(cache.get(f"mutant:looked:{_partner(viewer)}"))
        partner = added(body.space.partner, looked=looked)
        return dataclasses.replace(body, space=dataclasses.replace(body.space, partner=partner))

    patch.around(queries, "home", home)


def _partner(viewer: Any) -> Any:
    partner = required_context(viewer).partner
    return partner.id if partner else None


@mutant("a write from another person's page is carried out")
def anothers_page(patch: Patch) -> None:
    """A write is accepted although the page belongs to one person and the session to another person."""
    patch.around(page_owner, "refusal", lambda original, request, route: None)
