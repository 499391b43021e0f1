"""Write a list of all locked Python and npm packages with version, licence and hashes: `make sbom`.

The list is a software bill of materials in the CycloneDX format, which vulnerability scanners read. npm lists its
packages from package-lock.json. The Python packages come from the lock files. Their licences come from the installed
packages, because a lock file contains no licences. So a package that is only for another system (Windows, PyPy) is
listed without a licence.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any, cast

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from project.version import VERSION
from scripts.bootstrap import FRONTEND, REQUIREMENTS, ROOT, SETS, node_environment

#: The file that `make sbom` writes.
TARGET = ROOT / "side-by-side.cdx.json"
#: Scope of a package, by the smallest set that contains it: always in the image, optional, or never in it.
SCOPES = {
    "run": ComponentScope.REQUIRED,
    "home": ComponentScope.OPTIONAL,
    "mail": ComponentScope.OPTIONAL,
    "local": ComponentScope.EXCLUDED,
    "test": ComponentScope.EXCLUDED,
}
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)([^\n]*(?:\n +--hash=[^\n]*)*)", re.M)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class LockedPackage:
    """A Python package in one of the lock files (requirements/*.lock), with the SHA-256 hashes of its files."""

    name: str
    version: str
    hashes: tuple[str, ...]


def locked(lock: Path) -> Iterator[LockedPackage]:
    """Yield the packages in a lock file that `make lock` wrote."""
    for name, version, rest in _LOCKED.findall(lock.read_text()):
        yield LockedPackage(name, version, tuple(_HASH.findall(rest)))


def licence_of(name: str) -> str:
    """Return the licence that an installed Python package states.

    Return "" if the package is not installed or states no licence.
    """
    try:
        stated = metadata(name)
    except PackageNotFoundError:
        return ""
    if "License-Expression" in stated:
        return stated["License-Expression"]
    # Some packages put the whole text of the licence in this field.
    licence = stated["License"].strip() if "License" in stated else ""
    if licence and "\n" not in licence:
        return licence
    classifiers = [each.split(" :: ") for each in stated.get_all("Classifier") or []]
    names = [each[-1] for each in classifiers if each[0] == "License" and len(each) > 2]
    return " / ".join(names)


def python_components() -> Iterator[Component]:
    """Yield each version of each locked Python package once.

    A package may be in several sets, such as "run" or "test". The smallest of these sets decides whether the package
    is marked as required, optional or excluded.
    """
    seen = set()
    for name in SETS:
        for package in locked(REQUIREMENTS / f"{name}.lock"):
            if (package.name, package.version) in seen:
                continue
            seen.add((package.name, package.version))
            licence = licence_of(package.name)
            purl = PackageURL("pypi", None, package.name, package.version)
            yield Component(
                name=package.name,
                version=package.version,
                type=ComponentType.LIBRARY,
                scope=SCOPES[name],
                bom_ref=str(purl),
                purl=purl,
                licenses=[LicenseFactory().make_from_string(licence)] if licence else None,
                # One hash for each file, for example per system, that the lock allows.
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=each) for each in package.hashes],
            )


def npm_part() -> Bom:
    """Return the list of the front end's packages in package-lock.json, made by `npm sbom`."""
    said = subprocess.run(
        ["npm", "sbom", "--package-lock-only", "--sbom-format", "cyclonedx"],
        cwd=FRONTEND,
        env=node_environment(),
        stdout=subprocess.PIPE,
        check=True,
    )
    document = json.loads(said.stdout)
    del document["metadata"]  # describes the front end alone
    # A decorator adds `from_json` to Bom, so mypy does not know it.
    found: Bom = cast(Any, Bom).from_json(document)
    for component in found.components:
        # npm calls packages that only the build needs optional.
        if component.scope == ComponentScope.OPTIONAL:
            component.scope = ComponentScope.EXCLUDED
    return found


def bill() -> str:
    """Return the list of all packages in CycloneDX 1.6 format, as JSON."""
    app = Component(
        name="side-by-side",
        version=VERSION,
        type=ComponentType.APPLICATION,
        licenses=[LicenseFactory().make_from_string("MIT")],
    )
    npm = npm_part()
    found = Bom(components=[*python_components(), *npm.components])
    found.metadata.component = app
    found.register_dependency(app, found.components)
    return JsonV1Dot6(found).output_as_string(indent=2)


def main() -> int:
    """Write the list to the file that the command line names, or to `side-by-side.cdx.json`."""
    parser = argparse.ArgumentParser(description="Write a CycloneDX list of every locked package.")
    parser.add_argument("target", type=Path, nargs="?", default=TARGET)
    target: Path = parser.parse_args().target
    target.write_text(bill() + "\n")
    print(f"Wrote {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
