"""Load the library from its files, and check that the files fit together.

The schema checks each single value. This module checks what involves several values or files, such as references.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from content.conversations import index_conversations
from content.files.library_files import LibraryError, LibraryFile, Place, Problem, read
from content.files.library_index import LibraryIndex
from content.values import Catalogue, Experiment, Prompt, Reason, Source

OWN_WEIGHT = 1.0


def load(folders: Sequence[Path]) -> Catalogue:
    """Load the library from these folders.

    The first folder must have a subfolder `fixed` with the files anchors.yaml, words.yaml and conversations.yaml.
    Each folder may contain reasons (`*.yaml`), and a list of the publications from which its reasons are taken
    (`fixed/sources.yaml`). Raises LibraryError with the file and line of each problem. How the files fit together is
    checked only if each file matches its schema.
    """
    index = LibraryIndex()
    sources: dict[str, Source] = {}
    reasons: list[LibraryFile] = []
    for folder in folders:
        if not folder.is_dir():
            index.problems.append(Problem(Place(str(folder), 1), "this folder of the library does not exist"))
            continue
        named = folder / "fixed" / "sources.yaml"
        if named.exists() and (document := _read(index, named, "sources")):
            for letter, source in document.data.items():
                index.claim(f"source {letter}", document.place(letter))
                sources[letter] = Source(letter, **source)
        found = (_read(index, path, "reason") for path in sorted(folder.glob("*.yaml")))
        reasons.extend(document for document in found if document)
    anchors = _read(index, folders[0] / "fixed" / "anchors.yaml", "anchors")
    words = _read(index, folders[0] / "fixed" / "words.yaml", "words")
    conversations = _read(index, folders[0] / "fixed" / "conversations.yaml", "conversations")
    if anchors is None or words is None or conversations is None or index.problems:
        raise LibraryError(index.problems)

    for document in sorted(reasons, key=lambda document: _order(document.data)):
        _index_reason(index, document, sources)
    for document in reasons:
        _check_references(index, document)
    asked = _index_anchors(index, anchors)
    wish_starters, light = index_conversations(index, conversations)
    if index.problems:
        # The guesses are made from the anchors and would only repeat the anchors' problems.
        raise LibraryError(index.problems)
    appreciation, wish = _index_words(index, words, asked)
    if index.problems:
        raise LibraryError(index.problems)
    return Catalogue(
        reasons=MappingProxyType(index.reasons),
        anchors=asked,
        appreciation=appreciation,
        wish=wish,
        scale=tuple(words.data["scale"]),
        frame=words.data["frame"],
        sources=MappingProxyType(sources),
        wish_starters=wish_starters,
        light=MappingProxyType(light),
        places=MappingProxyType(index.places),
        known_prompts=MappingProxyType(index.prompts),
        known_starters=MappingProxyType(index.starters),
        known_experiments=MappingProxyType(index.experiments),
    )


def _read(index: LibraryIndex, path: Path, kind: str) -> LibraryFile | None:
    """Read a library file. If the file is broken, record its problems and return None.

    So the loading goes on, and the problems of the other files are also found. `kind`: the name of the file's schema
    in `schema.json`.
    """
    try:
        return read(path, kind)
    except LibraryError as broken:
        index.problems.extend(broken.problems)
        return None


def _order(reason: Mapping[str, Any]) -> tuple[str, int, str]:
    """Return a tuple by which the reasons are sorted: in the order of their numbers, "A2" before "A10".

    A number with words, such as "B, the perfect cage", comes after all other numbers with the same letter. Reasons
    with equal numbers are sorted by their keys.
    """
    number, key = reason["number"], reason["key"]
    counted = re.fullmatch(r"([A-Z])(\d+)", number)
    return (counted[1], int(counted[2]), key) if counted else (number[0], 10_000, key)


def _index_reason(index: LibraryIndex, document: LibraryFile, sources: Mapping[str, Source]) -> None:
    data = document.data
    key: str = data["key"]
    index.claim(key, document.place("key"))
    index.expect(
        Path(document.file).stem == key, document.place("key"), f"'{key}' belongs in a file {key}.yaml"
    )
    letter = data["source"]
    index.expect(
        letter in sources, document.place("source"), f"'{letter}' is not named in fixed/sources.yaml"
    )
    index.expect(
        data["number"].startswith(letter), document.place("number"), f"the number must begin with '{letter}'"
    )
    for name in ("title", "summary", "meaning", "not_this"):
        index.places[f"{key}:{name}"] = document.place(name)

    prompts = [_prompt(raw, data) for raw in data["prompts"]]
    for at, (prompt, raw) in enumerate(zip(prompts, data["prompts"], strict=True)):
        place = document.place("prompts", at)
        index.expect(prompt.id.startswith(f"{key}."), place, f"'{prompt.id}' must begin with '{key}.'")
        index.add_prompt(prompt, raw.get("earlier", ()), place)
    starters = index.add_starters(key, document, "starters")
    experiments = []
    for at, raw in enumerate(data["experiments"]):
        experiment = Experiment(reason=key, **raw)
        place = document.place("experiments", at)
        index.claim(experiment.key, place)
        index.expect(
            experiment.key.startswith(f"{key}.try."),
            place,
            f"'{experiment.key}' must begin with '{key}.try.'",
        )
        index.experiments[experiment.key] = experiment
        experiments.append(experiment)

    index.reasons.setdefault(
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


def _check_references(index: LibraryIndex, document: LibraryFile) -> None:
    """Record a problem for each wrong reference in a reason's prompts, such as to a reason that does not exist.

    A prompt about giving refers to its counterpart: the prompt that asks whether the partner received what was
    given. Only prompts of a tender reason may refer to other tender reasons.
    """
    reason = index.reasons[document.data["key"]]
    for at, raw in enumerate(document.data["prompts"]):
        for other in raw.get("also", {}):
            place = document.place("prompts", at, "also", other)
            _check_reason(index, other, place, may_be_tender=reason.tender)
            index.expect(
                other != reason.key,
                place,
                f"'{other}' is this prompt's own reason: its weight is 1.0 already",
            )
        counterpart = raw.get("counterpart")
        if counterpart is None and raw["side"] != "given":
            continue
        place = document.place("prompts", at, "counterpart")
        own = [prompt["id"] for prompt in document.data["prompts"] if prompt["side"] == "received"]
        index.expect(raw["side"] == "given", place, "only a given prompt has a counterpart")
        index.expect(
            counterpart in own, place, f"the counterpart must be one of {', '.join(own) or 'no prompts here'}"
        )


def _check_reason(index: LibraryIndex, key: str, place: Place, *, may_be_tender: bool) -> None:
    reason = index.reasons.get(key)
    index.expect(reason is not None, place, f"there is no reason '{key}'")
    if reason is not None and reason.tender and not may_be_tender:
        index.problems.append(
            Problem(place, f"'{key}' is tender: only a tender reason's prompt may point to it")
        )


def _index_anchors(index: LibraryIndex, document: LibraryFile) -> tuple[Prompt, ...]:
    anchors = []
    for at, raw in enumerate(document.data):
        plain = {name: value for name, value in raw.items() if name not in ("reasons", "earlier")}
        anchor = Prompt(kind="anchor", reasons=MappingProxyType(dict(raw["reasons"])), **plain)
        index.expect(
            anchor.id == f"anchor.{anchor.dimension}.{anchor.side}",
            document.place(at, "id"),
            f"an anchor's id is anchor.<dimension>.<side>, here anchor.{anchor.dimension}.{anchor.side}",
        )
        for key in anchor.reasons:
            place = document.place(at, "reasons", key)
            _check_reason(index, key, place, may_be_tender=False)
            same = key not in index.reasons or index.reasons[key].dimension == anchor.dimension
            index.expect(same, place, f"'{key}' is not a reason of {anchor.dimension}")
        index.add_prompt(anchor, raw.get("earlier", ()), document.place(at))
        anchors.append(anchor)
    return tuple(anchors)


def _index_words(
    index: LibraryIndex, document: LibraryFile, anchors: Iterable[Prompt]
) -> tuple[Prompt, Prompt]:
    """Add three kinds of prompts to the index: for words of appreciation, for a wish, and for guesses.

    A wish is a topic that a person would like to talk about. `anchors` are the prompts that every check-in asks. Each
    anchor has a second prompt, which asks to guess the partner's answer to the anchor. Return the prompt for words of
    appreciation and the prompt for a wish.
    """
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
        index.add_prompt(prompt, guess.get("earlier", ()), document.place("guess"))
    words = []
    for kind in ("appreciation", "wish"):
        raw = {name: value for name, value in document.data[kind].items() if name != "earlier"}
        prompt = Prompt(id=f"words.{kind}", kind=kind, **raw)
        index.add_prompt(prompt, document.data[kind].get("earlier", ()), document.place(kind))
        words.append(prompt)
    return words[0], words[1]
