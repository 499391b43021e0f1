"""Pairing two people through the API, and refusing each attempt that must not pair them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from couples.models import Couple, Invitation, User
from tests.couples.conftest import Browser

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def signed_in(name: str) -> Browser:
    browser = Browser()
    browser.sign_in(f"{name.lower()}@example.org")
    browser.api("patch", "/me", {"display_name": name})
    return browser


@pytest.fixture
def ada(db: None) -> Browser:
    return signed_in("Ada")


@pytest.fixture
def kit(db: None) -> Browser:
    return signed_in("Kit")


def invite(browser: Browser) -> dict[str, Any]:
    answer = browser.api("post", "/pairing/invitations")
    assert answer.status_code == 201, answer.content
    made: dict[str, Any] = answer.json()
    return made


def token_of(made: dict[str, Any]) -> str:
    return str(made["link"].partition("#")[2])


def pair(ada: Browser, kit: Browser) -> None:
    made = invite(ada)
    kit.api("post", "/pairing/redeem", {"token": token_of(made)})
    assert ada.api("post", "/pairing/confirm", {"invitation_id": made["id"]}).status_code == 200


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


@pytest.mark.parametrize("how", ["token", "code"])
def test_two_people_pair(ada: Browser, kit: Browser, how: str) -> None:
    made = invite(ada)
    assert made["link"].startswith("http://localhost:8000/join#")
    assert made["qr_svg"].startswith("<svg ")
    assert ada.api("get", "/pairing").json() == {
        "state": "invited",
        "invitation": {"id": made["id"], "expires_at": made["expires_at"]},
        "joiner": None,
        "inviter": None,
    }

    secret = {"token": token_of(made)} if how == "token" else {"code": made["code"].lower()}
    waiting = {"state": "waiting", "invitation": None, "joiner": None, "inviter": {"display_name": "Ada"}}
    assert kit.api("post", "/pairing/redeem", secret).json() == waiting
    assert kit.api("post", "/pairing/redeem", secret).json() == waiting  # a second tap changes nothing

    asked = ada.api("get", "/pairing").json()
    assert (asked["state"], asked["joiner"]) == (
        "asked",
        {"display_name": "Kit", "masked_email": "k…@e….org"},
    )
    assert kit.api("get", "/me").json()["space"]["state"] == "none"

    confirmed = ada.api("post", "/pairing/confirm", {"invitation_id": made["id"]}).json()
    assert confirmed["pairing"]["state"] == "none"
    assert confirmed["me"]["space"]["partner"] == {"display_name": "Kit"}
    theirs = kit.api("get", "/me").json()["space"]
    assert (theirs["state"], theirs["partner"]) == ("paired", {"display_name": "Ada"})
    assert theirs["couple_id"] == confirmed["me"]["space"]["couple_id"]


def test_opening_the_link_touches_nothing(ada: Browser, kit: Browser) -> None:
    made = invite(ada)
    before = list(Invitation.objects.values())
    for visitor in (kit, Browser()):
        list(visitor.get("/join"))  # read the whole page, as a link preview does
        visitor.api("get", "/pairing/redeem")
    assert list(Invitation.objects.values()) == before
    assert kit.api("post", "/pairing/redeem", {"token": token_of(made)}).status_code == 200


def test_no_secret_of_an_invitation_is_stored(ada: Browser) -> None:
    made = invite(ada)
    stored = str(list(Invitation.objects.values())).encode() + b"".join(
        bytes(h) for row in Invitation.objects.values_list("token_hash", "code_hash") for h in row
    )
    for secret in (token_of(made), made["code"], made["code"].replace("-", "")):
        assert secret.encode() not in stored
    assert "link" not in ada.api("get", "/pairing").json()["invitation"]


def test_every_unusable_invitation_gets_the_same_answer(ada: Browser, kit: Browser) -> None:
    third = signed_in("Third")
    with time_machine.travel(START, tick=False) as clock:
        replaced = invite(ada)
        cancelled = invite(ada)
        ada.api("delete", "/pairing/invitations")
        used = invite(ada)
        kit.api("post", "/pairing/redeem", {"token": token_of(used)})
        expired = invite(signed_in("Slow"))
        clock.move_to(START + timedelta(hours=23, minutes=30))
        bodies: tuple[dict[str, str], ...] = (
            {"token": token_of(replaced)},
            {"token": token_of(cancelled)},
            {"token": token_of(used)},
            {"code": used["code"]},
            {"token": "x" * 22},
            {"token": "mistyped"},
            {"code": "ABCD-EFGH"},
            {"code": "nonsense!"},
        )
        answers = [third.api("post", "/pairing/redeem", body) for body in bodies]
        clock.move_to(START + timedelta(hours=24, minutes=35))
        answers.append(third.api("post", "/pairing/redeem", {"token": token_of(expired)}))
    assert {refusal(answer) for answer in answers} == {(404, "invitation_not_usable")}
    assert len({answer.content for answer in answers}) == 1
    assert third.api("get", "/pairing").json()["state"] == "none"


def test_a_used_invitation_stays_used_after_pairing(ada: Browser, kit: Browser) -> None:
    made = invite(ada)
    kit.api("post", "/pairing/redeem", {"token": token_of(made)})
    ada.api("post", "/pairing/confirm", {"invitation_id": made["id"]})
    third = signed_in("Third")
    answer = third.api("post", "/pairing/redeem", {"token": token_of(made)})
    assert refusal(answer) == (404, "invitation_not_usable")


def test_ones_own_invitation(ada: Browser) -> None:
    made = invite(ada)
    assert refusal(ada.api("post", "/pairing/redeem", {"token": token_of(made)})) == (409, "own_invitation")
    assert ada.api("get", "/pairing").json()["state"] == "invited"


def test_who_is_paired_cannot_redeem_or_invite_and_learns_nothing_of_the_invitation(
    ada: Browser, kit: Browser
) -> None:
    pair(ada, kit)
    made = invite(signed_in("Third"))
    for body in ({"token": token_of(made)}, {"token": "x" * 22}):
        assert refusal(kit.api("post", "/pairing/redeem", body)) == (409, "already_paired")
    assert refusal(kit.api("post", "/pairing/invitations")) == (409, "already_paired")
    assert refusal(kit.api("post", "/space/alone")) == (409, "already_paired")


def test_only_the_inviter_can_confirm_or_decline(ada: Browser, kit: Browser) -> None:
    made = invite(ada)
    kit.api("post", "/pairing/redeem", {"token": token_of(made)})
    for browser in (kit, signed_in("Third")):
        for path in ("/pairing/confirm", "/pairing/decline"):
            for invitation in (made["id"], str(uuid4())):
                answer = browser.api("post", path, {"invitation_id": invitation})
                assert refusal(answer) == (404, "invitation_not_usable")
    assert not Couple.objects.exists()


def test_no_one_can_be_confirmed_before_someone_redeemed(ada: Browser) -> None:
    made = invite(ada)
    for path in ("/pairing/confirm", "/pairing/decline"):
        answer = ada.api("post", path, {"invitation_id": made["id"]})
        assert refusal(answer) == (404, "invitation_not_usable")
    assert ada.api("get", "/pairing").json()["state"] == "invited"


def test_the_inviter_declines_a_stranger(ada: Browser, kit: Browser) -> None:
    made = invite(ada)
    kit.api("post", "/pairing/redeem", {"token": token_of(made)})
    assert ada.api("post", "/pairing/decline", {"invitation_id": made["id"]}).json()["state"] == "none"
    assert kit.api("get", "/pairing").json()["state"] == "none"
    answer = ada.api("post", "/pairing/confirm", {"invitation_id": made["id"]})
    assert refusal(answer) == (404, "invitation_not_usable")


def test_the_joiner_withdraws(ada: Browser, kit: Browser) -> None:
    made = invite(ada)
    kit.api("post", "/pairing/redeem", {"token": token_of(made)})
    assert kit.api("post", "/pairing/withdraw").json()["state"] == "none"
    assert ada.api("get", "/pairing").json()["state"] == "none"


def test_redeeming_another_gives_up_the_first(ada: Browser, kit: Browser) -> None:
    third = signed_in("Third")
    for inviter in (third, ada):
        kit.api("post", "/pairing/redeem", {"token": token_of(invite(inviter))})
    assert kit.api("get", "/pairing").json()["inviter"] == {"display_name": "Ada"}
    assert third.api("get", "/pairing").json()["state"] == "none"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, ""),
        ({"token": "x" * 22, "code": "ABCD-EFGH"}, ""),
        ({"token": "x" * 65}, "token"),
        ({"code": None}, "code"),
        ({"code": ["ABCD-EFGH"]}, "code"),
    ],
)
def test_a_redemption_is_a_token_or_a_code(kit: Browser, body: dict[str, Any], field: str) -> None:
    answer = kit.api("post", "/pairing/redeem", body)
    assert refusal(answer) == (422, "invalid")
    assert list(answer.json()["error"]["fields"]) == [field]


def test_guessing_codes_is_slowed_down(kit: Browser) -> None:
    with time_machine.travel(datetime.now(UTC), tick=False):
        answers = [kit.api("post", "/pairing/redeem", {"code": "ABCD-EFGH"}).status_code for _ in range(12)]
    assert answers == [404] * 10 + [429] * 2
    assert kit.api("get", "/pairing").status_code == 200


def test_a_forged_request_is_refused(ada: Browser) -> None:
    answer = ada.post("/api/v1/pairing/invitations", {}, "application/json")
    assert refusal(answer) == (403, "csrf_failed")
    assert User.objects.count() == 1
    assert not Invitation.objects.exists()


def test_who_invited_is_named_before_joining_and_looking_consumes_nothing(ada: Browser, kit: Browser) -> None:
    made = invite(ada)
    for secret in ({"token": token_of(made)}, {"code": made["code"]}):
        shown = kit.api("post", "/pairing/look", secret).json()
        assert shown["first_name"] == "Ada"
        assert set(shown) == {"first_name", "operator"}
    assert ada.api("get", "/pairing").json()["state"] == "invited"
    assert refusal(ada.api("post", "/pairing/look", {"token": token_of(made)}))[0] == 404
    assert refusal(kit.api("post", "/pairing/look", {"token": "A" * 22})) == (404, "invitation_not_usable")


def test_a_link_names_the_inviter_to_someone_who_has_not_signed_in(ada: Browser) -> None:
    made, visitor = invite(ada), Browser()
    shown = visitor.api("post", "/pairing/look", {"token": token_of(made)}).json()
    assert shown["first_name"] == "Ada"
    assert shown.keys() == {"first_name", "operator"}
    assert ada.api("get", "/pairing").json()["state"] == "invited"
    # A code is short enough to be guessed, so only signed-in people can enter it, whose attempts are counted.
    assert refusal(visitor.api("post", "/pairing/look", {"code": made["code"]})) == (401, "not_signed_in")
    assert refusal(visitor.api("post", "/pairing/look", {"token": "A" * 22})) == (
        404,
        "invitation_not_usable",
    )


def test_a_link_that_someone_has_used_names_nobody_to_others(ada: Browser, kit: Browser) -> None:
    made = invite(ada)
    kit.api("post", "/pairing/redeem", {"token": token_of(made)})
    assert kit.api("post", "/pairing/look", {"token": token_of(made)}).status_code == 200
    seen = Browser().api("post", "/pairing/look", {"token": token_of(made)})
    assert refusal(seen) == (404, "invitation_not_usable")


def test_an_address_that_is_handed_over_is_noticed(
    ada: Browser, kit: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("couples.queries.spaces.masked", lambda address: address)
    with pytest.raises(AssertionError):
        test_two_people_pair(ada, kit, "token")
