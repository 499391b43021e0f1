"""Count the library's entries per reason, and find what is missing or repeated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from content.files.library_files import Problem
from content.values import Catalogue, Reason

#: Fewest entries per reason: prompts with the side received or own, starters of each speaker, and experiments.
ENOUGH_FELT = 3
ENOUGH_STARTERS = 2
ENOUGH_EXPERIMENTS = 2
#: A prompt that begins with one of these words asks about an occasion. Its hint must mention “Didn't come up”, so that
#: people don't answer “Not at all” in a week without the occasion.
OCCASIONS = ("When ", "After ", "If ")
DID_NOT_COME_UP = "Didn't come up"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many entries the library has for one reason. Retired entries are not counted.

    `received`: prompts about what the person received from the partner.
    `given`: prompts about what the person gave to the partner.
    `own`: prompts about the person's own part in the life together.
    `reverse`: prompts for which a high answer is bad.
    `feels`: starters for the partner who felt something.
    `listens`: starters for the partner who listens.
    `experiments`: small things to try.
    """

    reason: Reason
    received: int
    own: int
    given: int
    reverse: int
    feels: int
    listens: int
    experiments: int

    @property
    def felt(self) -> int:
        """Number of the reason's prompts in which a person can say that they lack something: `received` plus `own`."""
        return self.received + self.own


def coverage(catalogue: Catalogue) -> tuple[Coverage, ...]:
    """Return the number of entries for each reason, in the library's order of reasons."""
    return tuple(_count(reason) for reason in catalogue.reasons.values())


def _count(reason: Reason) -> Coverage:
    return Coverage(
        reason=reason,
        received=sum(prompt.side == "received" for prompt in reason.prompts),
        own=sum(prompt.side == "own" for prompt in reason.prompts),
        given=sum(prompt.side == "given" for prompt in reason.prompts),
        reverse=sum(prompt.reverse for prompt in reason.prompts),
        feels=sum(starter.for_ == "feels" for starter in reason.starters),
        listens=sum(starter.for_ == "listens" for starter in reason.starters),
        experiments=len(reason.experiments),
    )


def gaps(catalogue: Catalogue) -> list[Problem]:
    """Find reasons with too few entries, incomplete prompts, and texts that occur twice. Return the problems.

    A prompt is incomplete if one of `why`, `measures` and `not_measures` is empty. A prompt about an occasion
    ("When …") is also incomplete if its hint does not mention "Didn't come up". Only the entries of reasons are
    checked. Retired entries are ignored.
    """
    return [
        *_too_little(catalogue),
        *_unexplained(catalogue),
        *_without_a_way_out(catalogue),
        *_twice(catalogue),
    ]


def _too_little(catalogue: Catalogue) -> Iterator[Problem]:
    for row in coverage(catalogue):
        place = catalogue.places[row.reason.key]
        for count, enough, what in (
            (row.felt, ENOUGH_FELT, "prompts with the side received or own"),
            (row.feels, ENOUGH_STARTERS, "starters for the one who feels it"),
            (row.listens, ENOUGH_STARTERS, "starters for the one who listens"),
            (row.experiments, ENOUGH_EXPERIMENTS, "experiments"),
        ):
            if count < enough:
                yield Problem(place, f"coverage: {count} {what}; at least {enough}")


def _unexplained(catalogue: Catalogue) -> Iterator[Problem]:
    for reason in catalogue.reasons.values():
        for prompt in reason.prompts:
            missing = [name for name in ("why", "measures", "not_measures") if not getattr(prompt, name)]
            if missing:
                yield Problem(
                    catalogue.places[prompt.id], f"explained: '{prompt.id}' lacks {', '.join(missing)}"
                )


def _without_a_way_out(catalogue: Catalogue) -> Iterator[Problem]:
    for reason in catalogue.reasons.values():
        for prompt in reason.prompts:
            if prompt.text.startswith(OCCASIONS) and DID_NOT_COME_UP not in prompt.hint:
                message = f"occasion: the hint of '{prompt.id}' says when “{DID_NOT_COME_UP}” fits"
                yield Problem(catalogue.places[prompt.id], message)


def _twice(catalogue: Catalogue) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for reason in catalogue.reasons.values():
        texts = [(prompt.id, prompt.text) for prompt in reason.prompts]
        texts += [(starter.key, starter.text) for starter in reason.starters]
        texts += [(experiment.key, experiment.text) for experiment in reason.experiments]
        for key, text in [
            *texts,
            *((f"{reason.key}:{name}", getattr(reason, name)) for name in ("title", "summary")),
        ]:
            first = seen.setdefault(text.casefold(), key)
            if first != key:
                yield Problem(catalogue.places[key], f"unique: '{key}' says the same as '{first}'")
