"""Tests of the actions that begin, share and leave a space, and of the database constraints that protect spaces."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.dispatch import Signal

from couples import actions, queries, signals
from couples.encryption import keys
from couples.errors import Conflict, DomainError, NotFound
from couples.models import Couple, DataKey, Invitation, Membership, User
from tests.factories import user

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def ada(db: None) -> User:
    return user("Ada", address="ada@example.org")


@pytest.fixture
def kit(db: None) -> User:
    return user("Kit", address="kit@example.org")


@contextmanager
def heard(*watched: str) -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """Yield a list that collects the name and arguments of each watched signal sent in the `with` block, in order.

    Assert that each signal is sent inside a database transaction. `watched` are the names of the signals.
    """
    got: list[tuple[str, dict[str, Any]]] = []
    receivers = []
    for name in watched:

        def receive(sender: object, _name: str = name, **sent: Any) -> None:
            assert transaction.get_connection().in_atomic_block
            got.append((_name, sent))

        signal: Signal = getattr(signals, name)
        signal.connect(receive)
        receivers.append((signal, receive))
    yield got
    for signal, receive in receivers:
        signal.disconnect(receive)


ALL = ("couple_formed", "membership_ended", "couple_closed")


def code_of(caught: pytest.ExceptionInfo[DomainError]) -> str:
    return caught.value.code


def paired(ada: User, kit: User) -> Couple:
    made = actions.create_invitation(ada, now=NOW)
    actions.redeem_invitation(kit, token=made.secrets.token, now=NOW)
    return actions.confirm_invitation(ada, invitation_id=made.invitation.id, now=NOW)


def test_starting_alone_makes_a_space_with_keys_once(ada: User) -> None:
    with heard(*ALL) as sent:
        actions.start_alone(ada, now=NOW)
        actions.start_alone(ada, now=LATER)
    assert [name for name, _ in sent] == ["couple_formed"]
    space = queries.space(ada)
    assert (space.state, space.partner, space.since) == ("alone", None, NOW)
    assert set(keys.data_keys(space.couple_id or ada.id)) == {None, ada.id}


def test_pairing_ends_both_solo_spaces_and_begins_a_new_one_with_new_keys(ada: User, kit: User) -> None:
    for person in (ada, kit):
        actions.start_alone(person, now=NOW)
    solo = {person: queries.live_membership(person) for person in (ada, kit)}
    with heard(*ALL) as sent:
        couple = paired(ada, kit)
    names = [name for name, _ in sent]
    assert names == ["membership_ended", "couple_closed"] * 2 + ["couple_formed"]
    assert sent[-1][1]["couple"] == couple

    assert couple.kind == Couple.Kind.PAIR
    assert set(keys.data_keys(couple.id)) == {None, ada.id, kit.id}
    for person, partner in ((ada, kit), (kit, ada)):
        old = solo[person]
        assert old is not None
        old.refresh_from_db()
        assert (old.ended_at, old.couple.closed_at) == (NOW, NOW)
        # The author can still read what they wrote in their solo space.
        assert keys.data_key(old.couple_id, person.id)
        membership = queries.live_membership(person)
        assert membership is not None
        assert queries.spaces.members(person) == (membership, partner)
        assert queries.space(person).state == "paired"


def test_leaving_ends_it_for_both_at_once(ada: User, kit: User) -> None:
    couple = paired(ada, kit)
    with heard(*ALL) as sent:
        actions.leave(kit, now=LATER)
    ended = [(name, data.get("user")) for name, data in sent]
    assert ended == [("membership_ended", ada), ("membership_ended", kit), ("couple_closed", None)]
    couple.refresh_from_db()
    assert couple.closed_at == LATER
    for person in (ada, kit):
        assert queries.live_membership(person) is None
        assert queries.spaces.members(person) == (None, None)
    assert queries.space(kit).state == "none"
    assert queries.space(ada).state == "closed"


def test_the_one_who_stayed_is_told_once(ada: User, kit: User) -> None:
    paired(ada, kit)
    actions.leave(kit, now=LATER)
    actions.acknowledge_closed(ada, now=LATER)
    assert queries.space(ada).state == "none"


def test_starting_anew_is_acknowledgement_enough(ada: User, kit: User) -> None:
    paired(ada, kit)
    actions.leave(kit, now=LATER)
    actions.start_alone(ada, now=LATER)
    actions.leave(ada, now=LATER)
    assert queries.space(ada).state == "none"


def test_leaving_alone_or_nothing_is_fine(ada: User) -> None:
    actions.leave(ada, now=NOW)
    actions.start_alone(ada, now=NOW)
    actions.leave(ada, now=LATER)
    with heard(*ALL) as sent:
        actions.leave(ada, now=LATER)
    assert sent == []
    assert queries.space(ada).state == "none"


def test_pairing_again_with_the_same_person_shares_nothing_with_before(ada: User, kit: User) -> None:
    first = paired(ada, kit)
    actions.leave(ada, now=LATER)
    second = paired(ada, kit)
    assert first.id != second.id
    assert not set(keys.data_keys(first.id).values()) & set(keys.data_keys(second.id).values())
    assert not Membership.objects.filter(couple=first, ended_at=None).exists()


def test_a_receiver_that_fails_undoes_the_leaving(ada: User, kit: User) -> None:
    paired(ada, kit)

    def fail(sender: object, **_: Any) -> None:
        raise RuntimeError("a reminder could not be cancelled")

    signals.couple_closed.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            actions.leave(ada, now=LATER)
    finally:
        signals.couple_closed.disconnect(fail)
    assert queries.space(ada).state == queries.space(kit).state == "paired"


def test_in_a_pair_nothing_else_can_begin(ada: User, kit: User) -> None:
    paired(ada, kit)
    third = User.objects.create_user("third@example.org")
    made = actions.create_invitation(third, now=NOW)
    for attempt in (
        lambda: actions.start_alone(ada, now=NOW),
        lambda: actions.create_invitation(ada, now=NOW),
        lambda: actions.redeem_invitation(ada, token=made.secrets.token, now=NOW),
        lambda: actions.form_pair(third, kit, now=NOW),
        lambda: actions.confirm_invitation(ada, invitation_id=made.invitation.id, now=NOW),
    ):
        with pytest.raises(Conflict) as caught:
            attempt()
        assert code_of(caught) == "already_paired"
    assert queries.space(third).state == "none"


def test_pairing_ends_every_other_invitation_of_both(ada: User, kit: User) -> None:
    third = User.objects.create_user("third@example.org")
    by_kit = actions.create_invitation(kit, now=NOW)
    actions.redeem_invitation(third, token=by_kit.secrets.token, now=NOW)
    paired(ada, kit)
    assert not Invitation.objects.filter(ended_at=None).exists()
    assert queries.pairing(third, now=NOW).state == "none"


def test_two_who_invited_each_other_can_both_confirm_and_one_couple_comes_of_it(ada: User, kit: User) -> None:
    by_ada, by_kit = (actions.create_invitation(person, now=NOW) for person in (ada, kit))
    actions.redeem_invitation(kit, token=by_ada.secrets.token, now=NOW)
    actions.redeem_invitation(ada, token=by_kit.secrets.token, now=NOW)
    assert {queries.pairing(person, now=NOW).state for person in (ada, kit)} == {"asked"}
    actions.confirm_invitation(kit, invitation_id=by_kit.invitation.id, now=NOW)
    with pytest.raises(Conflict):
        actions.confirm_invitation(ada, invitation_id=by_ada.invitation.id, now=NOW)
    assert Couple.objects.count() == 1


def test_a_redemption_gives_the_inviter_a_day_to_confirm(ada: User, kit: User) -> None:
    made = actions.create_invitation(ada, now=NOW)
    late = NOW + timedelta(hours=23, minutes=59)
    actions.redeem_invitation(kit, token=made.secrets.token, now=late)
    assert queries.pairing(ada, now=late + timedelta(hours=23)).state == "asked"
    too_late = late + timedelta(hours=24)
    assert queries.pairing(ada, now=too_late).state == queries.pairing(kit, now=too_late).state == "none"
    with pytest.raises(NotFound) as caught:
        actions.confirm_invitation(ada, invitation_id=made.invitation.id, now=too_late)
    assert code_of(caught) == "invitation_not_usable"


def test_a_joiner_who_withdrew_cannot_be_confirmed(ada: User, kit: User) -> None:
    made = actions.create_invitation(ada, now=NOW)
    actions.redeem_invitation(kit, code=made.secrets.code, now=NOW)
    actions.withdraw(kit, now=NOW)
    for attempt in (actions.confirm_invitation, actions.decline_invitation):
        with pytest.raises(NotFound):
            attempt(ada, invitation_id=made.invitation.id, now=NOW)


def test_the_database_refuses_a_third_member_a_second_space_and_ones_own_invitation(
    ada: User, kit: User
) -> None:
    couple = paired(ada, kit)
    third = User.objects.create_user("third@example.org")
    other = Couple.objects.create(kind=Couple.Kind.SOLO, created_at=NOW)
    refused = (
        lambda: Membership.objects.create(couple=couple, user=third, seat=3, joined_at=NOW),
        lambda: Membership.objects.create(couple=couple, user=third, seat=2, joined_at=NOW),
        lambda: Membership.objects.create(couple=other, user=ada, seat=1, joined_at=NOW),
        lambda: Invitation.objects.create(
            inviter=ada,
            redeemed_by=ada,
            redeemed_at=NOW,
            token_hash=b"a",
            code_hash=b"a",
            created_at=NOW,
            expires_at=NOW,
        ),
        lambda: DataKey.objects.create(couple=couple, author=None, wrapped=b"x", created_at=NOW),
    )
    for write in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
