"""Make the table of prompts in docs/library.md, and groups of prompts for test readers.

A test reader sees the prompts of each reason as a group without a name, and tries to name the reason.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from content.values import Catalogue, Prompt

BEGIN = "<!-- prompts: written by python -m scripts.prompts -->"
END = "<!-- end of prompts -->"
HEAD = (
    "| prompt | version | side | text | measures | does not measure | expected | why |",
    "|---|---|---|---|---|---|---|---|",
)


def table(catalogue: Catalogue) -> str:
    """Return a Markdown table of the anchors and of each reason's prompts.

    Retired prompts, earlier versions and prompts without a reason, such as guesses, are left out.
    """
    return "\n".join([*HEAD, *map(_row, _asked(catalogue))])


def with_table(page: str, catalogue: Catalogue) -> str:
    """Return the text of a page, with the current table of prompts between the marks `BEGIN` and `END`.

    Raises ValueError if one of the marks is missing in the page, or occurs twice.
    """
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{table(catalogue)}\n{END}{after}"


def blind(catalogue: Catalogue, seed: int) -> tuple[list[list[str]], list[str]]:
    """Return the prompts' texts in one group per reason, and the reasons' keys in the order of the groups.

    A test reader sees the groups without the keys, and tries to name the reason of each group. `seed` decides the
    order of the groups, and the order of the texts in each group.
    """
    dice = random.Random(seed)
    keys = list(catalogue.reasons)
    dice.shuffle(keys)
    groups = [[prompt.text for prompt in catalogue.prompts_for(key)] for key in keys]
    for group in groups:
        dice.shuffle(group)
    return groups, keys


def _asked(catalogue: Catalogue) -> Iterator[Prompt]:
    yield from catalogue.anchors
    for key in catalogue.reasons:
        yield from catalogue.prompts_for(key)


def _row(prompt: Prompt) -> str:
    side = f"{prompt.side}, reverse" if prompt.reverse else prompt.side
    cells = (
        f"`{prompt.id}`",
        prompt.version,
        side,
        prompt.text,
        prompt.measures,
        prompt.not_measures,
        "" if prompt.expected is None else f"{prompt.expected:.2f}",
        prompt.why,
    )
    return f"| {' | '.join(map(str, cells))} |"
