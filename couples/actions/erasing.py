"""Erasing a person: one step, nobody's consent, nothing to wait for.

The keys under which they wrote go, and with them every copy of their words that is not a backup; then every row. Their
partner sees what they would see had they left.
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

from couples import keys, tombstones, wiping
from couples.actions.locks import lock, settled
from couples.actions.spaces import close, leave
from couples.models import Couple, Membership, Tombstone, User
from couples.tombstones import Mark


def erase(actor: User, *, now: datetime) -> None:
    """Erase the actor: their space closes, their keys are destroyed, their rows are gone, they are signed out.

    What is left is a tombstone (see couples.tombstones), and for two hours at most a count of requests under the random
    id that nothing knows any more. Raises Conflict if something changed at the same moment.
    """
    # Before anything is locked: it looks through the sign-ins that have only begun.
    begun = _begun_sign_ins(actor, now=now)
    with settled():
        lock(actor)
        wiping.after_commit()
        leave(actor, now=now)
        couple_ids = list(Membership.objects.filter(user=actor).values_list("couple_id", flat=True))
        keys.destroy_author_keys(actor)
        keys.destroy_shared_keys(couple_ids)
        tombstones.place(Tombstone.Kind.PERSON, actor.pk, now=now)
        Session.objects.filter(Q(device__user=actor) | Q(pk__in=begun)).delete()
        # What support did to their account: the log names accounts by their ids, and an address by itself.
        LogEntry.objects.filter(Q(object_id=str(actor.pk)) | Q(object_repr__in=_addresses(actor))).delete()
        User.objects.filter(pk=actor.pk).delete()
        # Spaces in which nobody is left, not even in memory.
        Couple.objects.filter(pk__in=couple_ids, memberships=None).delete()


def reapply(marks: Collection[Mark], *, now: datetime) -> tuple[int, int]:
    """Erase and close again what a restored backup brought back. How many people, and how many spaces."""
    # Erasing closes, too: what is left after it are the spaces that somebody only left.
    everybody = User.objects.values_list("pk", flat=True)
    people = [pk for pk in everybody if tombstones.mark(Tombstone.Kind.PERSON, pk) in marks]
    for user in User.objects.filter(pk__in=people):
        erase(user, now=now)
    living = Couple.objects.filter(closed_at=None).values_list("pk", flat=True)
    spaces = [pk for pk in living if tombstones.mark(Tombstone.Kind.SPACE, pk) in marks]
    for couple_id in spaces:
        close(couple_id, now=now)
    return len(people), len(spaces)


def _addresses(actor: User) -> set[str]:
    """The person's addresses, in the one form in which they are stored."""
    others = EmailAddress.objects.filter(user=actor).values_list("email", flat=True)
    return {actor.email.lower(), *(address.lower() for address in others)}


def _begun_sign_ins(actor: User, *, now: datetime) -> list[str]:
    """The sessions without a device that hold this person's id or one of their addresses as a whole value.

    A session in which somebody is signed in has a device, and is found by its owner. Those without one last an hour
    (see couples.sessions), so there are few, and the index on that end finds them.
    """
    theirs = {str(actor.pk), *_addresses(actor)}
    soon = now + timedelta(seconds=settings.SESSION_BEGUN_AGE)
    return [
        session.pk
        for session in Session.objects.filter(device=None, expire_date__lte=soon).iterator(chunk_size=1_000)
        if not theirs.isdisjoint(_values(session.get_decoded()))
    ]


def _values(held: Any) -> set[str]:
    """Every string that stands as a value somewhere in what a session holds, in lower case."""
    if isinstance(held, dict):
        return set().union(*map(_values, held.values()))
    if isinstance(held, list | tuple):
        return set().union(*map(_values, held))
    return {held.lower()} if isinstance(held, str) else set()
