"""HTTP views of talking points and starters.

Each view parses the request, calls one action or query, and renders the result.
"""

from __future__ import annotations

from uuid import UUID

from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from checkins import actions, queries
from checkins.api import serializers
from checkins.queries import Library, PointList, PointVoices
from checkins.talking.points import Point
from checkins.talking.turns import Turns, TurnsKept
from couples.api.requests import actor, parsed, parsed_query


class PointsView(APIView):
    """Past talking points."""

    @extend_schema(
        operation_id="list_points",
        parameters=[serializers.PointPageSerializer],
        responses=PointList,
    )
    def get(self, request: Request) -> Response:
        """Return a page of past talking points that both partners see, newest first.

        If the parameter `own` names a check-in, return only the talking points of that check-in, including the
        viewer's private cards. Strengths are left out, and light conversations that the partners have not had.
        """
        page = parsed_query(serializers.PointPageSerializer, request)
        if own := page.get("own"):
            return Response(queries.own_points(actor(request), own))
        return Response(queries.points(actor(request), before=page.get("before")))


class VoicesView(APIView):
    """The present choices about talking points (now, later or not for us), for a page that polls."""

    @extend_schema(
        operation_id="list_voices",
        parameters=[serializers.PointIdsSerializer],
        responses=PointVoices,
    )
    def get(self, request: Request) -> Response:
        """Return the viewer's own choice about each requested talking point, and the partners' joint choice.

        The joint choice is null until both partners have chosen. Only talking points that both partners may see are
        returned, so private cards are left out.
        """
        wanted = parsed_query(serializers.PointIdsSerializer, request)["id"]
        return Response(queries.voices_for_two(actor(request), wanted))


class PointView(APIView):
    """One talking point."""

    @extend_schema(operation_id="read_point", responses=Point)
    def get(self, request: Request, point_id: UUID) -> Response:
        """Return one talking point that both partners may see.

        The viewer's answer to "Did it help?" is left out unless the viewer shares it.
        """
        return Response(queries.shared_point(actor(request), point_id))


class TurnsView(APIView):
    """The present step of a guided conversation, in which the partners speak in turns on two phones."""

    @extend_schema(operation_id="read_turns", responses=TurnsKept)
    def get(self, request: Request, point_id: UUID) -> Response:
        """Return the present step of the conversation, for a page that polls. Reading changes nothing."""
        return Response(queries.turns(actor(request), point_id, now=timezone.now()))

    @extend_schema(operation_id="move_turns", request=serializers.TurnsSerializer, responses=TurnsKept)
    def put(self, request: Request, point_id: UUID) -> Response:
        """Store the conversation's next step for both phones. The step is kept for two hours.

        409 `turns_moved` if the partner has changed the step since the revision `base_revision`.
        """
        given, now = parsed(serializers.TurnsSerializer, request), timezone.now()
        base = given.pop("base_revision")
        actions.move_turns(
            actor(request), point_id=point_id, base_revision=base, turns=Turns(**given), now=now
        )
        return Response(queries.turns(actor(request), point_id, now=now))


class VoiceView(APIView):
    """The viewer's choice about a talking point: now, later, or not for us."""

    @extend_schema(
        operation_id="say_when",
        request=serializers.VoiceChoiceSerializer,
        responses=Point,
    )
    def post(self, request: Request, point_id: UUID) -> Response:
        """Record the viewer's choice about a talking point.

        Once both partners have chosen, they see the joint result.
        """
        actions.speak(
            actor(request),
            point_id=point_id,
            now=timezone.now(),
            **parsed(serializers.VoiceChoiceSerializer, request),
        )
        return Response(queries.point_for_two(actor(request), point_id))


class TalkedView(APIView):
    """The mark that the couple talked about a talking point."""

    @extend_schema(operation_id="mark_talked", request=None, responses=Point)
    def post(self, request: Request, point_id: UUID) -> Response:
        """Mark the talking point as talked about."""
        actions.mark_talked(actor(request), point_id=point_id, now=timezone.now())
        return Response(queries.point_for_two(actor(request), point_id))

    @extend_schema(operation_id="unmark_talked", responses={200: Point})
    def delete(self, request: Request, point_id: UUID) -> Response:
        """Remove the mark after a mistaken tap. 409 `helped_was_told` while a partner shares whether talking helped."""
        actions.unmark_talked(actor(request), point_id=point_id)
        return Response(queries.point_for_two(actor(request), point_id))


