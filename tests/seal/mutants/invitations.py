"""Deliberate leaks to people who open an invitation."""

from __future__ import annotations

from typing import Any

from couples import invitations, queries
from tests.seal.mutants.workshop import Patch, Theme, added

mutant = Theme()


@mutant("an invitation that tells more than the first name")
def the_address_too(patch: Patch) -> None:
    """The page of an invitation also shows the inviter's e-mail address."""

    def invited_by(original: Any, inviter: Any) -> Any:
        return added(original(inviter), email=inviter.email)

    patch.around(queries, "invited_by", invited_by)


@mutant("an invitation that tells a name of any length")
def the_whole_name(patch: Patch) -> None:
    """The page of an invitation shows the inviter's whole name, which may be a long message."""
    patch.around(invitations, "shown_name", lambda original, display_name: display_name)
