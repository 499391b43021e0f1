"""Tests that people's choices and pending alerts survive the migrations of the database."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker

from couples.models import User
from notifications.models import AccountAlert, Preference
from notifications.sending import sender
from tests.seal.databases import Database
from tests.services.mail import MailSink
from tests.services.push import PushService

# These migrations never change again, so they are tested at night only.
pytestmark = pytest.mark.long

APP = "notifications"
NOW = dt.datetime(2026, 3, 2, 2, tzinfo=dt.UTC)
#: The kinds that had a column. Later kinds never had one.
COLUMNS = ("opening", "repeat", "last_call", "nudge", "revealed", "talk_later", "helped")
ALL_ON: dict[str, bool] = dict.fromkeys(COLUMNS, True)
ALL_OFF: dict[str, bool] = dict.fromkeys(COLUMNS, False)


@pytest.fixture
def at(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Callable[..., Any]]:
    """Return a function that migrates a copy of the database, and returns the models as they are after that migration.

    The function takes the name of a migration of the notifications app. Without a name, it runs all migrations.
    """

    def migrate(name: str = "") -> Any:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        return executor.migrate([(APP, name)] if name else executor.loader.graph.leaf_nodes()).apps

    with django_db_blocker.unblock():
        database = Database()
        database.copy(connections[DEFAULT_DB_ALIAS])
        with database.in_use():
            yield migrate
        database.drop()


def test_kinds_that_were_switched_off_by_column_are_off(at: Callable[..., Any]) -> None:
    before = at("0011_reconcile_cursor").get_model(APP, "Preference").objects
    choices: dict[str, dict[str, bool]] = {
        "none@example.org": {},
        "two@example.org": {"repeat": False, "helped": False},
        "all@example.org": ALL_OFF,
    }
    for address, columns in choices.items():
        before.create(user_id=User.objects.create_user(address).pk, text="warm", **columns)
    at("0012_kinds_in_one_field")
    for address, columns in choices.items():
        preference = Preference.objects.get(user__email=address)
        had_columns = {kind: on for kind, on in preference.kinds.items() if kind in COLUMNS}
        assert had_columns == {**ALL_ON, **columns}
        assert preference.text == "warm"
    again = at("0011_reconcile_cursor").get_model(APP, "Preference").objects
    for address, columns in choices.items():
        row = again.values(*COLUMNS).get(user__email=address)
        assert row == {**ALL_ON, **columns}


def test_account_alerts_move_into_the_outbox_and_go_out(
    at: Callable[..., Any], pushes: PushService, mails: MailSink
) -> None:
    before = at("0012_kinds_in_one_field")
    user = before.get_model("couples", "User").objects.create(email="ada@example.org")
    notices, occasion = before.get_model(APP, "Notice").objects, uuid.uuid4()
    same = {"user": user, "occasion": occasion, "change": "email_changed", "due_at": NOW}
    until = NOW + dt.timedelta(days=7)
    notices.create(**same, channel="former_email", address="ada@old.example.org", not_after=until)
    notices.create(
        **same, channel="email", not_after=until, attempts=1, leased_until=NOW + dt.timedelta(minutes=1)
    )
    notices.create(**same, channel="push", not_after=until, state="sent", settled_at=NOW, reached=["a"])
    at()
    rows = {row.channel: row for row in AccountAlert.objects.all()}
    assert {row.occasion for row in rows.values()} == {occasion}
    assert (rows["push"].state, rows["push"].settled_at) == ("sent", NOW)
    assert sender.deliver(clock=lambda: NOW) == 1
    assert len(mails.to("ada@old.example.org")) == 1
    assert sender.deliver(clock=lambda: NOW + dt.timedelta(minutes=1)) == 1
    assert len(mails.to("ada@example.org")) == 1
    assert set(AccountAlert.objects.values_list("state", "address")) == {("sent", "")}
    again = at("0012_kinds_in_one_field").get_model(APP, "Notice").objects
    assert set(again.values_list("channel", "state")) == {(channel, "sent") for channel in rows}


def test_people_who_had_all_questions_off_get_no_nudges(at: Callable[..., Any]) -> None:
    before = at("0007_mail_in_place_of_push")
    for address, wanted in (("quiet@example.org", False), ("other@example.org", True)):
        user = before.get_model("couples", "User").objects.create(email=address)
        preferences = before.get_model(APP, "Preference").objects
        preferences.create(user=user, opening=False, repeat=False, last_call=wanted)
    at()
    nudged = {row.user.email: row.kinds["nudge"] for row in Preference.objects.select_related("user")}
    assert nudged == {"quiet@example.org": False, "other@example.org": True}
