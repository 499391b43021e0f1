"""Find the conversations that a reveal offers, in a query's result or in the API's JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the gallery imports this module where Django is not set up
    from checkins.queries import Reveal
    from checkins.talking.points import Point, PointRole


def offered(reveal: Reveal, role: PointRole = "main") -> Point | None:
    """Return the conversation that the reveal offers in this role, for example as the main topic.

    Return None if the reveal offers no conversation in this role.
    """
    return next((point for point in reveal.conversations if point.role == role), None)


def offered_in(reveal: dict[str, Any], role: PointRole = "main") -> Any:
    """Return the conversation that a reveal in the API's JSON offers in this role, or None if there is none."""
    return next((point for point in reveal["conversations"] if point["role"] == role), None)


def findings_in(reveal: dict[str, Any]) -> list[Any]:
    """Return those conversations of a reveal in the API's JSON that are about a finding (roles main and optional)."""
    return [point for point in reveal["conversations"] if point["role"] in ("main", "optional")]
