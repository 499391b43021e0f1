"""Find talking points of a reveal by their role, in a query's result or in the API's JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the gallery imports this module where Django is not set up
    from checkins.queries import Reveal
    from checkins.talking.points import Point, PointRole


def offered(reveal: Reveal, role: PointRole = "main") -> Point | None:
    """Return the reveal's first talking point that has this role, or None if none has it.

    The talking point about the most important problem has the role "main". See `PointRole` for the other roles.
    """
    return next((point for point in reveal.conversations if point.role == role), None)


def offered_in(reveal: dict[str, Any], role: PointRole = "main") -> Any:
    """Return the reveal's first talking point that has this role, or None if none has it.

    `reveal` and the talking point are in the API's JSON format. The talking point about the most important problem has
    the role "main". See `PointRole` for the other roles.
    """
    return next((point for point in reveal["conversations"] if point["role"] == role), None)


def findings_in(reveal: dict[str, Any]) -> list[Any]:
    """Return the reveal's talking points about problems. These have the roles main and optional.

    `reveal` and the talking points are in the API's JSON format.
    """
    return [point for point in reveal["conversations"] if point["role"] in ("main", "optional")]
