"""Erase a person in one step, without anyone's consent or a waiting period.

Their keys are destroyed, and with them every copy of their words outside backups; then all their rows are deleted. To
their partner it looks as if they had left.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import Q

from couples.actions.locks import lock, transaction_or_conflict
from couples.actions.spaces import close, leave
from couples.encryption import keys
from couples.erasure import tombstones, wiping
from couples.erasure.tombstones import Mark
from couples.models import Couple, Membership, Tombstone, User


def erase(actor: User, *, now: datetime) -> None:
    """Erase the actor: close their space, destroy their keys, delete their rows and sign them out.

    A tombstone stays (see couples.erasure.tombstones), and for two hours at most a count of requests under the random
    id, which nothing else refers to. Raises Conflict if something changed at the same moment.
    """
    # Before locking anything: this reads all unfinished sign-ins.
    begun = _begun_sign_ins(actor, now=now)
    with transaction_or_conflict():
        lock(actor)
        wiping.after_commit()
        leave(actor, now=now)
        couple_ids = list(Membership.objects.filter(user=actor).values_list("couple_id", flat=True))
        keys.destroy_author_keys(actor)
        keys.destroy_shared_keys(couple_ids)
        tombstones.place(Tombstone.Kind.PERSON, actor.pk, now=now)
        Session.objects.filter(Q(device__user=actor) | Q(pk__in=begun)).delete()
        # Support's log about their account: it names accounts by id and e-mail addresses by themselves.
        LogEntry.objects.filter(Q(object_id=str(actor.pk)) | Q(object_repr__in=_addresses(actor))).delete()
        User.objects.filter(pk=actor.pk).delete()
        # Spaces without any membership left, live or ended.
        Couple.objects.filter(pk__in=couple_ids, memberships=None).delete()


def reapply(marks: Collection[Mark], *, now: datetime) -> tuple[int, int]:
    """Erase and close again what a restored backup brought back. Return the number of people and of spaces."""
    # Erasing also closes spaces. What remains are the spaces that someone only left.
    user_ids = User.objects.values_list("pk", flat=True)
    people = [pk for pk in user_ids if tombstones.mark(Tombstone.Kind.PERSON, pk) in marks]
    for user in User.objects.filter(pk__in=people):
        erase(user, now=now)
    living = Couple.objects.filter(closed_at=None).values_list("pk", flat=True)
    spaces = [pk for pk in living if tombstones.mark(Tombstone.Kind.SPACE, pk) in marks]
    for couple_id in spaces:
        close(couple_id, now=now)
    return len(people), len(spaces)


def _addresses(actor: User) -> set[str]:
    """Return the person's addresses as they are stored."""
    others = EmailAddress.objects.filter(user=actor).values_list("email", flat=True)
    return {address.lower() for address in (actor.email, *others) if address}


def _begun_sign_ins(actor: User, *, now: datetime) -> list[str]:
    """Return the ids of sessions without a device that hold this person's id or one of their addresses as a value.

    A session in which someone is signed in has a device and is found by its owner. Sessions without a device last an
    hour (see couples.signed_in.sessions), so there are few, and the index on their end finds them.
    """
    theirs = {str(actor.pk), *_addresses(actor)}
    soon = now + timedelta(seconds=settings.SESSION_BEGUN_AGE)
    return [
        session.pk
        for session in Session.objects.filter(device=None, expire_date__lte=soon).iterator(chunk_size=1_000)
        if not theirs.isdisjoint(_values(session.get_decoded()))
    ]


def _values(held: Any) -> set[str]:
    """Return every string value in a session's data, in lower case."""
    if isinstance(held, dict):
        return set().union(*map(_values, held.values()))
    if isinstance(held, list | tuple):
        return set().union(*map(_values, held))
    return {held.lower()} if isinstance(held, str) else set()
