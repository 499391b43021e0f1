"""The prompts of a check-in, stored as they were asked.

`CheckIn.prompts` keeps each prompt's wording, and its weights: how strongly the prompt points to each reason. The
library may change later. History still shows the wording that was answered, and the engine still uses the old
weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypedDict

from msgspec import UNSET, UnsetType

from checkins.engine import Item
from checkins.engine.figures import USUAL_LEVEL
from content.catalogue import catalogue
from content.languages import readers_language
from content.readers import prompt_said, wording_said
from content.values import Catalogue, Dimension, Prompt, PromptKind, Side

WORDS = frozenset({"appreciation", "wish"})
RATED = frozenset({"anchor", "reason"})
#: The kind of the question "Keep it?" about a couple's agreement. The prompt id contains the agreement's id. The
#: agreement's words are never stored with the check-in.
AGREEMENT: Final = "agreement"
AGREEMENT_PREFIX = "agreement."
AskedKind = Literal[PromptKind, "agreement"]


class AskedPrompt(TypedDict):
    """One prompt, in the form that is stored with a check-in.

    `about`: if the prompt asks to guess the partner's answer to another prompt, that other prompt's id. Otherwise
    None.
    `about_text`: the wording of the prompt named in `about`.
    `text`: the wording as asked. Empty for a question about an agreement, because the agreement itself is stored
    encrypted.
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
    """One prompt of a check-in, in the form that a person sees.

    `about`: if the prompt asks to guess the partner's answer to another prompt, that other prompt's wording.
    Otherwise None.
    `tender`: the prompt touches a tender topic, so the answer is private unless the person chooses to share it.
    `language`: the language of the text, set only if it is not the person's language.
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
    """Return the library's prompts with these ids, in this order, in the form that is stored with a check-in.

    Raises KeyError if one of the ids is not in the library.
    """
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
    """Return whether the prompt touches a topic that the present library calls tender."""
    reasons = catalogue().reasons
    return any(key in reasons and reasons[key].tender for key in asked["reasons"])


def newest_reason_prompts(library: Catalogue) -> list[Prompt]:
    """Return the newest version of every prompt about a reason, including retired prompts.

    Retired prompts are needed to find out when a couple was last asked about a reason.
    """
    latest = (versions[max(versions)] for versions in library.known_prompts.values())
    return [prompt for prompt in latest if prompt.kind == "reason"]


def shown(asked: AskedPrompt, language: str | None = None, *, partner: str = "") -> ShownPrompt:
    """Return a stored prompt in the form that a person sees.

    `language`: the language in which the person answered the prompt. None means the person's present language. Without
    a translation, the texts are English.
    `partner`: the partner's name, for wordings that contain a name. Leave the name empty if the partner may be
    reading along, or if it could be unclear whose partner is meant.

    The result does not say to which reasons the prompt points, because knowing them would influence the answer.
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
    """Return the wording of the prompt whose answer this prompt asks to guess.

    `language`: the language of the wording (None: the person's present language). Without a translation, the wording is
    English. Returns None if this prompt doesn't ask to guess the partner's answer.
    """
    return wording_said(asked["about_text"], language)[0] if asked["about_text"] else None


def _expected(library: Catalogue, asked: AskedPrompt) -> float:
    level = library.expected(asked["id"], asked["version"])
    return USUAL_LEVEL if level is None else level


def items(prompts: Sequence[AskedPrompt]) -> tuple[Item, ...]:
    """Convert a check-in's stored prompts to the engine's input.

    Only prompts of the kinds in `RATED` are converted, because the engine evaluates no other prompts. The results
    also contain the usual answer of contented people to each prompt, taken from the present library. If the library
    does not state this answer, it is `USUAL_LEVEL`.
    """
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
