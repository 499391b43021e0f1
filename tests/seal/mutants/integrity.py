"""Deliberate faults that both worlds share, so that no comparison of the worlds shows them.

These faults break the promises of docs/architecture.md, mainly S2 to S6.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from django.db.models import Q

from checkins import actions, queries, signals, viewer_context, visibility
from checkins.actions import answering
from checkins.actions.stored_response import StoredResponse
from checkins.answering import writing
from checkins.models import CheckIn, Response
from couples.compiled import Compiled
from couples.encryption import keys
from couples.errors import Conflict, NotFound
from couples.models import Membership
from notifications.actions import account_alerts
from tests.seal.mutants.workshop import Patch, Theme, opened, theirs
from tests.seal.walk import one_has_finished, parting, sealed_for_good, until_the_reveal

mutant = Theme()


@mutant("a reveal with one response", since=one_has_finished)
def one_is_enough(patch: Patch) -> None:
    """A check-in is revealed once one person has submitted."""
    patch.around(visibility, "may_reveal", lambda _original, *, solo, submitted: not solo and submitted >= 1)


@mutant("a reveal that never comes", since=until_the_reveal)
def never(patch: Patch) -> None:
    """A check-in is not revealed, although both have submitted."""
    patch.around(visibility, "may_reveal", lambda _original, **_given: False)


@mutant("a draft of skips that unlocks", since=one_has_finished)
def skip_unlocks(patch: Patch) -> None:
    """Saving a draft reveals the check-in if the partner has submitted."""

    def save(original: Any, actor: Any, *, check_in_id: Any, now: Any, **given: Any) -> Any:
        saved, response = (
            original(actor, check_in_id=check_in_id, now=now, **given),
            theirs(actor.pk, check_in_id),
        )
        if response is not None and response.submitted_at:
            CheckIn.objects.filter(pk=check_in_id, state="open").update(state="revealed", revealed_at=now)
        return saved

    patch.around(actions, "save_draft", save)


@mutant("a submission after the closing", since=sealed_for_good)
def after_closing(patch: Patch) -> None:
    """A response can be submitted after the window has closed, until a task marks the check-in as lapsed."""
    patch.around(
        visibility, "may_write", lambda _original, state, *, opens_at, closes_at, now: state == "open"
    )


@mutant("a reveal that happens twice", since=until_the_reveal)
def twice(patch: Patch) -> None:
    """A reveal sends its Django signal twice."""

    def again(original: Any, check_in: Any, members: Any, actor: Any, now: Any) -> Any:
        original(check_in, members, actor, now)
        signals.check_in_revealed.send(
            CheckIn, check_in=check_in, last_author=actor, members=tuple(row[0] for row in members), now=now
        )

    patch.around(answering, "_reveal", again)


def _final_no_more(patch: Patch, state: str) -> None:
    """Let people change a submitted response while its check-in is in this state ("open" or "revealed")."""
    patch.around(answering, "refuse_submitted", lambda _original, _submitted_at: None)
    if state == "revealed":
        patch.around(answering, "refuse_closed", lambda _original, *_given: None)
    patch.put(
        writing,
        "_SAVE_RESPONSE",
        vars(writing)["_SAVE_RESPONSE"].replace(" AND checkins_response.submitted_at IS NULL", ""),
    )


@mutant("an edit after the reveal", since=one_has_finished)
def edit_after(patch: Patch) -> None:
    """A revealed response can be overwritten."""
    _final_no_more(patch, "revealed")


@mutant("a second submission", since=one_has_finished)
def resubmit(patch: Patch) -> None:
    """A submitted response can be submitted once more."""
    _final_no_more(patch, "open")


@mutant("deleting and beginning anew", since=one_has_finished)
def recreate(patch: Patch) -> None:
    """A refused draft deletes the submitted response, so that the next draft is accepted."""

    def refuse(original: Any, submitted_at: Any) -> Any:
        try:
            original(submitted_at)
        except Conflict:
            Response.objects.filter(submitted_at=submitted_at).delete()

    patch.around(answering, "refuse_submitted", refuse)


@mutant("a submission that comes back")
def comes_back(patch: Patch) -> None:
    """After a person takes a submission back and discards it, a late repeat of the submission is accepted."""

    def discard(original: Any, actor: Any, *, check_in_id: Any, now: Any) -> None:
        original(actor, check_in_id=check_in_id, now=now)
        Response.objects.filter(check_in=check_in_id, author=actor, envelope=None).delete()

    patch.around(actions, "discard_draft", discard)


@mutant("a key that two couples share", since=parting)
def shared_key(patch: Patch) -> None:
    """Every couple gets the same encryption keys."""

    class Constant:
        @staticmethod
        def token_bytes(size: int) -> bytes:
            patch.reached()
            return b"k" * size

    patch.put(keys, "secrets", Constant)


@mutant("an ex who still reads", since=parting)
def ex_reads(patch: Patch) -> None:
    """Someone who has left the couple can still read its check-ins."""
    columns = vars(viewer_context)["_COLUMNS"]
    last = Compiled(
        lambda viewer: (
            Membership.objects.filter(couple__memberships__user=viewer)
            .order_by("joined_at")
            .values_list(*columns)
        )
    )
    patch.put(viewer_context, "_MEMBERS", last)
    patch.around(viewer_context, "viewer_context", lambda original, viewer: original(viewer))


@mutant("a lapsed check-in that comes back after pairing again", since=until_the_reveal)
def lapsed_comes_back(patch: Patch) -> None:
    """A couple that has separated and paired again can read a check-in that lapsed before."""

    def shown(original: Any, viewer: Any, check_in_id: Any) -> Any:
        try:
            return original(viewer, check_in_id)
        except NotFound:
            response = theirs(viewer.pk, check_in_id)
            together = Membership.objects.filter(
                Q(user=viewer.pk),
                ended_at=None,
                couple__memberships__user=response.author_id if response else None,
            )
            if response is None or response.check_in.state != "lapsed" or not together.exists():
                raise
            if together.filter(couple=response.check_in.couple_id).exists():
                raise
            return {"theirs": [answer.note for answer in opened(response).values()]}

    patch.around(queries, "reveal", shown)


@mutant("a lapsed check-in that is revealed late", since=until_the_reveal)
def revealed_late(patch: Patch) -> None:
    """A lapsed check-in is revealed if at least one person has submitted."""

    def lapse(original: Any, **given: Any) -> Any:
        count = original(**given)
        late = CheckIn.objects.filter(state="lapsed", responses__submitted_at__isnull=False)
        for check_in in late:
            CheckIn.objects.filter(pk=check_in.pk).update(state="revealed", revealed_at=check_in.opens_at)
        return count

    patch.around(actions, "lapse_overdue", lapse)


@mutant("a private answer that everybody can read", since=until_the_reveal)
def private_lost(patch: Patch) -> None:
    """Private answers are stored as shared."""

    def write(original: Any, response: Any, given: Any, *rest: Any, **named: Any) -> Any:
        open_to_all = {key: dataclasses.replace(answer, sharing="share") for key, answer in given.items()}
        return original(response, open_to_all, *rest, **named)

    patch.around(StoredResponse, "write", write)


@mutant("a new receiver in silence", since=one_has_finished)
def silent_receiver(patch: Patch) -> None:
    """A calendar address is made without an alert to its owner."""

    def owe(original: Any, user: Any, change: str, **given: Any) -> None:
        if change != "calendar_made":
            original(user, change, **given)

    patch.around(account_alerts, "owe", owe)
