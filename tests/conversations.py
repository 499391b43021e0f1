"""Find what a reveal offers to talk about, in a query's result or in the API's JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the gallery is imported where Django is not set up
    from checkins.queries import Reveal
    from checkins.talking.points import Point, PointRole


def offered(reveal: Reveal, role: PointRole = "main") -> Point | None:
    """The conversation of this role."""
    return next((point for point in reveal.conversations if point.role == role), None)


def offered_in(reveal: dict[str, Any], role: PointRole = "main") -> Any:
    """The conversation of this role, as the API sends it. None if there is none."""
    return next((point for point in reveal["conversations"] if point["role"] == role), None)


def findings_in(reveal: dict[str, Any]) -> list[Any]:
    """The earned topics, as the API sends them."""
    return [point for point in reveal["conversations"] if point["role"] in ("main", "optional")]
