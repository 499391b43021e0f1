"""The twin worlds as a Hypothesis state machine, which takes the steps in random order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.seal.lives import Lives

WHERE = st.sampled_from(["first", "second", "both"])
ANY = st.integers(0, 255)
SEED = st.integers(0, 63).map(str)


class TwinWorlds(RuleBasedStateMachine):
    """A Hypothesis state machine whose rules are the steps of the twin worlds. All checks run after each step."""

    #: Makes the twin worlds for one run of the machine. The test that runs the machine sets this function.
    make: ClassVar[Callable[[str, bool], Lives]]

    def __init__(self) -> None:
        super().__init__()
        self.us: Lives | None = None
        #: Steps since the reader last requested everything, and since the last export. The rules of these long steps
        #: wait for a minimum, so that they don't crowd out the others.
        self.since_round = 0
        self.since_copy = 0

    @initialize(kind=st.sampled_from(["young", "young", "young", "seasoned"]), reader_first=st.booleans())
    def begin(self, kind: str, reader_first: bool) -> None:
        self.us = type(self).make(kind, reader_first)

    def teardown(self) -> None:
        if self.us is not None:
            self.us.end()

    def step(self, what: str, *given: Any, **named: Any) -> None:
        assert self.us is not None
        self.since_round += 1
        self.since_copy += 1
        with self.us.step():
            getattr(self.us, what)(*given, **named)

    @rule(number=ANY)
    def reader_asks(self, number: int) -> None:
        self.step("asks", number)

    @rule(number=ANY)
    def reader_tries(self, number: int) -> None:
        self.step("tries", number)

    @precondition(lambda self: self.since_round > 15)
    @rule()
    def reader_looks_round(self) -> None:
        self.since_round = 0
        self.step("looks_round")

    @rule(seed=SEED)
    def reader_drafts(self, seed: str) -> None:
        self.step("reader_drafts", seed)

    @rule(seed=SEED)
    def reader_submits(self, seed: str) -> None:
        self.step("reader_submits", seed)

    @rule(number=ANY, what=st.sampled_from(["voice", "talked", "helped"]))
    def reader_says(self, number: int, what: str) -> None:
        self.step("reader_says", number, what)

    @rule(tender=st.booleans())
    def reader_wants(self, tender: bool) -> None:
        self.step("reader_wants", tender)

    @rule(where=WHERE, seed=SEED)
    def author_drafts(self, where: str, seed: str) -> None:
        self.step("author_drafts", where, seed)

    @rule(where=WHERE, seed=SEED, sealed=st.booleans())
    def author_submits(self, where: str, seed: str, sealed: bool) -> None:
        self.step("author_submits", where, seed, sealed=sealed)

    @rule(seed=SEED)
    def both_submit(self, seed: str) -> None:
        """Let both people submit, because random steps seldom lead to a reveal."""
        self.step("author_submits", "both", seed)
        self.step("reader_submits", seed)

    @rule(where=WHERE, number=ANY)
    def author_reads(self, where: str, number: int) -> None:
        self.step("author_reads", where, number)

    @rule(where=WHERE, number=ANY)
    def author_sets(self, where: str, number: int) -> None:
        self.step("author_sets", where, number)

    @rule(seed=SEED)
    def author_insists(self, seed: str) -> None:
        self.step("author_insists", seed)

    @rule(where=WHERE)
    def author_takes_back(self, where: str) -> None:
        self.step("author_takes_back", where)

    @rule()
    def author_repeats(self) -> None:
        self.step("author_repeats")

    @rule(where=WHERE)
    def author_discards(self, where: str) -> None:
        self.step("author_discards", where)

    @rule()
    def author_nudges(self) -> None:
        self.step("author_nudges")

    @rule()
    def reader_nudges(self) -> None:
        self.step("reader_nudges")

    @rule(where=WHERE, seed=SEED)
    def author_pockets(self, where: str, seed: str) -> None:
        self.step("author_pockets", where, seed)

    @rule(seed=SEED)
    def author_takes_from_pocket(self, seed: str) -> None:
        self.step("author_takes_from_pocket", seed)

    @rule(where=WHERE, method=st.sampled_from(["PUT", "DELETE"]))
    def author_rests(self, where: str, method: str) -> None:
        self.step("author_rests", where, method)

    @precondition(lambda self: self.since_copy > 8)
    @rule(where=WHERE)
    def author_exports(self, where: str) -> None:
        self.since_copy = 0
        self.step("author_exports", where)

    @precondition(lambda self: self.since_copy > 8)
    @rule(where=WHERE, number=ANY)
    def author_snoozes(self, where: str, number: int) -> None:
        self.step("author_snoozes", where, number)

    @rule(number=ANY)
    def reader_snoozes(self, number: int) -> None:
        self.step("reader_snoozes", number)

    @rule()
    def reader_exports(self) -> None:
        self.since_copy = 0
        self.step("reader_exports")

    @rule()
    def reader_reads_calendar(self) -> None:
        self.step("reader_reads_calendar")

    @rule(number=ANY)
    def author_tells_helped(self, number: int) -> None:
        self.step("author_tells_helped", number)

    @precondition(lambda self: self.us.step_number > 25 and not self.us.gone)
    @rule(go=st.integers(0, 3))
    def author_erases(self, go: int) -> None:
        if go == 0:
            self.step("author_erases")
            self.step("looks_round")

    @rule(number=ANY)
    def one_of_them_saves(self, number: int) -> None:
        self.step("one_of_them_saves", number)

    @rule(number=ANY)
    def reader_suggests(self, number: int) -> None:
        self.step("reader_suggests", number)

    @rule()
    def author_agrees(self) -> None:
        self.step("author_agrees")

    @rule()
    def one_of_them_ends(self) -> None:
        self.step("one_of_them_ends")

    @rule(seed=SEED)
    def both_come_late(self, seed: str) -> None:
        self.step("both_come_late", seed)

    @precondition(lambda self: self.us.authors_cards)
    @rule(where=WHERE, number=ANY)
    def author_says_of_cards(self, where: str, number: int) -> None:
        self.step("author_says_of_cards", where, number)

    @rule(number=ANY)
    def author_says(self, number: int) -> None:
        self.step("author_says", number)

    @precondition(lambda self: not self.us.author_tells)
    @rule()
    def author_tells_when_finished(self) -> None:
        self.step("author_tells_when_finished")

    @rule(hours=st.sampled_from([0.1, 1, 8, 30]))
    def time_goes_by(self, hours: float) -> None:
        self.step("waits", hours)

    @rule(what=st.sampled_from(["last call", "closing", "opening", "opening"]))
    def something_is_due(self, what: str) -> None:
        self.step("waits_until", what)

    @precondition(lambda self: self.us.step_number > 12)
    @rule(who=st.sampled_from(["reader", "author"]), again=st.booleans(), go=st.integers(0, 3))
    def one_leaves(self, who: str, again: bool, go: int) -> None:
        if go == 0:
            self.step("leaves", who)
            self.step("looks_round")
            if again:
                self.step("pair_again")

    @precondition(lambda self: self.us.week() is None)
    @rule()
    def they_pair_again(self) -> None:
        self.step("pair_again")
