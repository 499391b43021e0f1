"""Create the rows of a couple that belong to no check-in, such as agreements, pocket notes and invitations."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Sequence
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from benchmarks.scale.rows import Rows
from benchmarks.web.seed import NOTE
from checkins import sealing
from checkins.models import Agreement, Rest, SavedStarter
from couples.encryption import keys, pocket
from couples.models import Invitation, PocketNote, Tombstone, User, WayInLink
from notifications.models import CalendarFeed, Preference, PushSubscription


def add(
    rows: Rows, couple: Any, people: Sequence[User], key: bytes, now: dt.datetime, *, rests: bool
) -> None:
    """Add the rows of a couple that belong to no check-in, except those that `form_pair` and the sign-in create.

    `key` is the couple's shared key. With `rests`, one partner takes a quiet break, and a tombstone is added.
    """
    for _ in range(3):
        agreement_id = uuid.uuid4()
        rows.add(
            Agreement(
                id=agreement_id,
                couple=couple,
                state=Agreement.State.STANDING,
                agreed_on=now.date(),
                created_at=now,
                envelope=sealing.seal_agreement(key, NOTE, couple_id=couple.pk, agreement_id=agreement_id),
            )
        )
    for number in range(5):
        index = keys.blind_index(key, f"starter {number}")
        rows.add(SavedStarter(couple=couple, starter_index=index))
    for person in people:
        note = pocket.Note(uuid.uuid4(), NOTE, now)
        sealed = pocket.seal_note(keys.person_key_or_new(person), note, owner_id=person.pk)
        rows.add(PocketNote(owner=person, note_id=note.id, envelope=sealed))
        rows.add(Preference(user=person))
        rows.add(SocialAccount(user=person, provider="openid_connect", uid=uuid.uuid4().hex, extra_data={}))
        rows.add(
            WayInLink(
                purpose=WayInLink.Purpose.DEVICE,
                user=person,
                token_hash=secrets.token_bytes(32),
                valid_from=now,
                expires_at=now + dt.timedelta(minutes=10),
            )
        )
        rows.add(Authenticator(user=person, type="webauthn", data={"credential": secrets.token_hex(200)}))
        rows.add(
            PushSubscription(
                user=person,
                endpoint=f"https://push.example.org/{secrets.token_hex(80)}",
                endpoint_hash=secrets.token_bytes(32),
                p256dh=secrets.token_hex(40),
                auth=secrets.token_hex(11),
                created_at=now,
            )
        )
    first = couple.memberships.first()
    rows.add(CalendarFeed(membership=first, token_hash=secrets.token_bytes(32), since=now))
    if rests:
        rows.add(Rest(membership=first))
        # The tombstone of a person who had deleted their account.
        rows.add(Tombstone(kind=Tombstone.Kind.PERSON, fingerprint=secrets.token_bytes(32), day=now.date()))
    rows.add(
        Invitation(
            inviter=people[0],
            token_hash=secrets.token_bytes(32),
            code_hash=secrets.token_bytes(32),
            created_at=now,
            expires_at=now + dt.timedelta(days=7),
            redeemed_by=people[1],
            redeemed_at=now,
            ended_at=now,
        )
    )
