"""Each field for a code accepts the code at the first attempt, no matter how people type or paste it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from couples import invitations
from couples.models import User
from couples.typed.typed_codes import tidy
from tests.couples.conftest import Browser, mailed_code
from tests.journeys.people import Person

#: Typed texts and their codes. The tests of the front end use the same file.
EXAMPLES = json.loads((Path(__file__).parent / "typed_codes.json").read_text())
#: Texts that people paste. `{}` is replaced by the code.
FORMS = (
    "    {}",
    "Code: {}",
    "Code\uff1a\u3000{}",
    "\u201c{}\u201d.",
    "\ufeff{}\u200b",
)


def _full_width(code: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in code)


def _as_typed(code: str) -> list[str]:
    dashes = [code.replace("-", sign) for sign in ("\u2011", "\u2013", "\u2212", "\u30fc", "\u00a0", "")]
    return [form.format(code) for form in FORMS] + dashes + [_full_width(code), code.lower()]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: ascii(example["typed"]))
def test_a_code_is_what_is_left_of_what_was_typed(example: dict[str, str]) -> None:
    assert tidy(example["typed"]) == example["code"]


@pytest.mark.parametrize("number", range(len(_as_typed("ABCD-EFGH"))))
def test_the_sign_in_code_is_taken_as_typed(browser: Browser, number: int) -> None:
    browser.auth("post", "/auth/code/request", {"email": "robin@example.org"})
    typed = _as_typed(mailed_code("robin@example.org"))[number]
    assert browser.auth("post", "/auth/code/confirm", {"code": typed}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(len(_as_typed("ABCD-EFGH"))))
def test_the_invitation_code_is_taken_as_typed(number: int) -> None:
    ana, ben = Person("Ana"), Person("Ben")
    code = ana.post("/pairing/invitations")["code"]
    assert ben.post("/pairing/redeem", {"code": _as_typed(code)[number]})["state"] == "waiting"


def test_a_recovery_code_is_taken_as_typed(browser: Browser) -> None:
    browser.sign_in("robin@example.org")
    person = User.objects.get()
    User.objects.filter(pk=person.pk).update(passkey_only=True)
    codes: list[str] = RecoveryCodes.activate(person).generate_codes()
    assert Authenticator.objects.count() == 1
    for code, form in zip(codes, FORMS, strict=False):
        grouped = "\u2013".join(code[start : start + 4] for start in range(0, len(code), 4))
        answer: Any = Browser().auth(
            "post", "/auth/recovery", {"email": "robin@example.org", "code": form.format(grouped)}
        )
        assert answer.status_code == 200, answer.content


def test_what_is_no_code_is_none() -> None:
    for typed in ("", "    ", "ABCD", "\u0410\u0412\u0421\u0414-\u0415\u0424\u0413\u041d", "A" * 5000):
        assert invitations.code_hash(typed) is None
