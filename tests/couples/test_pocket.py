"""Only the author can read a pocket note, whether the author is in a couple or not.

The text and the date of a note are encrypted with the author's own key.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from couples import actions, queries
from couples.encryption import keys, pocket
from couples.errors import Conflict
from couples.models import PersonKey, PocketNote, User
from tests.checkins.test_submit_race import at_once
from tests.checkins.world import browser, call
from tests.factories import START, Pair, joined, pair, user

pytestmark = pytest.mark.django_db
WORD = "heronquill"
EARLIER = START - dt.timedelta(days=2)


def keep(
    person: User, text: str = WORD, *, note_id: uuid.UUID | None = None, at: dt.datetime = START
) -> uuid.UUID:
    """Store a pocket note of this person and return the note's id."""
    made = note_id or uuid.uuid4()
    actions.keep_note(person, made, text=text, written_at=at, now=START)
    return made


def texts(person: User) -> list[str]:
    """Return the texts of the person's pocket notes, newest first."""
    return [note.text for note in queries.pocket(person).notes]


def sent(client: Client, note_id: uuid.UUID, text: Any = WORD, at: str = "2026-05-03T10:00:00Z") -> Any:
    """Send a pocket note to the API, as the app does, and return the response."""
    return call(client, "PUT", f"/pocket/{note_id}", {"text": text, "written_at": at})


def test_it_works_without_a_couple_and_newest_comes_first(db: None) -> None:
    sam = user("Sam")
    assert queries.pocket(sam).notes == []
    keep(sam, "second", at=START)
    keep(sam, "first", at=EARLIER)
    assert texts(sam) == ["second", "first"]


def test_sending_it_again_changes_nothing_and_other_words_replace_it(db: None) -> None:
    client, note_id = browser(user("Sam")), uuid.uuid4()
    first = sent(client, note_id)
    assert (first.status_code, first.json()) == (
        200,
        {"id": str(note_id), "text": WORD, "written_at": "2026-05-03T10:00:00Z"},
    )
    assert sent(client, note_id).json() == first.json()
    assert call(client, "GET", "/pocket").json() == {"notes": [first.json()]}
    sent(client, note_id, "other words")
    assert [note["text"] for note in call(client, "GET", "/pocket").json()["notes"]] == ["other words"]


def test_deleting_is_for_the_author_and_safe_to_repeat(db: None) -> None:
    us = pair()
    note_id = keep(us.alex)
    assert call(browser(us.bo), "DELETE", f"/pocket/{note_id}").status_code == 204
    assert texts(us.alex) == [WORD]
    for _ in range(2):
        assert call(browser(us.alex), "DELETE", f"/pocket/{note_id}").status_code == 204
    assert texts(us.alex) == []


def test_the_same_id_in_two_pockets_is_two_notes(db: None) -> None:
    us = pair()
    note_id = keep(us.alex)
    keep(us.bo, "something else", note_id=note_id)
    assert (texts(us.alex), texts(us.bo)) == ([WORD], ["something else"])


def test_a_full_pocket_refuses_one_more_and_still_takes_a_repeat(db: None) -> None:
    sam = user("Sam")
    ids = [keep(sam, f"note {number}") for number in range(pocket.MOST)]
    client = browser(sam)
    refused = sent(client, uuid.uuid4())
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "pocket_full")
    assert sent(client, ids[0]).status_code == 200
    assert call(client, "DELETE", f"/pocket/{ids[1]}").status_code == 204
    assert sent(client, uuid.uuid4()).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert len(queries.pocket(sam).notes) == pocket.MOST
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "blank"), ("  \n ", "blank"), ("\x00\x01", "blank"), ("x" * 2_001, "max_length"), (None, "null")],
)
def test_nothing_and_too_much_are_refused_by_field(db: None, text: Any, code: str) -> None:
    client = browser(user("Sam"))
    refused = sent(client, uuid.uuid4(), text)
    assert refused.status_code == 422
    assert [each["code"] for each in refused.json()["error"]["fields"]["text"]] == [code]
    assert not PocketNote.objects.exists()


def test_the_longest_note_of_any_signs_fits(db: None) -> None:
    client = browser(user("Sam"))
    for text in ("\U0001f54a" * 2_000, '"' * 2_000, "\n".join(["a"] * 1_000)):
        note_id = uuid.uuid4()
        assert sent(client, note_id, text).status_code == 200
        assert call(client, "GET", "/pocket").json()["notes"][0]["text"] == text
        call(client, "DELETE", f"/pocket/{note_id}")


