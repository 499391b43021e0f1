"""Read the starters and questions that belong to no reason, and add them to the library's index.

These are starters for a conversation that one partner wished for, and questions of light conversations.
"""

from __future__ import annotations

from typing import get_args

from content.files.library_files import LibraryFile
from content.files.library_index import LibraryIndex
from content.values import LightKind, LightQuestions, Starter

#: Used instead of a reason's key in the starters for wishes. They fit a wish about anything.
WISH = "wish"
#: Number of questions of an entry, by kind. "news" stands next to a kind word and has two questions.
QUESTIONS: dict[LightKind, int] = {"difference": 1, "good": 1, "surprise": 1, "news": 2, "deck": 1}
#: Fewest questions in the deck: enough for more than a year of weekly check-ins.
LEAST_IN_DECK = 60


def index_conversations(
    index: LibraryIndex, document: LibraryFile
) -> tuple[tuple[Starter, ...], dict[str, LightQuestions]]:
    """Add a file's starters for wishes and its questions of light conversations to the library's index.

    A wish is a topic that one partner would like to talk about. Return the starters that are not retired, and the
    questions of all light conversations by key, including retired ones. Problems are recorded in the index.
    """
    starters = index.add_starters(WISH, document, WISH)
    light: dict[str, LightQuestions] = {}
    for kind in get_args(LightKind):
        for at, raw in enumerate(document.data[kind]):
            place = document.place(kind, at)
            asked = LightQuestions(raw["key"], kind, tuple(raw["questions"]), raw.get("retired", False))
            index.claim(asked.key, place)
            index.expect(asked.key.startswith(f"{kind}."), place, f"'{asked.key}' must begin with '{kind}.'")
            index.expect(len(asked.questions) == QUESTIONS[kind], place, f"questions here: {QUESTIONS[kind]}")
            light[asked.key] = asked
    in_deck = sum(asked.kind == "deck" and not asked.retired for asked in light.values())
    index.expect(
        in_deck >= LEAST_IN_DECK,
        document.place("deck"),
        f"the deck has {in_deck} questions; at least {LEAST_IN_DECK}",
    )
    return tuple(starter for starter in starters if not starter.retired), light
