"""The index that collects the library's entries while the files are loaded, with their lines and all problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from content.files.library_files import LibraryFile, Place, Problem
from content.values import Experiment, Prompt, Reason, Starter


@dataclass(slots=True)
class LibraryIndex:
    """The library's entries by id or key, the file and line of each entry, and the problems found so far.

    `prompts` has each version of a prompt, by id and version number.
    """

    reasons: dict[str, Reason] = field(default_factory=dict)
    prompts: dict[str, dict[int, Prompt]] = field(default_factory=dict)
    starters: dict[str, Starter] = field(default_factory=dict)
    experiments: dict[str, Experiment] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def claim(self, name: str, place: Place) -> None:
        """Record the place of the entry with the id or key `name`. If the name is already taken, record a problem."""
        if name in self.places:
            first = self.places[name]
            self.problems.append(Problem(place, f"'{name}' is already taken in {first.file}:{first.line}"))
        else:
            self.places[name] = place

    def expect(self, holds: bool, place: Place, message: str) -> None:
        """Record a problem at `place` unless `holds` is true."""
        if not holds:
            self.problems.append(Problem(place, message))

    def add_starters(self, key: str, document: LibraryFile, *under: str) -> tuple[Starter, ...]:
        """Add all of a file's starters to the index, including retired ones, and return them.

        `key`: the key of the starters' reason, or "wish" for starters that belong to no reason.
        `under`: the keys in the file that lead to the starters.
        Record a problem if a starter's key is already taken or does not begin with `key` and the starter's speaker.
        """
        raws: Any = document.data
        for name in under:
            raws = raws[name]
        added = []
        for for_, each in raws.items():
            for at, raw in enumerate(each):
                place = document.place(*under, for_, at)
                starter = Starter(for_=for_, reason=key, **raw)
                self.claim(starter.key, place)
                self.expect(
                    starter.key.startswith(f"{key}.{for_}."),
                    place,
                    f"'{starter.key}' must begin with '{key}.{for_}.'",
                )
                self.starters[starter.key] = starter
                added.append(starter)
        return tuple(added)

    def add_prompt(self, prompt: Prompt, earlier: Sequence[Mapping[str, Any]], place: Place) -> None:
        """Add a prompt to the index, with its present wording and its `earlier` wordings.

        `place`: the file and line of the prompt. Record a problem if the prompt's id is already taken, if two earlier
        wordings have the same version number, or if an earlier version number is not lower than the present one.
        """
        self.claim(prompt.id, place)
        versions = {wording["version"]: replace(prompt, **wording) for wording in earlier}
        self.expect(
            len(versions) == len(earlier) and all(version < prompt.version for version in versions),
            place,
            f"'{prompt.id}': earlier versions must differ and be smaller than {prompt.version}",
        )
        self.prompts.setdefault(prompt.id, {**versions, prompt.version: prompt})
