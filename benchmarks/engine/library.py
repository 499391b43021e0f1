"""Convert the prompts of the real library to the form in which the engine reads prompts."""

from checkins.engine import Item, primary_reason
from checkins.engine.figures import USUAL_LEVEL
from content.catalogue import catalogue
from content.values import Prompt

LIBRARY = catalogue()
ANCHORS = LIBRARY.anchors
PROMPTS = tuple(prompt for key in LIBRARY.reasons for prompt in LIBRARY.prompts_for(key))
ASKED = {prompt.id: prompt for prompt in (*ANCHORS, *PROMPTS)}
TENDER = frozenset(key for key, reason in LIBRARY.reasons.items() if reason.tender)
CALM = tuple(key for key in LIBRARY.reasons if key not in TENDER)


def item(prompt: Prompt) -> Item:
    """Return a prompt in the form in which the engine reads prompts."""
    return Item(
        key=prompt.id,
        reasons=prompt.reasons,
        dimension=prompt.dimension or "",
        side=prompt.side,
        reverse=prompt.reverse,
        anchor=prompt.kind == "anchor",
        expected=USUAL_LEVEL if prompt.expected is None else prompt.expected,
    )


ITEMS = {key: item(prompt) for key, prompt in ASKED.items()}
#: The main reason of each prompt, by prompt id.
MAINLY = {key: primary_reason(prompt.reasons) or "" for key, prompt in ASKED.items()}


def reasons(*, tender: bool) -> tuple[str, ...]:
    """Return the reasons that a couple may be asked about, with or without the tender reasons."""
    return tuple(LIBRARY.reasons) if tender else CALM
