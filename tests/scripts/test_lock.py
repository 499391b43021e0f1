"""All lock files have the same version of each package, so that servers run with the packages that were tested."""

from __future__ import annotations

from scripts.bootstrap import REQUIREMENTS
from scripts.lock import GROUPS, WHOLE
from scripts.sbom import locked


def test_a_package_has_one_version_in_every_lock() -> None:
    tested = {package.name: package for package in locked(REQUIREMENTS / f"{WHOLE}.lock")}
    for name in GROUPS:
        for package in locked(REQUIREMENTS / f"{name}.lock"):
            assert package == tested[package.name], name
