"""The ritual over HTTP: parse, call one action or one query, show what it says."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from checkins import actions, queries
from checkins.api import documents, serializers, talking
from couples.models import User


def _actor(request: Request) -> User:
    return cast(User, request.user)  # the permission has seen to it


def _parsed(form: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    """The request's body by this form. Raises ValidationError, which becomes 422 with the fields."""
    parsed = form(data=request.data)
    parsed.is_valid(raise_exception=True)
    return cast(dict[str, Any], parsed.validated_data)


class HomeView(APIView):
    """The first screen."""

    @extend_schema(operation_id="get_home", responses=serializers.Home)
    def get(self, request: Request) -> Response:
        """Where the week stands."""
        return Response(queries.home(_actor(request), now=timezone.now()))


class CheckInView(APIView):
    """One check-in of the present couple."""

    @extend_schema(operation_id="get_check_in", responses=serializers.CheckIn)
    def get(self, request: Request, check_in_id: UUID) -> Response:
        """Its prompts and one's own answers."""
        return Response(queries.check_in(_actor(request), check_in_id, now=timezone.now()))


class DraftView(APIView):
    """One's own answers, before they are final."""

    @extend_schema(operation_id="save_draft", request=serializers.Draft, responses=serializers.Saved)
    def put(self, request: Request, check_in_id: UUID) -> Response:
        """Replace the draft. 409 `draft_conflict` carries the server's `revision` and `answers`."""
        draft = documents.draft(request.data)
        saved = actions.save_draft(
            _actor(request),
            check_in_id=check_in_id,
            base_revision=draft.base_revision,
            answers=draft.answers,
            now=timezone.now(),
        )
        return Response({"revision": saved.revision, "saved_at": saved.saved_at})


class SubmitView(APIView):
    """The final word."""

    @extend_schema(
        operation_id="submit_check_in", request=serializers.Submission, responses=serializers.CheckInCard
    )
    def post(self, request: Request, check_in_id: UUID) -> Response:
        """Seal one's half. The state is `revealed` if the other half was there."""
        now = timezone.now()
        submission = documents.submission(request.data)
        submitted = actions.submit(
            _actor(request),
            check_in_id=check_in_id,
            submission_id=submission.submission_id,
            base_revision=submission.base_revision,
            answers=submission.answers,
            now=now,
        )
        return Response(queries.card(submitted.check_in, answered=submitted.answered, now=now))


class RevealView(APIView):
    """Both halves."""

    @extend_schema(operation_id="get_reveal", responses=serializers.Reveal)
    def get(self, request: Request, check_in_id: UUID) -> Response:
        """What both see. 404 until both have submitted."""
        return Response(queries.reveal(_actor(request), check_in_id))


class PointsView(APIView):
    """Past talking points."""

    @extend_schema(
        operation_id="list_points",
        parameters=[OpenApiParameter("before", int, description="`next` of the page before")],
        responses=talking.PointPage,
    )
    def get(self, request: Request) -> Response:
        """What was brought up, newest first."""
        return Response(queries.points(_actor(request), before=documents.before(request.query_params)))


class VoiceView(APIView):
    """Now, later, or not for us."""

    @extend_schema(operation_id="say_when", request=talking.VoiceChoice, responses=talking.Point)
    def post(self, request: Request, point_id: UUID) -> Response:
        """Say what one would like to do with a point. The partner learns what both choices come to, once both chose."""
        actions.speak(
            _actor(request),
            point_id=point_id,
            now=timezone.now(),
            **_parsed(talking.VoiceChoice, request),
        )
        return Response(queries.point(_actor(request), point_id))


class TalkedView(APIView):
    """We talked."""

    @extend_schema(operation_id="mark_talked", request=None, responses=talking.Point)
    def post(self, request: Request, point_id: UUID) -> Response:
        """Say that the two talked about it."""
        actions.mark_talked(_actor(request), point_id=point_id, now=timezone.now())
        return Response(queries.point(_actor(request), point_id))


class HelpedView(APIView):
    """Did it help?"""

    @extend_schema(operation_id="say_helped", request=talking.HelpedChoice, responses=talking.Point)
    def post(self, request: Request, point_id: UUID) -> Response:
        """Say, for oneself alone, whether talking helped. 409 `not_talked_yet` before."""
        actions.say_helped(
            _actor(request),
            point_id=point_id,
            now=timezone.now(),
            **_parsed(talking.HelpedChoice, request),
        )
        return Response(queries.point(_actor(request), point_id))


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
                _actor(request),
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
        actions.save_starter(_actor(request), key=key)
        return Response(status=204)

    @extend_schema(operation_id="unsave_starter", responses={204: None})
    def delete(self, request: Request, key: str) -> Response:
        """Take a starter off the list."""
        actions.unsave_starter(_actor(request), key=key)
        return Response(status=204)


class HistoryView(APIView):
    """What has been."""

    @extend_schema(operation_id="get_history", responses=serializers.History)
    def get(self, request: Request) -> Response:
        """Past check-ins, and a line per dimension."""
        return Response(queries.history(_actor(request), now=timezone.now()))


class OwnPastView(APIView):
    """One's own half of what has been."""

    @extend_schema(operation_id="get_own_past", responses=serializers.CheckIn)
    def get(self, request: Request, check_in_id: UUID) -> Response:
        """One's own answers of any check-in, also of a couple one has left."""
        return Response(queries.own_past(_actor(request), check_in_id, now=timezone.now()))


class ScheduleView(APIView):
    """When the couple meets."""

    @extend_schema(operation_id="get_schedule", responses=serializers.Schedule)
    def get(self, request: Request) -> Response:
        """The couple's rhythm."""
        return Response(queries.schedule(_actor(request)))

    @extend_schema(
        operation_id="set_schedule", request=serializers.ScheduleChange, responses=serializers.Schedule
    )
    def put(self, request: Request) -> Response:
        """Change the rhythm. Either partner may."""
        actions.set_schedule(
            _actor(request), now=timezone.now(), **_parsed(serializers.ScheduleChange, request)
        )
        return Response(queries.schedule(_actor(request)))


class PauseView(APIView):
    """A rest."""

    @extend_schema(operation_id="pause_schedule", request=None, responses=serializers.Schedule)
    def post(self, request: Request) -> Response:
        """Open nothing until somebody resumes. Needs nobody's consent."""
        actions.pause(_actor(request), now=timezone.now())
        return Response(queries.schedule(_actor(request)))


class ResumeView(APIView):
    """The end of a rest."""

    @extend_schema(operation_id="resume_schedule", request=None, responses=serializers.Schedule)
    def post(self, request: Request) -> Response:
        """Take the rhythm up again."""
        actions.resume(_actor(request), now=timezone.now())
        return Response(queries.schedule(_actor(request)))
