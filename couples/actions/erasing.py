"""Erase a person at once, without a waiting period and without asking their partner.

The person's keys are destroyed, so nothing that they wrote can be decrypted any more, except in a backup that still
holds the keys. Then all rows of the person are deleted. To the partner, it looks as if the person had left.
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

__all__ = ["erase", "reapply"]


def erase(actor: User, *, now: datetime) -> None:
    """Erase the actor: close their space, destroy their keys, delete their rows and sign them out.

    A tombstone stays, so that a restored backup does not bring the person back. The tombstone holds a hash of the
    person's id, and the day of the erasure. A count of the person's recent requests also stays, for at most three
    hours, under their random id. Raises Conflict if another change at the same moment prevents the erasure.
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
        # Support's log about their account. Its entries name an account by its id, or by an e-mail address alone.
        LogEntry.objects.filter(Q(object_id=str(actor.pk)) | Q(object_repr__in=_addresses(actor))).delete()
        User.objects.filter(pk=actor.pk).delete()
        # Spaces without any membership left, live or ended.
        Couple.objects.filter(pk__in=couple_ids, memberships=None).delete()


def reapply(marks: Collection[Mark], *, now: datetime) -> tuple[int, int]:
    """Repeat the erasures of people and the closings of spaces that a restored backup has undone.

    For each person or space that was erased or closed before, `marks` holds the kind (person or space) and a hash of
    the id. Return the number of people erased now, then the number of other spaces closed now.
    """
    # Erasing a person also closes their space. The loop below closes the spaces that someone only left.
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
    """Return all stored e-mail addresses of the person, in lower case."""
    others = EmailAddress.objects.filter(user=actor).values_list("email", flat=True)
    return {address.lower() for address in (actor.email, *others) if address}


def _begun_sign_ins(actor: User, *, now: datetime) -> list[str]:
    """Return the ids of sessions in which this person has begun to sign in, but is not signed in yet.

    Such a session has no device that connects it with the person. But its data contain the person's id or one of
    their addresses. Few sessions have to be searched, because a session without a device ends after an hour.
    """
    theirs = {str(actor.pk), *_addresses(actor)}
    soon = now + timedelta(seconds=settings.SESSION_BEGUN_AGE)
    return [
        session.pk
        for session in Session.objects.filter(device=None, expire_date__lte=soon).iterator(chunk_size=1_000)
        if not theirs.isdisjoint(_values(session.get_decoded()))
    ]


def _values(held: Any) -> set[str]:
    """Return all string values in `held`, a session's data, in lower case. `held` may be nested."""
    if isinstance(held, dict):
        return set().union(*map(_values, held.values()))
    if isinstance(held, list | tuple):
        return set().union(*map(_values, held))
    return {held.lower()} if isinstance(held, str) else set()
