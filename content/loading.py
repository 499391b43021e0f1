"""From files to a catalogue: what spans several values or files is checked here, the rest by the schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from content.documents import Document, LibraryError, Place, Problem, read
from content.shelf import Shelf
from content.values import Catalogue, Experiment, Prompt, Reason, Source, Starter

OWN_WEIGHT = 1.0


def load(folders: Sequence[Path]) -> Catalogue:
    """The catalogue of `folders`: the first holds everything fixed, each may hold reasons and name sources.

    Raises LibraryError with every problem found, each with file and line.
    """
    shelf = Shelf()
    sources: dict[str, Source] = {}
    reasons: list[Document] = []
    for folder in folders:
        if not folder.is_dir():
            shelf.problems.append(Problem(Place(str(folder), 1), "this folder of the library does not exist"))
            continue
        named = folder / "fixed" / "sources.yaml"
        if named.exists() and (document := _read(shelf, named, "sources")):
            for letter, source in document.data.items():
                shelf.claim(f"source {letter}", document.place(letter))
                sources[letter] = Source(letter, **source)
        found = (_read(shelf, path, "reason") for path in sorted(folder.glob("*.yaml")))
        reasons.extend(document for document in found if document)
    anchors = _read(shelf, folders[0] / "fixed" / "anchors.yaml", "anchors")
    words = _read(shelf, folders[0] / "fixed" / "words.yaml", "words")
    if anchors is None or words is None or shelf.problems:
        raise LibraryError(shelf.problems)

    for document in sorted(reasons, key=lambda document: _order(document.data)):
        _shelve_reason(shelf, document, sources)
    for document in reasons:
        _check_references(shelf, document)
    asked = _shelve_anchors(shelf, anchors)
    if shelf.problems:
        # The guesses are named after the anchors: they would only repeat what is wrong with those.
        raise LibraryError(shelf.problems)
    appreciation, wish = _shelve_words(shelf, words, asked)
    if shelf.problems:
        raise LibraryError(shelf.problems)
    return Catalogue(
        reasons=MappingProxyType(shelf.reasons),
        anchors=asked,
        appreciation=appreciation,
        wish=wish,
        scale=tuple(words.data["scale"]),
        frame=words.data["frame"],
        sources=MappingProxyType(sources),
        places=MappingProxyType(shelf.places),
        known_prompts=MappingProxyType(shelf.prompts),
        known_starters=MappingProxyType(shelf.starters),
        known_experiments=MappingProxyType(shelf.experiments),
    )


def _read(shelf: Shelf, path: Path, kind: str) -> Document | None:
    """The document, or None with its problems noted, so that one broken file does not hide the next."""
    try:
        return read(path, kind)
    except LibraryError as broken:
        shelf.problems.extend(broken.problems)
        return None


def _order(reason: Mapping[str, Any]) -> tuple[str, int, str]:
    """Sorts "A2" before "A10", and numbers in words ("B, …") by key after the counted ones."""
    number, key = reason["number"], reason["key"]
    counted = re.fullmatch(r"([A-Z])(\d+)", number)
    return (counted[1], int(counted[2]), key) if counted else (number[0], 10_000, key)


def _shelve_reason(shelf: Shelf, document: Document, sources: Mapping[str, Source]) -> None:
    data = document.data
    key: str = data["key"]
    shelf.claim(key, document.place("key"))
    shelf.expect(
        Path(document.file).stem == key, document.place("key"), f"'{key}' belongs in a file {key}.yaml"
    )
    letter = data["source"]
    shelf.expect(
        letter in sources, document.place("source"), f"'{letter}' is not named in fixed/sources.yaml"
    )
    shelf.expect(
        data["number"].startswith(letter), document.place("number"), f"the number must begin with '{letter}'"
    )
    for name in ("title", "summary", "meaning", "not_this"):
        shelf.places[f"{key}:{name}"] = document.place(name)

    prompts = [_prompt(raw, data) for raw in data["prompts"]]
    for at, (prompt, raw) in enumerate(zip(prompts, data["prompts"], strict=True)):
        place = document.place("prompts", at)
        shelf.expect(prompt.id.startswith(f"{key}."), place, f"'{prompt.id}' must begin with '{key}.'")
        shelf.add_prompt(prompt, raw.get("earlier", ()), place)
    starters = []
    for for_, raws in data["starters"].items():
        for at, raw in enumerate(raws):
            starter = Starter(for_=for_, reason=key, **raw)
            place = document.place("starters", for_, at)
            shelf.claim(starter.key, place)
            shelf.expect(
                starter.key.startswith(f"{key}.{for_}."),
                place,
                f"'{starter.key}' must begin with '{key}.{for_}.'",
            )
            shelf.starters[starter.key] = starter
            starters.append(starter)
    experiments = []
    for at, raw in enumerate(data["experiments"]):
        experiment = Experiment(reason=key, **raw)
        place = document.place("experiments", at)
        shelf.claim(experiment.key, place)
        shelf.expect(
            experiment.key.startswith(f"{key}.try."),
            place,
            f"'{experiment.key}' must begin with '{key}.try.'",
        )
        shelf.experiments[experiment.key] = experiment
        experiments.append(experiment)

    shelf.reasons.setdefault(
        key,
        Reason(
            key=key,
            number=data["number"],
            dimension=data["dimension"],
            tender=data.get("tender", False),
            title=data["title"],
            summary=data["summary"],
            meaning=data["meaning"],
            not_this=data["not_this"],
            prompts=tuple(prompt for prompt in prompts if not prompt.retired),
            starters=tuple(starter for starter in starters if not starter.retired),
            experiments=tuple(experiment for experiment in experiments if not experiment.retired),
            source=letter,
        ),
    )


def _prompt(raw: Mapping[str, Any], reason: Mapping[str, Any]) -> Prompt:
    plain = {name: value for name, value in raw.items() if name not in ("also", "earlier")}
    return Prompt(
        kind="reason",
        dimension=reason["dimension"],
        reasons=MappingProxyType({reason["key"]: OWN_WEIGHT, **raw.get("also", {})}),
        **plain,
    )


def _check_references(shelf: Shelf, document: Document) -> None:
    """Other reasons and counterparts must exist; a tender reason must not come up by the side door."""
    reason = shelf.reasons[document.data["key"]]
    for at, raw in enumerate(document.data["prompts"]):
        for other in raw.get("also", {}):
            place = document.place("prompts", at, "also", other)
            _check_reason(shelf, other, place, may_be_tender=reason.tender)
            shelf.expect(
                other != reason.key,
                place,
                f"'{other}' is this prompt's own reason: its weight is 1.0 already",
            )
        counterpart = raw.get("counterpart")
        if counterpart is None and raw["side"] != "given":
            continue
        place = document.place("prompts", at, "counterpart")
        own = [prompt["id"] for prompt in document.data["prompts"] if prompt["side"] == "received"]
        shelf.expect(raw["side"] == "given", place, "only a given prompt has a counterpart")
        shelf.expect(
            counterpart in own, place, f"the counterpart must be one of {', '.join(own) or 'no prompts here'}"
        )


def _check_reason(shelf: Shelf, key: str, place: Place, *, may_be_tender: bool) -> None:
    reason = shelf.reasons.get(key)
    shelf.expect(reason is not None, place, f"there is no reason '{key}'")
    if reason is not None and reason.tender and not may_be_tender:
        shelf.problems.append(
            Problem(place, f"'{key}' is tender: only a tender reason's prompt may point to it")
        )


def _shelve_anchors(shelf: Shelf, document: Document) -> tuple[Prompt, ...]:
    anchors = []
    for at, raw in enumerate(document.data):
        plain = {name: value for name, value in raw.items() if name not in ("reasons", "earlier")}
        anchor = Prompt(kind="anchor", reasons=MappingProxyType(dict(raw["reasons"])), **plain)
        shelf.expect(
            anchor.id == f"anchor.{anchor.dimension}.{anchor.side}",
            document.place(at, "id"),
            f"an anchor's id is anchor.<dimension>.<side>, here anchor.{anchor.dimension}.{anchor.side}",
        )
        for key in anchor.reasons:
            place = document.place(at, "reasons", key)
            _check_reason(shelf, key, place, may_be_tender=False)
            same = key not in shelf.reasons or shelf.reasons[key].dimension == anchor.dimension
            shelf.expect(same, place, f"'{key}' is not a reason of {anchor.dimension}")
        shelf.add_prompt(anchor, raw.get("earlier", ()), document.place(at))
        anchors.append(anchor)
    return tuple(anchors)


def _shelve_words(shelf: Shelf, document: Document, anchors: Iterable[Prompt]) -> tuple[Prompt, Prompt]:
    """Shelve the appreciation, the wish and one guess for each anchor; answers the first two."""
    guess = document.data["guess"]
    for anchor in anchors:
        prompt = Prompt(
            id=f"guess.{anchor.id}",
            kind="guess",
            dimension=anchor.dimension,
            side=anchor.side,
            about=anchor.id,
            **{name: value for name, value in guess.items() if name != "earlier"},
        )
        shelf.add_prompt(prompt, guess.get("earlier", ()), document.place("guess"))
    words = []
    for kind in ("appreciation", "wish"):
        raw = {name: value for name, value in document.data[kind].items() if name != "earlier"}
        prompt = Prompt(id=f"words.{kind}", kind=kind, **raw)
        shelf.add_prompt(prompt, document.data[kind].get("earlier", ()), document.place(kind))
        words.append(prompt)
    return words[0], words[1]
