"""Talking points and starters over HTTP: parse, call one action or one query, show what it says."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from checkins import actions, queries
from checkins.api import documents, talking
from checkins.api.requests import actor, parsed


class PointsView(APIView):
    """Past talking points."""

    @extend_schema(
        operation_id="list_points",
        parameters=[
            OpenApiParameter("before", int, description="`next` of the page before"),
            OpenApiParameter(
                "own", UUID, description="a check-in: its topics as only the viewer may read them"
            ),
        ],
        responses=talking.PointPage,
    )
    def get(self, request: Request) -> Response:
        """What both were shown, newest first; with `own`, one check-in's topics and cards for the viewer alone."""
        if (check_in_id := documents.own_check_in(request.query_params)) is not None:
            return Response(queries.own_points(actor(request), check_in_id))
        return Response(queries.points(actor(request), before=documents.before(request.query_params)))


class VoicesView(APIView):
    """What was said of points, for a page that is being looked at."""

    @extend_schema(
        operation_id="list_voices",
        parameters=[OpenApiParameter("id", UUID, many=True, description="at most 40 points")],
        responses=talking.PointVoices,
    )
    def get(self, request: Request) -> Response:
        """What was said of these points by now. Points that one may not see are left out."""
        return Response(queries.voices_for_two(actor(request), documents.point_ids(request.query_params)))


class VoiceView(APIView):
    """Now, later, or not for us."""

    @extend_schema(operation_id="say_when", request=talking.VoiceChoice, responses=talking.Point)
    def post(self, request: Request, point_id: UUID) -> Response:
        """Say what one would like to do with a point. The partner learns what both choices come to, once both chose."""
        actions.speak(
            actor(request),
            point_id=point_id,
            now=timezone.now(),
            **parsed(talking.VoiceChoice, request),
        )
        return Response(queries.point_for_two(actor(request), point_id))


class TalkedView(APIView):
    """We talked."""

    @extend_schema(operation_id="mark_talked", request=None, responses=talking.Point)
    def post(self, request: Request, point_id: UUID) -> Response:
        """Say that the two talked about it."""
        actions.mark_talked(actor(request), point_id=point_id, now=timezone.now())
        return Response(queries.point_for_two(actor(request), point_id))

    @extend_schema(operation_id="unmark_talked", responses={200: talking.Point})
    def delete(self, request: Request, point_id: UUID) -> Response:
        """Take back a mistaken tap. 409 `helped_was_told` once somebody told the other whether it helped."""
        actions.unmark_talked(actor(request), point_id=point_id)
        return Response(queries.point_for_two(actor(request), point_id))


class TriedView(APIView):
    """We tried it."""

    @extend_schema(operation_id="mark_tried", request=None, responses=talking.Point)
    def post(self, request: Request, point_id: UUID) -> Response:
        """Say that the two tried the point's experiment."""
        actions.mark_tried(actor(request), point_id=point_id, now=timezone.now())
        return Response(queries.point_for_two(actor(request), point_id))

    @extend_schema(operation_id="unmark_tried", responses={200: talking.Point})
    def delete(self, request: Request, point_id: UUID) -> Response:
        """Take back a mistaken tap."""
        actions.unmark_tried(actor(request), point_id=point_id)
        return Response(queries.point_for_two(actor(request), point_id))


class HelpedView(APIView):
    """Did it help?"""

    @extend_schema(operation_id="say_helped", request=talking.HelpedChoice, responses=talking.Point)
    def post(self, request: Request, point_id: UUID) -> Response:
        """Say, for oneself alone, whether talking helped.

        409 `not_talked_yet` before, `helped_was_told` for another answer than the one that was told.
        """
        actions.say_helped(
            actor(request),
            point_id=point_id,
            now=timezone.now(),
            **parsed(talking.HelpedChoice, request),
        )
        return Response(queries.point(actor(request), point_id))


class ToldView(APIView):
    """Whether the partner may know if it helped."""

    @extend_schema(operation_id="tell_helped", request=None, responses=talking.Point)
    def post(self, request: Request, point_id: UUID) -> Response:
        """Tell the partner one's answer. 409 `not_talked_yet`, `nothing_to_tell` without one."""
        actions.tell_helped(actor(request), point_id=point_id)
        return Response(queries.point(actor(request), point_id))

    @extend_schema(operation_id="untell_helped", responses={200: talking.Point})
    def delete(self, request: Request, point_id: UUID) -> Response:
        """Keep it to oneself again."""
        actions.untell_helped(actor(request), point_id=point_id)
        return Response(queries.point(actor(request), point_id))


class StartersView(APIView):
    """The library."""

    @extend_schema(
        operation_id="list_starters",
        parameters=[
            OpenApiParameter("dimension", str, enum=talking.DIMENSIONS),
            OpenApiParameter("q", str, description="words to look for"),
            OpenApiParameter("saved", bool, description="only the couple's own list"),
        ],
        responses=talking.Library,
    )
    def get(self, request: Request) -> Response:
        """Starters by reason, the couple's saved ones marked."""
        asked = request.query_params
        return Response(
            queries.library(
                actor(request),
                dimension=asked.get("dimension"),
                search=asked.get("q", "")[:100],
                saved_only=asked.get("saved", "").lower() in {"1", "true"},
            )
        )


class SavedStarterView(APIView):
    """The couple's shared list."""

    @extend_schema(operation_id="save_starter", request=None, responses={204: None})
    def put(self, request: Request, key: str) -> Response:
        """Put a starter on the list."""
        actions.save_starter(actor(request), key=key)
        return Response(status=204)

    @extend_schema(operation_id="unsave_starter", responses={204: None})
    def delete(self, request: Request, key: str) -> Response:
        """Take a starter off the list."""
        actions.unsave_starter(actor(request), key=key)
        return Response(status=204)


class TalkedStarterView(APIView):
    """What of the shared list was talked about."""

    @extend_schema(operation_id="mark_starter_talked", request=None, responses={204: None})
    def put(self, request: Request, key: str) -> Response:
        """Say that the two talked about it. 409 `not_on_the_list`."""
        actions.mark_starter_talked(actor(request), key=key, now=timezone.now())
        return Response(status=204)

    @extend_schema(operation_id="unmark_starter_talked", responses={204: None})
    def delete(self, request: Request, key: str) -> Response:
        """Take that back."""
        actions.unmark_starter_talked(actor(request), key=key)
        return Response(status=204)
