"""Find talking points of a reveal by their role, in a query's result or in the API's JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the gallery imports this module where Django is not set up
    from checkins.queries import Reveal
    from checkins.talking.points import Point, PointRole


def offered(reveal: Reveal, role: PointRole = "main") -> Point | None:
    """Return the reveal's first conversation that has this role, or None if no conversation has this role.

    The most important problem that the engine found has the role "main". See `PointRole` for the other roles.
    """
    return next((point for point in reveal.conversations if point.role == role), None)


def offered_in(reveal: dict[str, Any], role: PointRole = "main") -> Any:
    """Return the first conversation that has this role, or None if no conversation has this role.

    `reveal` and the returned conversation are in the API's JSON format. The most important problem that the engine
    found has the role "main". See `PointRole` for the other roles.
    """
    return next((point for point in reveal["conversations"] if point["role"] == role), None)


def findings_in(reveal: dict[str, Any]) -> list[Any]:
    """Return the reveal's conversations about problems that the engine found. These have the roles main and optional.

    `reveal` and the returned conversations are in the API's JSON format.
    """
    return [point for point in reveal["conversations"] if point["role"] in ("main", "optional")]