def test_half_an_emoji_is_replaced(db: None) -> None:
    assert sent(browser(user("Sam")), uuid.uuid4(), "so \ud83d glad").json()["text"] == "so \ufffd glad"


def test_a_clock_that_runs_ahead_counts_as_now(db: None) -> None:
    sam = user("Sam")
    keep(sam, at=START + dt.timedelta(days=400))
    assert [note.written_at for note in queries.pocket(sam).notes] == [START]


def test_no_row_says_when_and_envelopes_have_the_sizes_of_all_envelopes(db: None) -> None:
    sam = user("Sam")
    for text, at in (("short", EARLIER), ("w" * 900, START), ("w" * 2_000, START)):
        keep(sam, text, at=at)
    for model in (PocketNote, PersonKey):
        assert not [
            field.name for field in model._meta.fields if field.get_internal_type().startswith("Date")
        ]
    sizes = sorted(len(bytes(note.envelope)) for note in PocketNote.objects.all())
    overhead = 1 + 12 + 16
    assert sizes == [size + overhead for size in (1_024, 1_024, 4_096)]


def test_an_envelope_opens_for_its_author_and_note_alone(db: None) -> None:
    us = pair()
    one, other = keep(us.alex, "one"), keep(us.alex, "other")
    keep(us.bo, "of Bo")
    key = keys.person_key(us.alex.pk)
    envelope = bytes(PocketNote.objects.get(note_id=one).envelope)
    assert pocket.open_note(key, envelope, owner_id=us.alex.pk, note_id=one).text == "one"
    wrong = [
        (key, us.alex.pk, other),
        (key, us.bo.pk, one),
        (keys.person_key(us.bo.pk), us.alex.pk, one),
        *((each, us.alex.pk, one) for each in keys.data_keys(us.couple.pk).values()),
    ]
    for each, owner_id, note_id in wrong:
        with pytest.raises(keys.EnvelopeError):
            pocket.open_note(each, envelope, owner_id=owner_id, note_id=note_id)
    PersonKey.objects.filter(owner=us.alex).update(wrapped=PersonKey.objects.get(owner=us.bo).wrapped)
    with pytest.raises(keys.EnvelopeError):
        keys.person_key(us.alex.pk)


def test_it_survives_leaving_and_the_partners_erasure(db: None) -> None:
    us = pair()
    keep(us.alex)
    actions.leave(us.alex, now=START)
    assert texts(us.alex) == [WORD]
    again = pair_of(us)
    actions.erase(us.bo, now=START)
    assert texts(again.alex) == [WORD]


def pair_of(us: Pair) -> Pair:
    """Link the two people of `us` again, and return their new couple. One of them must have left the old couple."""
    return joined(us.alex, us.bo)


def test_erasing_destroys_notes_and_key_and_leaves_the_partners(db: None) -> None:
    us = pair()
    keep(us.alex)
    keep(us.bo, "of Bo")
    actions.erase(us.alex, now=START)
    assert list(PersonKey.objects.values_list("owner", flat=True)) == [us.bo.pk]
    assert texts(us.bo) == ["of Bo"]
    with pytest.raises(keys.KeyMissing):
        keys.person_key(us.alex.pk)


def test_nothing_of_it_is_in_what_the_partner_receives(db: None, time_machine: Any) -> None:
    time_machine.move_to(START, tick=False)
    us = pair()
    client = browser(us.bo)
    paths = ("/me", "/home", "/history", "/pairing", "/pocket", "/jar", f"/check-ins/{us.check_in.pk}")

    def received() -> list[Any]:
        got = []
        for path in paths:
            with CaptureQueriesContext(connection) as asked:
                answered = call(client, "GET", path)
            got.append((path, answered.status_code, answered.content, len(asked)))
        return got

    call(client, "GET", "/me")
    before = received()
    for _ in range(3):
        keep(us.alex)
    assert received() == before


@pytest.mark.django_db(transaction=True)
def test_two_first_notes_at_once_share_one_key() -> None:
    sam = user("Sam")
    assert set(at_once(lambda: keep(sam, "one"), lambda: keep(sam, "two"))) <= {"done", "changed_meanwhile"}
    assert PersonKey.objects.count() == 1
    assert set(texts(sam)) <= {"one", "two"}


@pytest.mark.django_db(transaction=True)
def test_the_last_place_in_a_pocket_goes_to_one_of_two() -> None:
    sam = user("Sam")
    for number in range(pocket.MOST - 1):
        keep(sam, f"note {number}")
    results = at_once(lambda: keep(sam, "one"), lambda: keep(sam, "two"))
    assert sorted(results) == ["done", "pocket_full"]
    with pytest.raises(Conflict):
        keep(sam, "three")