class TriedView(APIView):
    """The mark that the couple tried the small thing that a talking point suggests."""

    @extend_schema(operation_id="mark_tried", request=None, responses=Point)
    def post(self, request: Request, point_id: UUID) -> Response:
        """Record that the couple tried the small thing that the talking point suggests."""
        actions.mark_tried(actor(request), point_id=point_id, now=timezone.now())
        return Response(queries.point_for_two(actor(request), point_id))

    @extend_schema(operation_id="unmark_tried", responses={200: Point})
    def delete(self, request: Request, point_id: UUID) -> Response:
        """Remove the mark that the couple tried the small thing, after a mistaken tap."""
        actions.unmark_tried(actor(request), point_id=point_id)
        return Response(queries.point_for_two(actor(request), point_id))


class HelpedView(APIView):
    """The viewer's answer to "Did it help?", after the couple has talked about a topic."""

    @extend_schema(
        operation_id="say_helped",
        request=serializers.HelpedChoiceSerializer,
        responses=Point,
    )
    def post(self, request: Request, point_id: UUID) -> Response:
        """Record whether talking helped. Only the viewer can see this answer, unless the viewer shares it.

        409 `not_talked_yet` before the couple has talked, `helped_was_told` if the partner can see the previous
        answer.
        """
        actions.say_helped(
            actor(request),
            point_id=point_id,
            now=timezone.now(),
            **parsed(serializers.HelpedChoiceSerializer, request),
        )
        return Response(queries.point(actor(request), point_id))


class ToldView(APIView):
    """Whether the partner may see the viewer's answer to "Did it help?"."""

    @extend_schema(operation_id="tell_helped", request=None, responses=Point)
    def post(self, request: Request, point_id: UUID) -> Response:
        """Show the partner the viewer's answer to "Did it help?".

        409 `not_talked_yet` before the couple has talked, `nothing_to_tell` if the viewer has not answered or the
        talking point is a private card.
        """
        actions.tell_helped(actor(request), point_id=point_id)
        return Response(queries.point(actor(request), point_id))

    @extend_schema(operation_id="untell_helped", responses={200: Point})
    def delete(self, request: Request, point_id: UUID) -> Response:
        """Hide the viewer's answer to "Did it help?" from the partner again."""
        actions.untell_helped(actor(request), point_id=point_id)
        return Response(queries.point(actor(request), point_id))


class StartersView(APIView):
    """The library of conversation starters."""

    @extend_schema(
        operation_id="list_starters",
        parameters=[serializers.StarterFilterSerializer],
        responses=Library,
    )
    def get(self, request: Request) -> Response:
        """Return the starters, grouped by reason. Each starter says whether it is on the couple's list."""
        wanted = parsed_query(serializers.StarterFilterSerializer, request)
        return Response(queries.library(actor(request), saved_only=wanted["saved"]))


class SavedStarterView(APIView):
    """A starter on the couple's shared list."""

    @extend_schema(operation_id="save_starter", request=None, responses={204: None})
    def put(self, request: Request, key: str) -> Response:
        """Add a starter to the couple's list."""
        actions.save_starter(actor(request), key=key)
        return Response(status=204)

    @extend_schema(operation_id="unsave_starter", responses={204: None})
    def delete(self, request: Request, key: str) -> Response:
        """Remove a starter from the couple's list."""
        actions.unsave_starter(actor(request), key=key)
        return Response(status=204)


class TalkedStarterView(APIView):
    """The mark that the couple talked about a starter on their list."""

    @extend_schema(operation_id="mark_starter_talked", request=None, responses={204: None})
    def put(self, request: Request, key: str) -> Response:
        """Mark the starter as talked about. 409 `not_on_the_list` if the starter is not on the couple's list."""
        actions.mark_starter_talked(actor(request), key=key, now=timezone.now())
        return Response(status=204)

    @extend_schema(operation_id="unmark_starter_talked", responses={204: None})
    def delete(self, request: Request, key: str) -> Response:
        """Remove the mark that the couple talked about the starter."""
        actions.unmark_starter_talked(actor(request), key=key)
        return Response(status=204)


urlpatterns: list[URLPattern] = [
    path("talking-points", PointsView.as_view()),
    path("talking-points/voices", VoicesView.as_view()),
    path("talking-points/<uuid:point_id>", PointView.as_view()),
    path("talking-points/<uuid:point_id>/turns", TurnsView.as_view()),
    path("talking-points/<uuid:point_id>/voice", VoiceView.as_view()),
    path("talking-points/<uuid:point_id>/talked", TalkedView.as_view()),
    path("talking-points/<uuid:point_id>/tried", TriedView.as_view()),
    path("talking-points/<uuid:point_id>/helped", HelpedView.as_view()),
    path("talking-points/<uuid:point_id>/told", ToldView.as_view()),
    path("starters", StartersView.as_view()),
    path("starters/<str:key>/saved", SavedStarterView.as_view()),
    path("starters/<str:key>/talked", TalkedStarterView.as_view()),
]
