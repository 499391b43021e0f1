"""Erasing a person deletes all their data and keys, and tells the partner only that the person has left.

A thief who steals the database afterwards can read none of the person's texts, even with the wrapping key, which
encrypts all other keys.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.conf import settings as configured
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import CASCADE
from django.test import Client
from django.test.utils import CaptureQueriesContext

from checkins import actions as checkins
from checkins.models import Agreement, CheckIn, Response, SavedStarter, TalkingPoint, TalkingPointVoice
from couples import actions
from couples.encryption import keys
from couples.erasure import tombstones
from couples.models import Couple, DataKey, Membership, Tombstone, User
from tests.checkins.test_submit_race import at_once
from tests.checkins.world import HOUR, answer, browser, call, submit
from tests.couples.stolen_database import as_text, dump, opened
from tests.factories import START, Pair, pair, user
from tests.services.push import Browser

pytestmark = pytest.mark.django_db
NOW = START + HOUR
ALEX, BO = "heronquill", "larkspindle"
POCKET, AGREED = "ottervellum", "ibiscompass"
ERASE = {"confirm": "erase everything"}


@pytest.fixture
def us(time_machine: Any) -> Pair:
    """A couple whose first check-in is revealed. Alex also has a pocket note, recovery codes and other data."""
    time_machine.move_to(NOW, tick=False)
    made = pair()
    check_in = made.check_in
    for person, word, value in ((made.alex, ALEX, 1), (made.bo, BO, 5)):
        overrides = {"wish": answer(None, note=word), "anchor": answer(value, note=word)}
        submit(person, check_in, now=NOW, overrides=overrides)
    client = browser(made.alex)
    note = {"text": POCKET, "written_at": NOW.isoformat()}
    assert call(client, "PUT", f"/pocket/{made.bo.pk}", note).status_code == 200
    for text, yes in ((AGREED, True), (f"{AGREED} waits", False)):
        agreement_id = uuid.uuid4()
        checkins.propose(made.alex, agreement_id=agreement_id, text=text, now=NOW)
        if yes:
            checkins.say_yes(made.bo, agreement_id=agreement_id, now=NOW)
    for point in TalkingPoint.objects.filter(audience=None):
        call(client, "POST", f"/talking-points/{point.pk}/voice", {"choice": "now"})
    assert TalkingPointVoice.objects.exists()
    assert call(client, "PUT", "/starters/unheard.feels.1/saved").status_code == 204
    assert call(client, "PUT", "/notifications/subscriptions", _phone("alex")).status_code == 201
    assert call(client, "PATCH", "/notifications/preferences", {"email": False}).status_code == 200
    EmailAddress.objects.create(user=made.alex, email=made.alex.email, verified=True, primary=True)
    RecoveryCodes.activate(made.alex)
    return made


def _phone(name: str) -> dict[str, Any]:
    return Browser(f"http://127.0.0.1:9/{name}").subscription()


def erase(person: User) -> None:
    actions.erase(person, now=NOW)


def ids_of(us: Pair) -> list[Any]:
    return [us.alex.pk, us.bo.pk, us.couple.pk, *CheckIn.objects.values_list("pk", flat=True)]


def test_a_dump_alone_opens_nothing(us: Pair) -> None:
    true_keys = keys.data_keys(us.couple.pk)
    text = as_text(dump())
    for secret in (
        ALEX.encode(),
        BO.encode(),
        POCKET.encode(),
        AGREED.encode(),
        keys.person_key(us.alex.pk),
        *true_keys.values(),
        configured.DATA_WRAPPING_KEY,
    ):
        assert repr(secret)[2:-1].lower() not in text
        assert secret.hex() not in text


def test_a_thief_with_the_key_reads_everyone_until_they_are_erased(us: Pair) -> None:
    """Before the erasures, the thief finds all texts. This shows that the search for texts works."""
    ids, text = ids_of(us), opened(dump(), ids_of(us))
    assert [word in text for word in (ALEX, BO, POCKET, AGREED, f"{AGREED} waits")] == [True] * 5
    assert '"lines":[[' in text, "talking points hold both answers"
    alex, bo = us.alex, us.bo
    erase(alex)
    text = opened(dump(), ids)
    assert [word in text for word in (ALEX, BO, POCKET, AGREED)] == [False, True, False, False]
    assert '"lines"' not in text
    erase(bo)
    assert opened(dump(), ids) == ""


def test_nothing_in_the_database_names_them(us: Pair) -> None:
    alex = User.objects.get(pk=us.alex.pk)
    text = as_text(dump())
    named = (str(alex.pk), alex.pk.hex, repr(alex.pk.bytes)[2:-1], str(alex.email), ALEX)
    assert str(alex.email) in text
    erase(alex)
    text = as_text(dump())
    assert [name for name in named if name.lower() in text] == []


def test_no_table_that_points_to_people_is_forgotten(us: Pair) -> None:
    """Every foreign key to a person must be CASCADE. Otherwise a new table could keep data of erased people."""
    kept = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) is User
        and field.concrete
        and getattr(getattr(field, "remote_field", None), "on_delete", None) is not CASCADE
    ]
    assert kept == []


def test_sessions_end_also_those_that_only_began(us: Pair) -> None:
    client, other, beginning = browser(us.alex), browser(us.alex), Client()
    beginning.get("/_allauth/browser/v1/config")
    asked = beginning.post(
        "/_allauth/browser/v1/auth/code/request", json.dumps({"email": us.alex.email}), "application/json"
    )
    assert asked.status_code == 401
    bo = browser(us.bo)
    assert call(client, "POST", "/me/erase", ERASE).status_code == 204
    for each in (client, other):
        assert call(each, "GET", "/me").status_code == 401
    assert call(bo, "GET", "/me").status_code == 200
    assert str(us.alex.email) not in as_text([session.get_decoded() for session in Session.objects.all()])
    assert Session.objects.count() == 1


def test_it_signs_out_no_one_whose_address_contains_theirs(us: Pair) -> None:
    address = us.alex.email
    longer, before = User.objects.create_user(f"x{address}"), User.objects.create_user(f"{address}.example")
    theirs = [browser(longer), browser(before)]
    beginning = Client()
    beginning.get("/_allauth/browser/v1/config")
    asked = beginning.post(
        "/_allauth/browser/v1/auth/code/request", json.dumps({"email": longer.email}), "application/json"
    )
    assert asked.status_code == 401
    kept = LogEntry.objects.create(
        user=before, content_type=None, object_id="1", object_repr=str(longer.email), action_flag=3
    )
    erase(us.alex)
    for client in theirs:
        assert call(client, "GET", "/me").status_code == 200
    pending = beginning.get("/_allauth/browser/v1/auth/session").json()["data"]["flows"]
    assert [flow["id"] for flow in pending if flow.get("is_pending")] == ["login_by_code"]
    assert LogEntry.objects.filter(pk=kept.pk).exists()


def test_it_takes_one_step_and_no_stray_request(us: Pair) -> None:
    client = browser(us.alex)
    for body in (None, {}, {"confirm": "yes"}):
        assert call(client, "POST", "/me/erase", body).status_code == 422
    assert call(client, "POST", "/me/erase", ERASE).status_code == 204
    assert not User.objects.filter(pk=us.alex.pk).exists()


def test_the_partner_sees_what_they_would_see_had_they_left(us: Pair) -> None:
    bo, check_in = browser(us.bo), CheckIn.objects.get()
    paths: tuple[str, ...] = (
        "/me",
        "/home",
        "/history",
        f"/history/{check_in.pk}",
        f"/check-ins/{check_in.pk}/reveal",
    )
    paths += ("/talking-points", "/schedule", "/pairing", "/starters?saved=1")

    def seen() -> list[Any]:
        got = []
        for path in paths:
            with CaptureQueriesContext(connection) as queries:
                answered = call(bo, "GET", path)
            got.append((path, answered.status_code, answered.content, len(queries)))
        return got

    call(bo, "GET", "/me")
    with transaction.atomic():
        actions.leave(us.alex, now=NOW)
        had_left = seen()
        transaction.set_rollback(True)
    assert seen() != had_left
    erase(us.alex)
    assert seen() == had_left
    assert BO in call(bo, "GET", f"/history/{check_in.pk}").content.decode(), "one's own words stay"


def test_leaving_destroys_what_only_both_could_read_and_leaves_each_their_own(us: Pair) -> None:
    actions.leave(us.bo, now=NOW)
    assert set(DataKey.objects.values_list("author", flat=True)) == {us.alex.pk, us.bo.pk}
    assert not TalkingPoint.objects.exists()
    assert not TalkingPointVoice.objects.exists()
    assert not SavedStarter.objects.exists()
    assert not Agreement.objects.exists()
    assert Response.objects.count() == 2
    check_in = CheckIn.objects.get()
    for person, word in ((us.alex, ALEX), (us.bo, BO)):
        assert word in call(browser(person), "GET", f"/history/{check_in.pk}").content.decode()


def test_a_key_that_goes_while_someone_reads_is_nothing_there(us: Pair) -> None:
    check_in = CheckIn.objects.get()
    DataKey.objects.filter(author=None).delete()
    answered = call(browser(us.bo), "GET", f"/check-ins/{check_in.pk}/reveal")
    assert (answered.status_code, answered.json()["error"]["code"]) == (404, "not_found")


def test_someone_alone_leaves_nothing_at_all(db: None) -> None:
    sam = user("Sam")
    actions.start_alone(sam, now=START)
    erase(sam)
    assert not Couple.objects.exists()
    assert not CheckIn.objects.exists()
    assert set(Tombstone.objects.values_list("kind", flat=True)) == {"person", "space"}


def test_the_same_address_begins_anew(us: Pair) -> None:
    address = us.alex.email
    erase(us.alex)
    again = User.objects.create_user(address)
    actions.start_alone(again, now=NOW)
    assert Membership.objects.filter(user=again).count() == 1
    assert actions.reapply(tombstones.read(tombstones.lines()), now=NOW) == (0, 0)


def test_an_erasure_that_fails_leaves_everything(us: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    before = as_text(dump())

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(LogEntry.objects, "filter", broken)  # fails after keys and sessions are deleted
    with pytest.raises(RuntimeError):
        erase(us.alex)
    assert as_text(dump()) == before
    assert not Tombstone.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_", range(10))
def test_erasing_while_the_partner_submits_is_one_or_the_other(_: int) -> None:
    us = pair()
    check_in = us.check_in
    submit(us.alex, check_in, now=NOW)
    submitted, erased = at_once(lambda: submit(us.bo, check_in, now=NOW), lambda: erase(us.alex))
    assert erased == "done"
    assert submitted in {"done", "not_found", "check_in_closed"}
    assert not TalkingPoint.objects.exists()
    assert not DataKey.objects.exclude(author=us.bo).exists()
    assert not Authenticator.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_", range(10))
def test_both_erasing_at_once_leaves_nothing(_: int) -> None:
    us = pair()
    submit(us.alex, us.check_in, now=NOW)
    assert set(at_once(lambda: erase(us.alex), lambda: erase(us.bo))) == {"done"}
    for model in (User, Couple, CheckIn, Response, DataKey, Membership):
        assert not model.objects.exists(), model
