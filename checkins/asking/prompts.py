"""A check-in's prompts as they were asked. `CheckIn.prompts` stores them with their wording and weights.

So History shows the wording that was answered, and the engine reads the weights of that time, even if the library has
changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypedDict

from msgspec import UNSET, UnsetType

from checkins.engine import Item
from checkins.engine.figures import USUAL_LEVEL
from content.catalogue import Catalogue, Prompt, catalogue
from content.languages import readers_language
from content.readers import prompt_said, wording_said
from content.values import Dimension, PromptKind, Side

WORDS = frozenset({"appreciation", "wish"})
RATED = frozenset({"anchor", "reason"})
#: The kind of the question "Keep it?" about a couple's agreement. The prompt id contains the agreement's id. The
#: agreement's words are never stored with the check-in.
AGREEMENT: Final = "agreement"
AGREEMENT_PREFIX = "agreement."
AskedKind = Literal[PromptKind, "agreement"]


class AskedPrompt(TypedDict):
    """One prompt as it is stored with a check-in.

    For a guess, `about` is the id of the anchor that the guess is about, and `about_text` is the anchor's wording. For
    a question about an agreement, `text` is empty: the words stay in the sealed agreement.
    """

    id: str
    version: int
    kind: AskedKind
    text: str
    hint: str
    dimension: Dimension | None
    side: Side | None
    reverse: bool
    reasons: dict[str, float]
    about: str | None
    about_text: str | None


@dataclass(frozen=True, slots=True)
class ShownPrompt:
    """A prompt as it was asked, as a reader sees it.

    `about`: the wording of the anchor that a guess is about. `tender`: the prompt touches a tender topic, and an answer
    without a sharing choice is private. `language`: set only if the text is not in the reader's language.
    """

    id: str
    version: int
    kind: AskedKind
    text: str
    hint: str
    dimension: Dimension | None
    side: Side | None
    about: str | None
    tender: bool
    language: str | UnsetType = UNSET


def freeze(library: Catalogue, prompt_ids: Iterable[str]) -> list[AskedPrompt]:
    """Return the prompts with these ids, in this order, in their present wording. Raises KeyError for an unknown id."""
    return [_freeze(library, library.prompt(prompt_id)) for prompt_id in prompt_ids]


def _freeze(library: Catalogue, prompt: Prompt) -> AskedPrompt:
    return AskedPrompt(
        id=prompt.id,
        version=prompt.version,
        kind=prompt.kind,
        text=prompt.text,
        hint=prompt.hint,
        dimension=prompt.dimension,
        side=prompt.side,
        reverse=prompt.reverse,
        reasons=dict(prompt.reasons),
        about=prompt.about,
        about_text=library.prompt(prompt.about).text if prompt.about else None,
    )


def is_tender(asked: AskedPrompt) -> bool:
    """Return whether a prompt touches a tender topic, according to the present library."""
    reasons = catalogue().reasons
    return any(key in reasons and reasons[key].tender for key in asked["reasons"])


def askable(library: Catalogue) -> list[Prompt]:
    """Return every reason prompt in its latest wording.

    Retired prompts are included: they are needed to see when a reason was last asked about.
    """
    latest = (versions[max(versions)] for versions in library.known_prompts.values())
    return [prompt for prompt in latest if prompt.kind == "reason"]


def shown(asked: AskedPrompt, language: str | None = None, *, partner: str = "") -> ShownPrompt:
    """Return a stored prompt as a reader sees it.

    `language`: the language in which the reader answered the prompt (None: the reader's present language).
    `partner`: the partner's name, for the wordings that contain it. Pass it only if the reader is alone with the prompt
    and the name is unambiguous. The prompt's weights are left out: knowing them would influence answers.
    """
    text, hint, spoken = asked["text"], asked["hint"], readers_language()
    if asked["kind"] != AGREEMENT:
        text, hint, spoken = prompt_said(
            asked["id"], asked["version"], asked["kind"], text, hint, language or spoken, partner
        )
    return ShownPrompt(
        id=asked["id"],
        version=asked["version"],
        kind=asked["kind"],
        text=text,
        hint=hint,
        dimension=asked["dimension"],
        side=asked["side"],
        about=about(asked, language),
        tender=is_tender(asked),
        language=UNSET if spoken == readers_language() else spoken,
    )


def about(asked: AskedPrompt, language: str | None = None) -> str | None:
    """Return the wording of the anchor that a guess is about, in this language. None for other prompts."""
    return wording_said(asked["about_text"], language)[0] if asked["about_text"] else None


def _expected(library: Catalogue, asked: AskedPrompt) -> float:
    level = library.expected(asked["id"], asked["version"])
    return USUAL_LEVEL if level is None else level


def items(prompts: Sequence[AskedPrompt]) -> tuple[Item, ...]:
    """Convert the rated prompts to the engine's items. The expected levels come from the library."""
    library = catalogue()
    return tuple(
        Item(
            key=asked["id"],
            reasons=asked["reasons"],
            dimension=asked["dimension"] or "",
            side=asked["side"],
            reverse=asked["reverse"],
            anchor=asked["kind"] == "anchor",
            expected=_expected(library, asked),
        )
        for asked in prompts
        if asked["kind"] in RATED
    )
