"""One person's action changes other people's data only if the action closes a space that they share.

The tests compare every row of every table before and after the action. People and data are random, but repeatable.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from pytest_django import DjangoDbBlocker

from checkins.models import CheckIn, Response, Rest, Schedule, TalkingPoint
from couples import actions
from couples.actions import erasing
from couples.models import Couple, Invitation, Membership, User
from notifications.models import CalendarFeed, PushSubscription, Reminder
from tests.couples.conftest import Browser, mailed_code
from tests.couples.population import HOUR, Population
from tests.couples.row_owners import Key, Owners, Rows, changes, every_row
from tests.factories import START
from tests.seal.databases import Database

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = START + HOUR
SEEDS = range(6)
#: The seeds of a run without the tests marked `long`.
FEW_SEEDS = range(3)
NEW_ADDRESS = "y.robin@example.org.example"

Action = Callable[[Browser], None]
Populate = Callable[[int, str], AbstractContextManager[User]]


def erase(asking: Browser) -> None:
    assert asking.api("post", "/me/erase", {"confirm": "erase everything"}).status_code == 204


def leave(asking: Browser) -> None:
    assert asking.api("post", "/space/leave").status_code in {200, 204}


def sign_out_everywhere(asking: Browser) -> None:
    assert asking.api("post", "/me/sign-out-everywhere").status_code == 204


def change_address(asking: Browser) -> None:
    assert asking.api("post", "/me/email", {"email": NEW_ADDRESS}).status_code == 204
    assert asking.api("post", "/me/email/confirm", {"code": mailed_code(NEW_ADDRESS)}).status_code == 200


ACTIONS: dict[str, Action] = {
    action.__name__: action for action in (erase, leave, sign_out_everywhere, change_address)
}

#: Per action and model, what may change in the actor's own rows: column names, "new" or "gone". None: everything.
OWN: dict[str, dict[str, set[str]] | None] = {
    "erase": None,
    "leave": {"couples.Membership": {"closing_seen_at"}},
    "sign_out_everywhere": {
        "couples.User": {"password"},
        "couples.Device": {"gone"},
        "sessions.Session": {"gone"},
        "notifications.PushSubscription": {"gone", "device_id", "retired_at"},
        "notifications.CalendarFeed": {"gone"},
        "notifications.OutboxRow": {"done_on_id"},
    },
    "change_address": {
        "couples.User": {"email"},
        "account.EmailAddress": {"new", "gone"},
        "notifications.OutboxRow": {"new"},
        "sessions.Session": {"session_data", "expire_date"},
    },
}
#: Per model, what may change in the rows of a space when it closes: column names or "gone".
CLOSING = {
    "couples.Couple": {"closed_at"},
    "couples.Membership": {"ended_at", "closing_seen_at"},
    "checkins.Schedule": {"next_opens_at"},
    "checkins.CheckIn": {"state"},
    "checkins.TalkingPoint": {"gone"},
    "checkins.TalkingPointVoice": {"gone"},
    "checkins.SavedStarter": {"gone"},
    "checkins.Agreement": {"gone"},
    "notifications.OutboxRow": {"state", "outcome", "settled_at", "lease", "leased_until"},
    "notifications.CalendarFeed": {"gone"},
    "couples.DataKey": {"gone"},
}


@pytest.fixture(scope="module")
def populated(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Populate]:
    """A function `populated(seed, action)` for a `with` statement, in which the app's database holds random people.

    The `with` statement gives the person who acts. `seed` and `action` determine all random choices. All tests share
    the databases, which are filled at their first use. Changes are rolled back.
    """
    kept: dict[tuple[int, str], tuple[Database, User]] = {}
    with django_db_blocker.unblock():
        # Each database is a copy of this one. PostgreSQL can't copy the suite's database during a test.
        empty = Database()
        empty.copy(connections[DEFAULT_DB_ALIAS])

    @contextmanager
    def populate(seed: int, action: str) -> Iterator[User]:
        if (seed, action) not in kept:
            kept[seed, action] = _filled(empty, random.Random(f"{seed} {action}"))
        database, actor = kept[seed, action]
        with database.rolled_back():
            yield actor

    yield populate
    with django_db_blocker.unblock():
        for database in (empty, *(database for database, _actor in kept.values())):
            database.drop()


def _filled(empty: Database, rng: random.Random) -> tuple[Database, User]:
    """Return a copy of an empty database, filled with random people, and the one of them who acts."""
    database, there = Database(), Population(rng, NOW)
    database.copy(empty.connection)
    with database.in_use():
        there.fill()
    return database, rng.choice(there.people)


def too_much(actor: User, action: str) -> list[str]:
    """Let this person do the action, and return all changes in the database that are not allowed.

    Each returned text names the model and the changed columns. `action` is a key of `ACTIONS`.
    """
    asking = Browser()
    asking.sign_in(str(actor.email))
    mine = Membership.objects.filter(user=actor, ended_at=None).first()
    live = mine.couple_id if mine else None
    # Spaces whose only member is the actor.
    alone = {
        couple
        for couple in Couple.objects.values_list("pk", flat=True)
        if set(Membership.objects.filter(couple=couple).values_list("user_id", flat=True)) == {actor.pk}
    }
    before = every_row()
    ACTIONS[action](asking)
    after = every_row()
    return [
        f"{key[0]} {what}"
        for key, changed in changes(before, after)
        if (what := changed - allowed(action, key, before, after, actor=actor.pk, live=live, alone=alone))
    ]


def allowed(
    action: str, key: Key, before: Rows, after: Rows, *, actor: Any, live: Any, alone: set[Any]
) -> set[str]:
    """Return what the action may change in the row with this key: column names, "new" (created) or "gone" (deleted).

    `before` and `after` are all rows of the database before and after the action. `actor` is the id of the person who
    acts, and `live` is the id of this person's current space. `alone` are the ids of the spaces whose only member is
    this person.
    """
    label = key[0]
    whose = Owners(before if key in before else after).of(key)
    names = set(before.get(key, after.get(key, {})))
    found: set[str] = set()
    if label == "couples.Tombstone":
        return {"new"} if action in {"erase", "leave"} else set()
    if actor in whose:
        own = OWN[action]
        found |= own.get(label, set()) if own is not None else {"gone"}
    if action == "erase" and whose & alone:
        found |= {"gone"}
    if action in {"erase", "leave"} and live in whose:
        closing = CLOSING.get(label, set())
        row = before.get(key, {})
        shared_key_only = label != "couples.DataKey" or row["author_id"] is None
        still_open = label != "checkins.CheckIn" or row["state"] == "open"
        still_owed = label != "notifications.OutboxRow" or row["state"] == "pending"
        seen = {"closing_seen_at"} if label == "couples.Membership" and actor not in whose else set()
        if shared_key_only and still_open and still_owed:
            found |= closing - seen
    return found & (names | {"new", "gone"})


def states() -> dict[str, QuerySet[Any]]:
    """Return, by name, a query for each state that must occur among the random people.

    A state that never occurs would not be tested.
    """
    return {
        "alone": Couple.objects.filter(kind="solo", closed_at=None),
        "paired": Couple.objects.filter(kind="pair", closed_at=None),
        "left": Couple.objects.filter(kind="pair", closed_at__isnull=False),
        "invited": Invitation.objects.filter(ended_at=None, redeemed_by=None),
        "waiting": Invitation.objects.filter(ended_at=None, redeemed_by__isnull=False),
        "paused": Schedule.objects.filter(paused_at__isnull=False, couple__closed_at=None),
        "resting": Rest.objects.all(),
        "open": CheckIn.objects.filter(state="open"),
        "draft": Response.objects.filter(submitted_at=None, check_in__state="open"),
        "talking points": TalkingPoint.objects.all(),
        "owed": Reminder.objects.filter(state="pending"),
        "push": PushSubscription.objects.all(),
        "calendar": CalendarFeed.objects.all(),
        "begun sign-in": Session.objects.filter(device=None),
        "log": LogEntry.objects.all(),
    }


def test_the_populations_contain_every_state(populated: Populate, time_machine: Any) -> None:
    time_machine.move_to(NOW, tick=False)
    missing = set(states())
    for seed, action in itertools.product(FEW_SEEDS, ACTIONS):
        if missing:
            with populated(seed, action):
                missing -= {name for name, rows in states().items() if rows.exists()}
    assert missing == set()


@pytest.mark.parametrize(
    "seed", [seed if seed in FEW_SEEDS else pytest.param(seed, marks=pytest.mark.long) for seed in SEEDS]
)
@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_touches_its_own_person_and_what_a_closing_space_has_to_change(
    action: str, seed: int, populated: Populate, time_machine: Any
) -> None:
    time_machine.move_to(NOW, tick=False)
    with populated(seed, action) as actor:
        assert too_much(actor, action) == []


def erase_by_substring(patch: pytest.MonkeyPatch) -> None:
    """Inject a fault: erasing a person also deletes unfinished sign-ins for longer addresses that contain theirs."""

    def begun(actor: User, **_given: Any) -> list[str]:
        return [
            session.pk for session in Session.objects.all() if str(actor.email) in str(session.get_decoded())
        ]

    patch.setattr(erasing, "_begun_sign_ins", begun)


def erase_the_log_by_substring(patch: pytest.MonkeyPatch) -> None:
    """Inject a fault: erasing a person also deletes log entries about longer addresses that contain theirs."""

    def addresses(actor: User) -> set[str]:
        return set(
            LogEntry.objects.filter(object_repr__contains=str(actor.email)).values_list(
                "object_repr", flat=True
            )
        )

    patch.setattr(erasing, "_addresses", addresses)


def end_every_calendar(patch: pytest.MonkeyPatch) -> None:
    """Inject a fault: leaving a couple deletes the calendar links of all couples, not only of this couple."""
    patch.setattr(
        "notifications.receivers.actions.end_calendars_of_couple",
        lambda _couple: CalendarFeed.objects.all().delete(),
    )


def sign_out_the_partner(patch: pytest.MonkeyPatch) -> None:
    """Inject a fault: signing out everywhere also signs the partner out."""
    original = actions.sign_out_everywhere

    def both(actor: User, *, now: dt.datetime) -> None:
        together = Membership.objects.filter(couple__memberships__user=actor, ended_at=None)
        Session.objects.filter(device__user__memberships__in=together).delete()
        original(actor, now=now)

    patch.setattr(actions, "sign_out_everywhere", both)


def take_longer_addresses_away(patch: pytest.MonkeyPatch) -> None:
    """Inject a fault: changing an address also deletes other people's addresses that contain the former address."""
    original = actions.change_email

    def change(actor: User, *, email: str, **given: Any) -> None:
        EmailAddress.objects.filter(email__contains=actor.email).exclude(user=actor).delete()
        original(actor, email=email, **given)

    patch.setattr(actions, "change_email", change)


FAULTS = [
    ("erase", erase_by_substring),
    ("erase", erase_the_log_by_substring),
    ("leave", end_every_calendar),
    ("sign_out_everywhere", sign_out_the_partner),
    ("change_address", take_longer_addresses_away),
]


@pytest.mark.parametrize(("action", "fault"), FAULTS, ids=[fault.__name__ for _action, fault in FAULTS])
def test_an_action_that_touches_others_is_caught(
    action: str,
    fault: Callable[[pytest.MonkeyPatch], None],
    populated: Populate,
    monkeypatch: pytest.MonkeyPatch,
    time_machine: Any,
) -> None:
    time_machine.move_to(NOW, tick=False)

    def noticed(seed: int) -> bool:
        # The fault begins when the people are there already, because other tests share these people.
        with populated(seed, action) as actor, monkeypatch.context() as patch:
            fault(patch)
            return too_much(actor, action) != []

    assert any(noticed(seed) for seed in SEEDS), fault.__doc__
