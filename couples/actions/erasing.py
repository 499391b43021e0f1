"""Erasing a person: one step, nobody's consent, nothing to wait for.

The keys under which they wrote go, and with them every copy of their words that is not a backup; then every row. Their
partner sees what they would see had they left.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import Q

from couples import keys, tombstones
from couples.actions.locks import lock, settled
from couples.actions.spaces import close, leave
from couples.models import Couple, Membership, Tombstone, User
from couples.tombstones import Mark


def erase(actor: User, *, now: datetime) -> None:
    """Erase the actor: their space closes, their keys are destroyed, their rows are gone, they are signed out.

    What is left is a tombstone (see couples.tombstones), and for two hours at most a count of requests under the random
    id that nothing knows any more. Raises Conflict if something changed at the same moment.
    """
    # Before anything is locked: it looks through all sessions.
    theirs = _sessions(actor)
    with settled():
        lock(actor)
        leave(actor, now=now)
        couple_ids = list(Membership.objects.filter(user=actor).values_list("couple_id", flat=True))
        keys.destroy_author_keys(actor)
        keys.destroy_shared_keys(couple_ids)
        tombstones.place(Tombstone.Kind.PERSON, actor.pk, now=now)
        Session.objects.filter(pk__in=theirs).delete()
        # What support did to their account: the log names accounts by their ids.
        LogEntry.objects.filter(Q(object_id=str(actor.pk)) | Q(object_repr__contains=actor.email)).delete()
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


def _sessions(actor: User) -> list[str]:
    """The sessions in which this person is signed in, or has begun to sign in: these hold their address."""
    who, address = str(actor.pk), actor.email.lower()
    found = []
    for session in Session.objects.iterator(chunk_size=1_000):
        held = session.get_decoded()
        if held.get("_auth_user_id") == who or address in str(held).lower():
            found.append(session.pk)
    return found
