"""Deliberate leaks that show a quiet break, or show that answers were taken back or discarded."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from django.core.cache import cache
from django.db.models import F

from checkins import actions, queries
from checkins.models import CheckIn, Response, Rest
from checkins.viewer_context import required_context
from notifications.models import Reminder
from tests.seal.mutants.workshop import Patch, Theme, added, aside, module, newest, theirs
from tests.seal.walk import after_it, one_has_finished, stepping_back, until_the_reveal

mutant = Theme()

#: Seconds for which a mutant keeps something in the cache: long enough for a walk.
KEPT = 10**6


@aside
def _rests(viewer: Any) -> bool:
    """Return whether the viewer's partner is taking a quiet break."""
    partner = required_context(viewer).partner
    return partner is not None and Rest.objects.filter(membership__user=partner.id).exists()


@mutant("a break that the first screen tells", since=stepping_back)
def break_told(patch: Patch) -> None:
    """The first screen says that the partner takes a quiet break."""

    def home(original: Any, viewer: Any, **given: Any) -> Any:
        body = original(viewer, **given)
        return added(body, partner_rests=_rests(viewer)) if body.schedule else body

    patch.around(queries, "home", home)


@mutant("a break that looks like a pause of both", since=stepping_back)
def break_pauses(patch: Patch) -> None:
    """The schedule is shown as paused while the partner takes a quiet break."""

    def schedule(original: Any, viewer: Any) -> Any:
        shown = original(viewer)
        return dataclasses.replace(shown, paused=shown.paused or _rests(viewer))

    patch.around(queries, "schedule", schedule)


@mutant("a break that also quiets the other", since=stepping_back)
def break_quiets(patch: Patch) -> None:
    """When someone begins a quiet break, the partner's reminders are dropped."""

    def rest(original: Any, actor: Any) -> None:
        original(actor)
        check_in = newest(actor.pk)
        waiting = Reminder.objects.filter(check_in=check_in, state="pending").exclude(user=actor)
        waiting.update(state="dropped", outcome="paused", settled_at=dt.datetime.now(dt.UTC))

    patch.around(actions, "rest", rest)


@mutant("a check-in that waits for the end of a break", since=until_the_reveal)
def break_waits(patch: Patch) -> None:
    """No check-in opens while someone takes a quiet break."""
    patch.around(
        actions, "open_due", lambda original, **given: 0 if Rest.objects.exists() else original(**given)
    )


@mutant("a check-in that closes when somebody rests", since=stepping_back)
def break_closes(patch: Patch) -> None:
    """An open check-in lapses when someone begins a quiet break."""

    def rest(original: Any, actor: Any) -> None:
        original(actor)
        check_in = newest(actor.pk)
        if check_in is not None and check_in.state == CheckIn.State.OPEN:
            CheckIn.objects.filter(pk=check_in.pk).update(state=CheckIn.State.LAPSED)

    patch.around(actions, "rest", rest)


@mutant("a finished bit that stays when the answers were taken back")
def bit_stays(patch: Patch) -> None:
    """The partner is still shown as having submitted after taking the answers back."""

    def submit(original: Any, actor: Any, *, check_in_id: Any, **given: Any) -> Any:
        cache.set(f"mutant:finished:{check_in_id}:{actor.pk}", True, KEPT)
        return original(actor, check_in_id=check_in_id, **given)

    def bit(original: Any, here: Any, check_in_id: Any, state: Any) -> Any:
        told = original(here, check_in_id, state)
        if here.partner is None or not here.partner.tells_when_finished or state != "open":
            return told
        return cache.get(f"mutant:finished:{check_in_id}:{here.partner.id}") or told

    patch.around(actions, "submit", submit)
    for name in ("checkins.queries.home", "checkins.queries.check_ins"):
        patch.around(module(name), "partner_finished", bit)


@mutant("a word that something was taken back", since=stepping_back)
def taken_back_told(patch: Patch) -> None:
    """A check-in says that the partner has taken their answers back."""

    def take_back(original: Any, actor: Any, *, check_in_id: Any, now: Any) -> None:
        original(actor, check_in_id=check_in_id, now=now)
        cache.set(f"mutant:back:{check_in_id}", str(actor.pk), KEPT)

    def check_in(original: Any, viewer: Any, check_in_id: Any, **given: Any) -> Any:
        by = cache.get(f"mutant:back:{check_in_id}")
        body = original(viewer, check_in_id, **given)
        return added(body, back=by is not None and by != str(viewer.pk))

    patch.around(actions, "take_back", take_back)
    patch.around(queries, "check_in", check_in)


@mutant("a reminder that is put off when the partner takes their answers back", since=stepping_back)
def reminded_later(patch: Patch) -> None:
    """When someone takes answers back, the partner's last reminder comes an hour later."""

    def take_back(original: Any, actor: Any, *, check_in_id: Any, now: Any) -> None:
        original(actor, check_in_id=check_in_id, now=now)
        others = Reminder.objects.filter(check_in=check_in_id, state="pending").exclude(user=actor)
        others.filter(kind="last_call").update(due_at=F("due_at") + dt.timedelta(hours=1))

    patch.around(actions, "take_back", take_back)


@mutant("the id of the partner's submission", since=one_has_finished)
def submission_id(patch: Patch) -> None:
    """A check-in shows the id of the partner's submission."""

    def check_in(original: Any, viewer: Any, check_in_id: Any, **given: Any) -> Any:
        response = theirs(viewer.pk, check_in_id)
        shown = str(response.submission_id) if response and response.submission_id else None
        return added(original(viewer, check_in_id, **given), submission=shown)

    patch.around(queries, "check_in", check_in)


@mutant("whether the partner has thrown words away")
def emptied_counts(patch: Patch) -> None:
    """A check-in says whether the partner has discarded a response."""

    def check_in(original: Any, viewer: Any, check_in_id: Any, **given: Any) -> Any:
        emptied = Response.objects.filter(check_in=check_in_id, envelope=None).exclude(author=viewer.pk)
        return added(original(viewer, check_in_id, **given), emptied=emptied.count())

    patch.around(queries, "check_in", check_in)


@mutant("what was revealed, taken back", since=after_it)
def after_the_reveal(patch: Patch) -> None:
    """Answers can be taken back after the partner has read them."""

    def take_back(original: Any, actor: Any, *, check_in_id: Any, now: Any) -> None:
        revealed = CheckIn.objects.filter(pk=check_in_id, state=CheckIn.State.REVEALED)
        if revealed.update(state=CheckIn.State.OPEN, revealed_at=None):
            mine = Response.objects.filter(check_in=check_in_id, author=actor)
            mine.update(submission_id=None, submitted_at=None)
        else:
            original(actor, check_in_id=check_in_id, now=now)

    patch.around(actions, "take_back", take_back)
