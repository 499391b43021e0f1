"""The screens of the pocket and the jar: a chapter of the screenshot gallery."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.browser.cast import Cast, Screen


def keeping(cast: Cast) -> Iterator[Screen]:
    """Yield the screens of the pocket with a person's notes, and of the jar with the kind words for that person."""
    robin = cast.known("Robin", past="robin_and_kim")
    robin.goto("/pocket")
    robin.sees("No one else sees it")
    yield "pocket", robin
    for words in ("Thank Kim for Thursday.", "The talk about the holidays was too short for me."):
        robin.page.get_by_role("textbox").fill(words)
        robin.tap("Keep it")
        robin.sees("Kept. Only you can read it.")
    robin.tap("Earlier notes")
    robin.sees("Thank Kim for Thursday.")
    yield "pocket, earlier notes", robin
    robin.tap(re.compile("^Delete the note"))
    robin.sees("Yes, delete it")
    yield "pocket, deleting", robin
    robin.goto("/jar")
    robin.sees("Kind words from Kim")
    yield "jar", robin
    robin.tap("Search")
    robin.page.get_by_role("searchbox").fill("zebra")
    robin.sees("Nothing found. Try another word.")
    yield "jar, nothing found", robin
    newcomer = cast.newcomer("Vesna")
    newcomer.goto("/jar")
    newcomer.sees("The jar is for two")
    yield "jar, alone", newcomer
