"""If several people act at the same moment, only one of the conflicting actions succeeds, and nothing deadlocks.

The tests must pass on SQLite and on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from pytest_django import Settings

from couples import actions, queries, signals
from couples.actions import pairing
from couples.errors import DomainError, NotFound
from couples.models import Couple, DataKey, Invitation, Membership, User
from couples.sign_in.reauthentication import RecentAuthentication
from tests.factories import user

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROUNDS = range(8)

pytestmark = pytest.mark.django_db(transaction=True)


def people(*names: str) -> list[User]:
    return [user(name) for name in names]


def at_once(*attempts: Callable[[], object]) -> list[str]:
    """Run all attempts at the same moment, each on its own database connection.

    For each attempt, in order, return "done" or the code of the DomainError that the attempt raised.
    """
    barrier = Barrier(len(attempts))

    def run(attempt: Callable[[], object]) -> str:
        try:
            connection.ensure_connection()
            barrier.wait()
            attempt()
        except DomainError as error:
            return error.code
        else:
            return "done"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(run, attempts))


def consistent() -> None:
    """Assert that each space has the right number of seats, current members and encryption keys.

    The numbers depend on whether the space is for one person or two, and whether the space is closed.
    """
    for couple in Couple.objects.all():
        seats = list(couple.memberships.order_by("seat").values_list("seat", flat=True))
        assert seats == ([1, 2] if couple.kind == Couple.Kind.PAIR else [1])
        live = couple.memberships.filter(ended_at=None).count()
        assert live == (0 if couple.closed_at else len(seats))
        # The shared key is deleted when the space closes.
        assert DataKey.objects.filter(couple=couple).count() == len(seats) + (0 if couple.closed_at else 1)


@pytest.mark.parametrize("_", ROUNDS)
def test_two_redeem_one_invitation(_: int) -> None:
    ada, kit, third = people("ada", "kit", "third")
    made = actions.create_invitation(ada, now=NOW)
    results = at_once(
        lambda: actions.redeem_invitation(kit, token=made.secrets.token, now=NOW),
        lambda: actions.redeem_invitation(third, code=made.secrets.code, now=NOW),
    )
    assert sorted(results) == ["done", "invitation_not_usable"]
    states = [queries.pairing(person, now=NOW).state for person in (kit, third)]
    assert states == ["waiting" if result == "done" else "none" for result in results]


@pytest.mark.parametrize("_", ROUNDS)
def test_one_joiner_redeems_two_invitations(_: int) -> None:
    ada, kit, joiner = people("ada", "kit", "joiner")
    made = [actions.create_invitation(person, now=NOW) for person in (ada, kit)]
    results = at_once(
        *(lambda m=m: actions.redeem_invitation(joiner, token=m.secrets.token, now=NOW) for m in made)
    )
    assert results == ["done", "done"]
    assert Invitation.objects.filter(redeemed_by=joiner, ended_at=None).count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_two_open_the_set_up_link(_: int) -> None:
    link = actions.make_set_up_link(now=NOW)
    assert link
    opened: dict[str, Any] = {"token": link.token, "time_zone": ZoneInfo("UTC"), "now": NOW}
    results = at_once(
        lambda: actions.open_set_up(display_name="Ada", **opened),
        lambda: actions.open_set_up(display_name="Kit", **opened),
    )
    assert results == ["done", "done"]
    assert User.objects.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_two_make_an_account_by_one_invitation(_: int, settings: Settings) -> None:
    settings.MAIL = False
    made = actions.create_invitation(people("ada")[0], now=NOW)
    opened: dict[str, Any] = {"token": made.secrets.token, "time_zone": ZoneInfo("UTC"), "now": NOW}
    results = at_once(
        lambda: actions.join_by_invitation(display_name="Kit", **opened),
        lambda: actions.join_by_invitation(display_name="Third", **opened),
    )
    assert results == ["done", "done"]
    assert User.objects.count() == 2


@pytest.mark.parametrize("_", ROUNDS)
def test_two_use_one_device_link(_: int) -> None:
    [ada] = people("ada")
    Authenticator.objects.create(user=ada, type=Authenticator.Type.RECOVERY_CODES, data={})
    link = actions.make_device_link(ada, recent=RecentAuthentication(passkey=True), now=NOW)
    results = at_once(*[lambda: actions.use_link(token=link.token, now=NOW)] * 2)
    assert sorted(results) == ["done", "link_not_usable"]


@pytest.mark.parametrize("_", ROUNDS)
def test_confirming_twice(_: int) -> None:
    ada, kit = people("ada", "kit")
    for person in (ada, kit):
        actions.start_alone(person, now=NOW)
    made = actions.create_invitation(ada, now=NOW)
    actions.redeem_invitation(kit, token=made.secrets.token, now=NOW)
    confirm = lambda: actions.confirm_invitation(ada, invitation_id=made.invitation.id, now=NOW)  # noqa: E731
    results = at_once(confirm, confirm, confirm)
    assert results.count("done") == 1
    assert set(results) <= {"done", "already_paired", "invitation_not_usable"}
    assert Couple.objects.filter(kind=Couple.Kind.PAIR).count() == 1
    consistent()


@pytest.mark.parametrize("_", ROUNDS)
def test_two_who_invited_each_other_confirm_at_once(_: int) -> None:
    ada, kit = people("ada", "kit")
    by_ada, by_kit = (actions.create_invitation(person, now=NOW) for person in (ada, kit))
    actions.redeem_invitation(kit, token=by_ada.secrets.token, now=NOW)
    actions.redeem_invitation(ada, token=by_kit.secrets.token, now=NOW)
    results = at_once(
        lambda: actions.confirm_invitation(ada, invitation_id=by_ada.invitation.id, now=NOW),
        lambda: actions.confirm_invitation(kit, invitation_id=by_kit.invitation.id, now=NOW),
    )
    assert results.count("done") == 1
    assert Couple.objects.count() == 1
    consistent()


@pytest.mark.parametrize("_", ROUNDS)
def test_a_joiner_confirmed_by_one_and_confirming_another(_: int) -> None:
    """Ada confirms Kit as partner while Kit confirms a third person. Only one of the two confirmations succeeds."""
    ada, kit, third = people("ada", "kit", "third")
    by_ada, by_kit = (actions.create_invitation(person, now=NOW) for person in (ada, kit))
    actions.redeem_invitation(kit, token=by_ada.secrets.token, now=NOW)
    actions.redeem_invitation(third, token=by_kit.secrets.token, now=NOW)
    results = at_once(
        lambda: actions.confirm_invitation(ada, invitation_id=by_ada.invitation.id, now=NOW),
        lambda: actions.confirm_invitation(kit, invitation_id=by_kit.invitation.id, now=NOW),
    )
    assert results.count("done") == 1
    assert Membership.objects.filter(ended_at=None).count() == 2
    consistent()


@pytest.mark.parametrize("_", ROUNDS)
def test_confirming_while_the_joiner_withdraws_or_starts_alone(_: int) -> None:
    ada, kit = people("ada", "kit")
    made = actions.create_invitation(ada, now=NOW)
    actions.redeem_invitation(kit, token=made.secrets.token, now=NOW)
    confirmed, *_rest = at_once(
        lambda: actions.confirm_invitation(ada, invitation_id=made.invitation.id, now=NOW),
        lambda: actions.withdraw(kit, now=NOW),
        lambda: actions.start_alone(kit, now=NOW),
        lambda: actions.leave(ada, now=NOW),
    )
    assert confirmed in {"done", "invitation_not_usable"}
    assert Couple.objects.filter(kind=Couple.Kind.PAIR).count() == (1 if confirmed == "done" else 0)
    consistent()


@pytest.mark.parametrize("_", ROUNDS)
def test_both_leave_at_once(_: int) -> None:
    ada, kit = people("ada", "kit")
    actions.form_pair(ada, kit, now=NOW)
    closings: list[object] = []

    def closed(sender: object, couple: Couple, **_: object) -> None:
        closings.append(couple)

    signals.couple_closed.connect(closed)
    leave = [lambda person=person: actions.leave(person, now=NOW) for person in (ada, kit, kit)]
    assert at_once(*leave) == ["done"] * 3
    signals.couple_closed.disconnect(closed)
    assert closings == list(Couple.objects.exclude(closed_at=None))
    assert len(closings) == 1
    consistent()


def test_what_ended_between_looking_and_locking_is_not_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    ada, kit = people("ada", "kit")
    made = actions.create_invitation(ada, now=NOW)
    actions.redeem_invitation(kit, token=made.secrets.token, now=NOW)
    monkeypatch.setattr(pairing, "lock", lambda *_: actions.withdraw(kit, now=NOW))
    with pytest.raises(NotFound):
        actions.confirm_invitation(ada, invitation_id=made.invitation.id, now=NOW)
    assert not Couple.objects.exists()


@pytest.mark.parametrize("_", ROUNDS)
def test_starting_alone_or_inviting_twice(_: int) -> None:
    (ada,) = people("ada")
    start = lambda: actions.start_alone(ada, now=NOW)  # noqa: E731
    invite = lambda: actions.create_invitation(ada, now=NOW)  # noqa: E731
    assert at_once(start, invite, start, invite) == ["done"] * 4
    assert Couple.objects.count() == 1
    assert Invitation.objects.filter(ended_at=None).count() == 1
    consistent()
