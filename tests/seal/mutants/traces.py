"""Deliberate leaks through ids, the choice of prompts, the log, tasks, the admin and the export."""

from __future__ import annotations

import logging
import time
import uuid
from typing import Any

from django.contrib import admin
from django.core.cache import cache

from checkins import actions, queries
from checkins.actions.stored_response import StoredResponse
from checkins.answering import writing
from checkins.asking import selection
from checkins.models import CheckIn, Response, TalkingPoint
from couples.models import Membership
from couples.support import ReadOnly
from project.celery import app
from project.http.middleware import NoStore
from tests.seal.mutants.workshop import Patch, Theme, added, opened, their_newest, theirs
from tests.seal.walk import after_it, one_has_finished, until_the_reveal

mutant = Theme()


@mutant("an id that counts", since=until_the_reveal)
def sequential(patch: Patch) -> None:
    """A check-in's id contains the number of responses that exist."""

    def counted(_original: Any) -> uuid.UUID:
        return uuid.UUID(int=Response.objects.count() + 2**100 * CheckIn.objects.count())

    patch.around(CheckIn._meta.get_field("id"), "_get_default", counted)


@mutant("an id that tells the time")
def timed(patch: Patch) -> None:
    """A response's id begins with the time at which the response was begun."""
    patch.around(writing, "uuid4", lambda _original: uuid.UUID(int=time.time_ns() << 64))


@mutant("prompts chosen by what one keeps private", since=until_the_reveal)
def chosen_by_private(patch: Patch) -> None:
    """The choice of prompts depends on how many answers in the last two responses are private."""

    def select(original: Any, **given: Any) -> Any:
        hidden = 0
        for response in Response.objects.order_by("-updated_at")[:2]:
            hidden += sum(answer.sharing == "private" for answer in opened(response).values())
        return original(**{**given, "seed": given["seed"] + hidden})

    patch.around(selection, "select", select)


@mutant("prompts chosen by one-sided consent", since=after_it)
def chosen_by_one(patch: Patch) -> None:
    """Prompts about tender topics are asked as soon as one of the two people wants them."""

    def select(original: Any, **given: Any) -> Any:
        tender = Membership.objects.filter(ended_at=None, tender_topics=True).exists()
        return original(**{**given, "tender": tender})

    patch.around(selection, "select", select)


@mutant("who saved a starter", since=after_it)
def saved_by(patch: Patch) -> None:
    """The library says who saved a starter."""

    def save(original: Any, actor: Any, **given: Any) -> Any:
        cache.set("mutant:saver", actor.pk, 10**6)
        return original(actor, **given)

    def library(original: Any, viewer: Any, **given: Any) -> Any:
        return added(original(viewer, **given), saved_by=str(cache.get("mutant:saver")))

    patch.around(actions, "save_starter", save)
    patch.around(queries, "library", library)


@mutant("a limit that both use up")
def shared_limit(patch: Patch) -> None:
    """A header says how many more requests the two people together may make."""

    def process(original: Any, middleware: Any, request: Any, response: Any) -> Any:
        original(middleware, request, response)
        cache.add("mutant:requests", 0, 10**6)
        response["X-Left"] = str(10**6 - cache.incr("mutant:requests"))
        return response

    patch.around(NoStore, "process_response", process)


@mutant("a log line with a note")
def logged(patch: Patch) -> None:
    """Saving a response writes its notes to the log."""

    def write(original: Any, response: Any, given: Any, *rest: Any, **named: Any) -> Any:
        logging.getLogger("checkins").warning("saved %s", [answer.note for answer in given.values()])
        return original(response, given, *rest, **named)

    patch.around(StoredResponse, "write", write)


@mutant("a task argument with a note")
def tasked(patch: Patch) -> None:
    """Saving a response passes its notes to a background task."""

    def write(original: Any, response: Any, given: Any, *rest: Any, **named: Any) -> Any:
        app.send_task(
            "checkins.tasks.lapse_and_open_check_ins", args=[[answer.note for answer in given.values()]]
        )
        return original(response, given, *rest, **named)

    patch.around(StoredResponse, "write", write)


@mutant("the admin showing envelopes")
def in_admin(patch: Patch) -> None:
    """The admin shows responses with their encrypted answers."""
    registry: dict[Any, Any] = {**admin.site._registry}
    registry[Response] = admin.ModelAdmin(Response, admin.site)
    patch.put(admin.site, "_registry", registry)
    patch.reached()


@mutant("a filter too many")
def filtered_admin(patch: Patch) -> None:
    """The admin can filter its lists by any column."""
    patch.around(ReadOnly, "lookup_allowed", lambda _original, *_asked: True)


@mutant("an export that bypasses the query", since=one_has_finished)
def export(patch: Patch) -> None:
    """The list of a person's own past answers also contains the partner's notes."""

    def own_past(original: Any, viewer: Any, check_in_id: Any, **given: Any) -> Any:
        body, response = original(viewer, check_in_id, **given), theirs(viewer.pk, check_in_id)
        return added(body, all=[answer.note for answer in opened(response).values()] if response else [])

    patch.around(queries, "own_past", own_past)


@mutant("a talking point of an open check-in", since=until_the_reveal)
def early_point(patch: Patch) -> None:
    """The first submission already stores a talking point, before the reveal."""

    def submit(original: Any, actor: Any, *, check_in_id: Any, **given: Any) -> Any:
        done = original(actor, check_in_id=check_in_id, **given)
        if done.check_in.state == CheckIn.State.OPEN and their_newest(actor.pk) is None:
            TalkingPoint.objects.create(
                check_in_id=check_in_id, role="strength", position=9, envelope=b"", created_at=given["now"]
            )
        return done

    patch.around(actions, "submit", submit)
