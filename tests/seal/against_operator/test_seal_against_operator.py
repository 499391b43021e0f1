"""Test the seal against an operator who controls the server and helps Ben against Ana.

The operator must not read Ana's response early, and must not replace Ben's response after reading Ana's response.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field, replace
from itertools import product

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.seal.against_operator.phones import (
    LENGTH,
    Phone,
    Refused,
    Sealed,
    another_phone,
    unwrap_secret,
    wrap_secret,
)

MINE = "I felt lonely in company."
#: The moves that the operator can try, in any order and any number of times.
MOVES = ("ana seals", "show the first", "show the second", "ask for the first", "ask for the second")
STEPS = 5
#: The keys of two responses that the operator has prepared for Ben, who helps the operator.
KEYS = (b"1" * 32, b"2" * 32)


@dataclass
class Course:
    """An attempt of the operator to cheat Ana's phone, move by move. The fields hold what the operator has so far.

    The operator knows everything on the server and on Ben's phone.
    """

    ana: Phone
    bens: tuple[Sealed, Sealed]
    anas: Sealed | None = None
    #: Ana's key once it has left her phone, and the index of the response of Ben's that was shown to get it.
    got: bytes | None = None
    asked_with: int | None = None
    read: set[int] = field(default_factory=set)

    def do(self, move: str) -> None:
        """Make one of the `MOVES`. If Ana's phone refuses the move, nothing changes."""
        which = 1 if move.endswith("second") else 0
        try:
            if move == "ana seals":
                self.anas = self.ana.seal(MINE)
            elif move.startswith("ask"):
                self.got = self.ana.hand_over(self.bens[which])
                self.asked_with = which if self.asked_with is None else self.asked_with
            else:
                self.ana.read("ben", self.bens[which], KEYS[which])
                self.read.add(which)
        except Refused:
            return

    def faults(self) -> list[str]:
        """Return a description of each forbidden thing that the operator has achieved."""
        found = []
        if self.got is not None and self.anas is None:
            found.append("a key that was handed over before anything was sealed")
        if len(self.read) > 1:
            found.append("two responses of one partner were shown")
        if self.got is not None and self.read - {self.asked_with}:
            found.append("a response was shown that is not the one that the key was handed over for")
        if self.anas is not None and self.got is None:
            for key in KEYS:
                with pytest.raises(InvalidTag):
                    AESGCM(key).decrypt(self.anas.nonce, self.anas.ciphertext, b"7\0ana")
        return found


def _sealed() -> tuple[Sealed, Sealed]:
    first = Phone("ben", "7", KEYS[0]).seal("All is well.")
    return first, Phone("ben", "7", KEYS[1]).seal("I have read what you wrote.")


def _faults(of: type[Phone]) -> set[str]:
    """Let the operator try every sequence of `STEPS` moves, where Ana's phone is of the class `of`.

    Return descriptions of all forbidden things that the operator has achieved.
    """
    bens, found = _sealed(), set()
    for moves in product(MOVES, repeat=STEPS):
        course = Course(of("ana", "7"), bens)
        for move in moves:
            course.do(move)
        found.update(course.faults())
    return found


class ForgetfulPhone(Phone):
    """A faulty phone, which does not notice if the operator replaces the partner's sealed response by another one."""

    def _pin(self, partners: Sealed) -> None:
        pass


class EagerPhone(Phone):
    """A faulty phone, which hands its key to the operator even before it has sealed a response."""

    def hand_over(self, partners: Sealed) -> bytes:
        return self._key


def test_no_course_of_events_gives_the_operator_anything() -> None:
    assert _faults(Phone) == set()


def test_the_search_finds_phones_that_are_careless() -> None:
    assert "two responses of one partner were shown" in _faults(ForgetfulPhone)
    assert "a key that was handed over before anything was sealed" in _faults(EagerPhone)


def test_two_honest_phones_read_each_other_after_both_have_sealed() -> None:
    ana, ben = Phone("ana", "7"), Phone("ben", "7")
    anas = ana.seal(MINE)
    with pytest.raises(Refused):
        ben.hand_over(anas)
    bens = ben.seal("I liked the walk.")
    assert ben.read("ana", anas, ana.hand_over(bens)) == MINE
    assert ana.read("ben", bens, ben.hand_over(anas)) == "I liked the walk."


def test_a_key_opens_one_response_of_one_person_in_one_check_in() -> None:
    ana, ben, later = Phone("ana", "7"), Phone("ben", "7"), Phone("ben", "8")
    anas = ana.seal(MINE)
    key = ana.hand_over(ben.seal("Hello."))
    with pytest.raises(Refused):
        ben.read("ana", replace(anas, commitment=hashlib.sha256(KEYS[0]).digest()), key)
    later.seal("Hello.")
    with pytest.raises(InvalidTag):
        later.read("ana", anas, key)


def test_the_length_says_nothing() -> None:
    short, long = Phone("ana", "7").seal("No."), Phone("ana", "7").seal("No. " * 500)
    assert len(short.ciphertext) == len(long.ciphertext) == LENGTH + 16


def test_a_lost_phone_is_replaced_by_a_recovery_code_and_by_nothing_on_the_server() -> None:
    secret, code = os.urandom(32), os.urandom(16)
    lost, ben = Phone("ana", "7"), Phone("ben", "7")
    anas, bens = lost.seal(MINE), ben.seal("Hello.")
    on_the_server = (lost.keep(secret), wrap_secret(secret, code))
    with pytest.raises(InvalidTag):
        unwrap_secret(on_the_server[1], os.urandom(16))
    new = another_phone(lost, on_the_server[0], unwrap_secret(on_the_server[1], code))
    assert ben.read("ana", anas, new.hand_over(bens)) == MINE
