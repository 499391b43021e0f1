"""Find the conversations that a reveal offers, in a query's result or in the API's JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the gallery imports this module where Django is not set up
    from checkins.queries import Reveal
    from checkins.talking.points import Point, PointRole


def offered(reveal: Reveal, role: PointRole = "main") -> Point | None:
    """Return the reveal's conversation with this role, or None."""
    return next((point for point in reveal.conversations if point.role == role), None)


def offered_in(reveal: dict[str, Any], role: PointRole = "main") -> Any:
    """Return the conversation with this role from the API's JSON, or None."""
    return next((point for point in reveal["conversations"] if point["role"] == role), None)


def findings_in(reveal: dict[str, Any]) -> list[Any]:
    """Return the conversations that come from a finding (roles main and optional), from the API's JSON."""
    return [point for point in reveal["conversations"] if point["role"] in ("main", "optional")]
