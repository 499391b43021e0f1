"""The ritual over HTTP: parse, call one action or one query, show what it says."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from checkins import actions, queries
from checkins.api import documents, serializers
from checkins.api.requests import actor, named_author, parsed
from couples.actions import note_seen
from couples.sessions import SessionStore


class HomeView(APIView):
    """The first screen."""

    @extend_schema(operation_id="get_home", responses=serializers.Home)
    def get(self, request: Request) -> Response:
        """Where the week stands."""
        viewer, now = actor(request), timezone.now()
        # A page that stays open for weeks asks for this alone: it is in use, too.
        note_seen(viewer, session=cast(SessionStore, request.session), now=now)
        return Response(queries.home(viewer, now=now))


class CheckInView(APIView):
    """One check-in of the present couple."""

    @extend_schema(operation_id="get_check_in", responses=serializers.CheckIn)
    def get(self, request: Request, check_in_id: UUID) -> Response:
        """Its prompts and one's own answers."""
        return Response(queries.check_in(actor(request), check_in_id, now=timezone.now()))


class DraftView(APIView):
    """One's own answers, before they are final."""

    @extend_schema(operation_id="save_draft", request=serializers.Draft, responses=serializers.Saved)
    def put(self, request: Request, check_in_id: UUID) -> Response:
        """Replace the draft. 409 `draft_conflict` carries the server's `revision` and `answers`."""
        return self._save(request, check_in_id, part=False)

    @extend_schema(
        operation_id="save_part_of_draft", request=serializers.DraftPart, responses=serializers.Saved
    )
    def patch(self, request: Request, check_in_id: UUID) -> Response:
        """Replace the answers to some prompts and keep the others: a closing page may send little."""
        return self._save(request, check_in_id, part=True)

    def _save(self, request: Request, check_in_id: UUID, *, part: bool) -> Response:
        draft = documents.draft(request.data)
        saved = actions.save_draft(
            actor(request),
            check_in_id=check_in_id,
            base_revision=draft.base_revision,
            answers=draft.answers,
            author_id=named_author(request, draft.author),
            part=part,
            now=timezone.now(),
        )
        return Response({"revision": saved.revision, "saved_at": saved.saved_at})

    @extend_schema(operation_id="discard_draft", responses={204: None})
    def delete(self, request: Request, check_in_id: UUID) -> Response:
        """Delete one's own answers, if they were not submitted."""
        actions.discard_draft(actor(request), check_in_id=check_in_id, now=timezone.now())
        return Response(status=204)


class TakeBackView(APIView):
    """Second thoughts, while nobody else has read it."""

    @extend_schema(operation_id="take_back", request=None, responses=serializers.CheckIn)
    def post(self, request: Request, check_in_id: UUID) -> Response:
        """Make what one submitted a draft again. 409 `already_revealed` once both have submitted."""
        now = timezone.now()
        actions.take_back(actor(request), check_in_id=check_in_id, now=now)
        return Response(queries.check_in(actor(request), check_in_id, now=now))


class SubmitView(APIView):
    """One's answers, sealed until both are there."""

    @extend_schema(
        operation_id="submit_check_in", request=serializers.Submission, responses=serializers.CheckInCard
    )
    def post(self, request: Request, check_in_id: UUID) -> Response:
        """Seal one's half. The state is `revealed` if the other half was there."""
        now = timezone.now()
        submission = documents.submission(request.data)
        submitted = actions.submit(
            actor(request),
            check_in_id=check_in_id,
            submission_id=submission.submission_id,
            base_revision=submission.base_revision,
            answers=submission.answers,
            author_id=named_author(request, submission.author),
            now=now,
        )
        card = queries.card(
            submitted.check_in, answered=submitted.answered, wants_tender=submitted.wants_tender, now=now
        )
        return Response(card)


class RevealView(APIView):
    """Both halves."""

    @extend_schema(operation_id="get_reveal", responses=serializers.Reveal)
    def get(self, request: Request, check_in_id: UUID) -> Response:
        """What both see. 404 until both have submitted."""
        return Response(queries.reveal(actor(request), check_in_id))


class HistoryView(APIView):
    """What has been."""

    @extend_schema(
        operation_id="get_history",
        parameters=[
            OpenApiParameter("before", OpenApiTypes.UUID, description="The `next` of an earlier page.")
        ],
        responses=serializers.History,
    )
    def get(self, request: Request) -> Response:
        """A page of past check-ins; with the first, a line per dimension."""
        before = documents.before_check_in(request.query_params)
        return Response(queries.history(actor(request), now=timezone.now(), before=before))


class OwnPastView(APIView):
    """One's own half of what has been."""

    @extend_schema(operation_id="get_own_past", responses=serializers.CheckIn)
    def get(self, request: Request, check_in_id: UUID) -> Response:
        """One's own answers of any check-in, also of a couple one has left."""
        return Response(queries.own_past(actor(request), check_in_id, now=timezone.now()))


class ScheduleView(APIView):
    """When the couple meets."""

    @extend_schema(operation_id="get_schedule", responses=serializers.Schedule)
    def get(self, request: Request) -> Response:
        """The couple's rhythm."""
        return Response(queries.schedule(actor(request)))

    @extend_schema(
        operation_id="set_schedule", request=serializers.ScheduleChange, responses=serializers.Schedule
    )
    def put(self, request: Request) -> Response:
        """Change the rhythm. Either partner may."""
        actions.set_schedule(
            actor(request), now=timezone.now(), **parsed(serializers.ScheduleChange, request)
        )
        return Response(queries.schedule(actor(request)))


class RestView(APIView):
    """The viewer's own quiet break. To the partner it looks like weeks in which nothing was answered."""

    @extend_schema(operation_id="begin_rest", request=None, responses=serializers.Schedule)
    def put(self, request: Request) -> Response:
        """Be neither asked nor reminded until it ends. Check-ins go on opening, and may be answered."""
        actions.rest(actor(request))
        return Response(queries.schedule(actor(request)))

    @extend_schema(operation_id="end_rest", request=None, responses={200: serializers.Schedule})
    def delete(self, request: Request) -> Response:
        """Be asked and reminded again, of what is still to come."""
        actions.end_rest(actor(request))
        return Response(queries.schedule(actor(request)))


class PauseView(APIView):
    """A pause for both."""

    @extend_schema(operation_id="pause_schedule", request=None, responses=serializers.Schedule)
    def post(self, request: Request) -> Response:
        """Open nothing until somebody resumes. Needs nobody's consent."""
        actions.pause(actor(request), now=timezone.now())
        return Response(queries.schedule(actor(request)))


class ResumeView(APIView):
    """The end of a pause for both."""

    @extend_schema(operation_id="resume_schedule", request=None, responses=serializers.Schedule)
    def post(self, request: Request) -> Response:
        """Take the rhythm up again."""
        actions.resume(actor(request), now=timezone.now())
        return Response(queries.schedule(actor(request)))
