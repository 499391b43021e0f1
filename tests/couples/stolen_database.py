"""Read a stolen database as a thief would, with or without the wrapping key, which encrypts all other keys."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator
from typing import Any

from django.db import connection

from couples.encryption import keys, wrapping


def dump() -> dict[str, list[dict[str, Any]]]:
    """Return all rows of the database by table name. A row maps column names to values."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description or ()]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return found


def as_text(stolen: Any) -> str:
    return repr(stolen).lower()


def opened(stolen: dict[str, list[dict[str, Any]]], ids: list[Any]) -> str:
    """Return all texts that a thief of the database and of the wrapping key can decrypt, joined into one string.

    The wrapping key encrypts all other keys. `stolen` is the result of `dump`. `ids` are the ids of people, couples and
    check-ins that the thief could know. Each key is tried on each encrypted text, with every combination of ids as the
    additional data of the encryption.
    """
    ring = []
    for row in stolen["couples_datakey"]:
        for couple_id, author_id in itertools.product(ids, [None, *ids]):
            try:
                ring.append(wrapping.unwrap(bytes(row["wrapped"]), aad=keys._key_aad(couple_id, author_id)))
            except wrapping.EnvelopeError:
                continue
    for row, person_id in itertools.product(stolen["couples_personkey"], filter(None, ids)):
        try:
            ring.append(wrapping.unwrap(bytes(row["wrapped"]), aad=keys._person_aad(person_id)))
        except wrapping.EnvelopeError:
            continue
    envelopes = [
        bytes(row["envelope"]) for row in [*stolen["checkins_response"], *stolen["checkins_talkingpoint"]]
    ]
    read = _contents(ring, envelopes, [each.bytes for each in ids])
    own = _pocket(ring, stolen["couples_pocketnote"], [each.bytes for each in ids])
    agreed = _agreements(ring, stolen["checkins_agreement"], [each.bytes for each in ids])
    return " ".join([*read, *own, *agreed])


def _pocket(ring: list[bytes], rows: list[dict[str, Any]], ids: list[bytes]) -> Iterator[str]:
    for row, key, owner_id in itertools.product(rows, ring, ids):
        note_id = uuid.UUID(str(row["note_id"])).bytes
        try:
            yield keys.open_envelope(
                key, bytes(row["envelope"]), aad=b"pocket\0" + owner_id + note_id
            ).decode()
        except keys.EnvelopeError:
            continue


def _agreements(ring: list[bytes], rows: list[dict[str, Any]], ids: list[bytes]) -> Iterator[str]:
    for row, key, couple_id in itertools.product(rows, ring, ids):
        place = couple_id + bytes(16) + uuid.UUID(str(row["id"])).bytes
        try:
            yield keys.open_envelope(key, bytes(row["envelope"]), aad=b"agreement\0" + place).decode()
        except keys.EnvelopeError:
            continue


def _contents(ring: list[bytes], envelopes: list[bytes], ids: list[bytes]) -> Iterator[str]:
    places = [b"".join(each) for each in itertools.product(ids, [*ids, bytes(16)], ids)]
    for envelope, key in itertools.product(envelopes, ring):
        for place in places:
            for aad in (
                b"response\0" + place,
                *(b"topic\0" + place + bytes([at]) for at in (0, 10, 11, 20, 21)),
            ):
                try:
                    yield keys.open_envelope(key, envelope, aad=aad).decode()
                except keys.EnvelopeError:
                    continue
