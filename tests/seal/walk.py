"""A fixed walk through the twin worlds: steps that random tests also take, in the order of a couple's life."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tests.seal.lives import Lives

Step = Callable[[Lives], None]
Chapter = Callable[[], Iterator[Step]]


def nothing_yet() -> Iterator[Step]:
    """Chapter in which the reader makes every request before the worlds differ."""
    yield lambda us: us.looks_round()


def before_my_submit() -> Iterator[Step]:
    """Chapter in which no one submits.

    In one world only, the author writes a draft and a pocket note, and changes the language.
    """
    yield lambda us: us.author_drafts("first", "a")
    yield lambda us: us.looks_round()
    yield lambda us: us.author_sets("first", 6)
    yield lambda us: us.author_drafts("first", "b")
    yield lambda us: us.reader_drafts("a")
    yield lambda us: us.author_pockets("first", "a")
    yield lambda us: us.looks_round()
    yield lambda us: us.author_discards("first")


def one_has_finished() -> Iterator[Step]:
    """Chapter in which the author submits in one world only."""
    yield lambda us: us.author_submits("first", "plan 1")
    yield lambda us: us.reader_reads_calendar()
    yield lambda us: us.reader_nudges()
    yield lambda us: us.author_nudges()
    yield lambda us: us.waits(15)
    yield lambda us: us.reader_drafts("b")
    yield lambda us: us.looks_round()
    yield lambda us: us.author_insists("a")


def stepping_back() -> Iterator[Step]:
    """Chapter in which the author takes answers back, begins a quiet break and resubmits, each in only one world."""
    yield lambda us: us.author_takes_back("first")
    yield lambda us: us.author_repeats()
    yield lambda us: us.author_discards("first")
    yield lambda us: us.author_repeats()
    yield lambda us: us.author_rests("second", "PUT")
    yield lambda us: us.reader_reads_calendar()
    yield lambda us: us.author_submits("first", "plan 1")
    yield lambda us: us.waits_until("last call")
    yield lambda us: us.author_snoozes("second", 0)
    yield lambda us: us.reader_snoozes(0)
    yield lambda us: us.waits(3)
    yield lambda us: us.looks_round()


def agreeing() -> Iterator[Step]:
    """Chapter in which both people say yes to an agreement, so that the next check-in asks about this agreement."""
    yield lambda us: us.reader_suggests(0)
    yield lambda us: us.looks_round()
    yield lambda us: us.author_agrees()


def until_the_reveal() -> Iterator[Step]:
    """Chapter in which the reader submits, and then the author, with responses that look the same to the reader."""
    yield lambda us: us.waits_until("opening")
    yield lambda us: us.author_sets("second", 5)
    yield lambda us: us.reader_nudges()
    yield lambda us: us.reader_submits("b")
    yield lambda us: us.author_drafts("second", "c")
    yield lambda us: us.looks_round()
    yield lambda us: us.author_pockets("second", "b")
    yield lambda us: us.looks_round()
    yield lambda us: us.author_discards("second")
    yield lambda us: us.looks_round()
    yield lambda us: us.waits_until("last call")
    yield lambda us: us.author_submits("both", "plan 2")
    yield lambda us: us.reader_reads_calendar()
    yield lambda us: us.waits(1)
    yield lambda us: us.looks_round()


def after_it() -> Iterator[Step]:
    """Chapter after a reveal, in which both people say whether they want to talk about the topics.

    The worlds differ in what the author does in private, such as the answer to "Did it help?".
    """
    yield lambda us: us.author_takes_back("first")
    for number in range(4):
        yield lambda us, number=number: us.author_says(number)  # type: ignore[misc]
        yield lambda us, number=number: us.reader_says(number, "voice")  # type: ignore[misc]
    yield lambda us: us.author_says_of_cards("second", 1)
    yield lambda us: us.one_of_them_saves(0)
    yield lambda us: us.author_insists("b")
    yield lambda us: us.author_exports("second")
    yield lambda us: us.reader_exports()
    yield lambda us: us.author_sets("first", 4)
    yield lambda us: us.author_looks_round("first")
    yield lambda us: us.reader_suggests(1)
    yield lambda us: us.author_agrees()
    yield lambda us: us.looks_round()
    yield lambda us: us.waits_until("opening")
    yield lambda us: us.author_drafts("both", "d")
    yield lambda us: us.author_takes_from_pocket("c")
    yield lambda us: us.author_looks_round("first")
    yield lambda us: us.one_of_them_ends()
    yield lambda us: us.looks_round()


def sealed_for_good() -> Iterator[Step]:
    """Chapter in which only the author submits, in one world. Both people submit the next check-in too late."""
    yield lambda us: us.author_submits("first", "plan 3", sealed=True)
    yield lambda us: us.reader_reads_calendar()
    yield lambda us: us.looks_round()
    yield lambda us: us.waits_until("closing")
    yield lambda us: us.looks_round()
    yield lambda us: us.waits_until("opening")
    yield lambda us: us.both_come_late("d")
    yield lambda us: us.waits_until("opening")
    yield lambda us: us.looks_round()


def telling() -> Iterator[Step]:
    """Chapter in which the app tells the reader that the author has submitted, because the author allows this."""
    yield lambda us: us.author_tells_when_finished()
    yield lambda us: us.looks_round()
    yield lambda us: us.author_submits("both", "plan 6")
    yield lambda us: us.looks_round()
    yield lambda us: us.author_takes_back("both")
    yield lambda us: us.looks_round()
    yield lambda us: us.author_submits("both", "plan 6")
    yield lambda us: us.waits_until("opening")


def parting() -> Iterator[Step]:
    """Chapter in which the author leaves, the two people pair again, and then the reader leaves, in both worlds."""
    yield lambda us: us.author_submits("both", "plan 4", sealed=True)
    yield lambda us: us.leaves("author")
    yield lambda us: us.author_pockets("first", "d")
    yield lambda us: us.looks_round()
    yield lambda us: us.pair_again()
    yield lambda us: us.looks_round()
    yield lambda us: us.author_submits("first", "plan 5")
    yield lambda us: us.reader_submits("d")
    yield lambda us: us.looks_round()
    yield lambda us: us.leaves("reader")
    yield lambda us: us.looks_round()


def erasing() -> Iterator[Step]:
    """Chapter in which the two people pair once more, and then the author erases their account."""
    yield lambda us: us.pair_again()
    yield lambda us: us.author_drafts("first", "e")
    yield lambda us: us.author_erases()
    yield lambda us: us.looks_round()
    yield lambda us: us.reader_exports()
    yield lambda us: us.waits_until("opening")


CHAPTERS: tuple[Chapter, ...] = (
    nothing_yet,
    before_my_submit,
    one_has_finished,
    stepping_back,
    agreeing,
    until_the_reveal,
    after_it,
    sealed_for_good,
    telling,
    parting,
    erasing,
)


def walk(us: Lives, chapters: Sequence[Chapter] = CHAPTERS) -> None:
    """Take all steps of these chapters.

    Raises Difference if the reader could learn something forbidden, and Broken if the tables show a broken promise.
    """
    for chapter in chapters:
        for step in chapter():
            with us.step():
                step(us)
