"""Loading the library finds every error in its files, and reports the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.catalogue import LIBRARY
from content.files.library_files import LibraryError
from content.files.loading import load
from tests.content.decks import change, line_of, only_problem, problems

FILE = "shared-laughter.yaml"


def test_a_deck_joins_the_library(deck: Path) -> None:
    read = load((LIBRARY, deck))
    assert len(read.reasons) == 26
    assert read.reasons["shared-laughter"].title == "Laughing together"


@pytest.mark.parametrize(
    ("old", "new", "on", "says"),
    [
        ("dimension: connection", "dimension: romance", "dimension: romance", "'romance' is not one of"),
        ("minutes: 5", "minutes: 15", "minutes: 15", "15 is greater than the maximum of 14"),
        ("version: 2, side: received", "version: 2, side: theirs", "side: theirs", "'theirs' is not one of"),
        ("title: Laughing together\n", "", "key: shared", "'title' is a required property"),
        ("title: Laughing", "tilte: x\ntitle: Laughing", "tilte", "'tilte' is not a field here"),
        ("title: Laughing", "title: x\ntitle: Laughing", "title: Laughing", "'title' stands here twice"),
        ("key: shared-laughter\n", "key: laughter\n", "key: laughter", "belongs in a file laughter.yaml"),
        ("source: A\n", "source: Q\n", "source: Q", "'Q' is not named in fixed/sources.yaml"),
        ("number: A99", "number: B99", "number: B99", "must begin with 'A'"),
        ("shared-laughter.light,", "light.heart,", "light.heart", "must begin with 'shared-laughter.'"),
        ("shared-laughter.try.2", "shared-laughter.try.1", "minutes: 3", "is already taken"),
        ("{key: shared-laughter.feels.2", "{key: shared-laughter.listens.9", "listens.9", "must begin with"),
        (
            "text: I let myself be silly.",
            "text: I let myself be silly., also: {unherd: 0.2}",
            "unherd",
            "no reason 'unherd'",
        ),
        (
            "text: I let myself be silly.",
            "text: I let myself be silly., also: {faded-touch: 0.2}",
            "faded-touch",
            "'faded-touch' is tender",
        ),
        (
            "text: I let myself be silly.",
            "text: I let myself be silly., also: {shared-laughter: 0.2}",
            "also: {shared",
            "own reason",
        ),
        (
            "text: I let myself be silly.",
            "text: I let myself be silly., also: {unheard: 0.9}",
            "unheard: 0.9",
            "greater than",
        ),
        ("counterpart: shared-laughter.together", "counterpart: shared-laughter.silly", "counterpart", "must be one"),
        ("[{version: 1, text: I laughed", "[{version: 2, text: I laughed", "id: shared-laughter.together", "smaller"),
        ("title: Laughing together", "title: 2024-99-99", "title: 2024", "'2024-99-99' is not a valid timestamp"),
        ("title: Laughing together", "2024-99-99: x", "2024-99-99", "'2024-99-99' is not a valid timestamp"),
        ("title: Laughing together", "title: !!int ''", "title: !!int", "'' is not a valid int"),
        ("title: Laughing together", "title: !!bool x", "title: !!bool", "'x' is not a valid bool"),
        ("title: Laughing together", "title: !!timestamp x", "title: !!time", "'x' is not a valid timestamp"),
        ("title: Laughing together", "[title]: x", "[title]", "a key must be text"),
        ("title: Laughing together", "{title: x}: x", "{title: x}", "a key must be text"),
        ("title: Laughing together", "no: x", "no: x", "a key must be text: put 'no' in quotes"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_file_and_line(deck: Path, old: str, new: str, on: str, says: str) -> None:
    path = deck / FILE
    change(path, old, new)
    found = problems(LIBRARY, deck)
    assert says in found[0].message
    assert found[0].place == (str(path.resolve()), line_of(path, on))
    assert str(found[0]).startswith(f"{path.resolve()}:{line_of(path, on)}: ")


def test_broken_yaml_is_named_with_its_line(deck: Path) -> None:
    path = deck / FILE
    change(path, "prompts:\n", "prompts: [\n")
    problem = only_problem(LIBRARY, deck)
    assert problem.place.file == str(path.resolve())
    assert problem.place.line > line_of(path, "prompts:")
    assert "YAML" in problem.message


def test_bytes_that_are_no_text_are_a_problem_not_a_crash(deck: Path) -> None:
    (deck / FILE).write_bytes(b"key: \xff\xfe")
    assert "not readable" in only_problem(LIBRARY, deck).message


@pytest.mark.parametrize("text", ["&all [*all]", "all: &all {again: *all}", "[" * 3000 + "]" * 3000])
def test_yaml_that_never_ends_is_a_problem_not_a_crash(deck: Path, text: str) -> None:
    (deck / FILE).write_text(text, encoding="utf-8")
    assert "nested too deeply" in only_problem(LIBRARY, deck).message


def test_an_empty_file_is_a_problem(deck: Path) -> None:
    (deck / FILE).write_text("", encoding="utf-8")
    assert "not of type 'object'" in only_problem(LIBRARY, deck).message


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert "does not exist" in only_problem(LIBRARY, tmp_path / "nowhere").message


def test_all_problems_come_at_once(library: Path) -> None:
    change(library / "unheard.yaml", "title: Being heard", "title: Be")
    change(library / "lost-quiet.yaml", "number: B2", "number: 2")
    files = [Path(problem.place.file).name for problem in problems(library)]
    assert files == ["lost-quiet.yaml", "unheard.yaml"]


def test_the_library_itself_is_named_by_its_path_in_the_project(deck: Path) -> None:
    # A second file for a reason that the library already has.
    (deck / "unheard.yaml").write_text((LIBRARY / "unheard.yaml").read_text("utf-8"), encoding="utf-8")
    found = problems(LIBRARY, deck)
    assert "content/library/unheard.yaml:1" in found[0].message


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "reasons: {faded-connection: 0.5}",
            "reasons: {unappreciated: 0.5}",
            "is not a reason of connection",
        ),
        ("reasons: {faded-connection: 0.5}", "reasons: {faded-touch: 0.5}", "is tender"),
        ("id: anchor.connection.given", "id: anchor.connection.received", "here anchor.connection.given"),
    ],
)
def test_a_mistake_in_an_anchor_is_named(library: Path, old: str, new: str, says: str) -> None:
    path = library / "fixed" / "anchors.yaml"
    head, last = path.read_text("utf-8").rsplit("- id: ", 1)
    path.write_text(head + ("- id: " + last).replace(old, new), encoding="utf-8")
    found = problems(library)
    assert any(says in problem.message for problem in found)
    assert all(problem.place.line > 30 for problem in found)


def test_without_its_fixed_words_there_is_no_library(library: Path) -> None:
    (library / "fixed" / "words.yaml").unlink()
    assert only_problem(library).place.file.endswith("words.yaml")


def test_a_decks_own_source_may_be_named(deck: Path) -> None:
    change(deck / FILE, "source: A\nnumber: A99", "source: Z\nnumber: Z1")
    (deck / "fixed").mkdir()
    (deck / "fixed" / "sources.yaml").write_text(
        "Z: {title: Our own notes, holds: One reason.}", encoding="utf-8"
    )
    assert load((LIBRARY, deck)).sources["Z"].title == "Our own notes"


def test_what_is_retired_is_readable_and_no_longer_offered(deck: Path) -> None:
    read = load((LIBRARY, deck))
    assert read.prompt("shared-laughter.old").retired
    assert "shared-laughter.old" not in {prompt.id for prompt in read.prompts_for("shared-laughter")}
    assert read.starter("shared-laughter.listens.3").retired
    assert len(read.reasons["shared-laughter"].starters) == 4


def test_earlier_wordings_stay_readable(deck: Path) -> None:
    read = load((LIBRARY, deck))
    assert read.prompt("shared-laughter.together").text == "I shared a laugh with my partner."
    assert read.prompt("shared-laughter.together", version=1).text == "I laughed with my partner."
    assert read.prompt("shared-laughter.together", version=1).version == 1
    with pytest.raises(KeyError):
        read.prompt("shared-laughter.together", version=3)


def test_an_error_shows_every_problem_as_text(deck: Path) -> None:
    change(deck / FILE, "minutes: 5", "minutes: 15")
    with pytest.raises(LibraryError, match=rf"{FILE}:\d+: .*maximum of 14"):
        load((LIBRARY, deck))


def test_each_wording_has_its_own_expected_level(deck: Path) -> None:
    read = load((LIBRARY, deck))
    assert read.expected("shared-laughter.together", 2) == 0.75
    assert read.expected("shared-laughter.together", 1) == 0.6
    assert read.expected("shared-laughter.old", 1) is None, "no level is written next to it"
    assert read.expected("shared-laughter.together", 9) is None, "there is no such wording"
    assert read.expected("gone.for-good", 1) is None, "there is no such prompt"


def test_a_level_without_its_reason_is_a_mistake(deck: Path) -> None:
    change(
        deck / FILE,
        "text: I told a joke., retired: true",
        "text: I told a joke., expected: 0.5, retired: true",
    )
    assert "'why' is a dependency of 'expected'" in only_problem(LIBRARY, deck).message
