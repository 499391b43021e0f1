"""HTTP views of check-ins. Each view parses the request, calls one action or query, and renders the result."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from checkins import actions, queries
from checkins.actions import SavedDraft
from checkins.api import serializers
from checkins.queries import CheckInCard, CheckInPage, History, Home, Jar, Reveal
from checkins.viewer_context import ScheduleStatus
from couples.actions import note_seen
from couples.api.requests import actor, parsed, parsed_query
from couples.errors import Conflict
from couples.signed_in.sessions import SessionStore


def _author(body: dict[str, Any], request: Request) -> UUID | None:
    """Return the id of the person who wrote the answers, or None if the request body does not name this person.

    The header `X-Person` names the person whose page sends the request. The middleware `PageOwner` has already checked
    the header. A page that was loaded before this header existed names the person in the body only.

    Raises Conflict (`person_missing`) if neither the body nor the header names a person.
    """
    author: UUID | None = body.get("author")
    if author is None and "X-Person" not in request.headers:
        raise Conflict(_("Reload the page, then try again."), code="person_missing")
    return author


class HomeView(APIView):
    """The home screen."""

    @extend_schema(operation_id="get_home", responses=Home)
    def get(self, request: Request) -> Response:
        """Return the home screen's data: newest check-in, schedule, latest reveal, and state of the agreements."""
        viewer, now = actor(request), timezone.now()
        # A page that stays open for weeks sends only this request, so it counts as use of the session.
        note_seen(viewer, session=cast(SessionStore, request.session), now=now)
        return Response(queries.home(viewer, now=now))


class CheckInView(APIView):
    """One check-in of the viewer's present couple."""

    @extend_schema(operation_id="get_check_in", responses=CheckInPage)
    def get(self, request: Request, check_in_id: UUID) -> Response:
        """Return the check-in's prompts and the viewer's own answers."""
        return Response(queries.check_in(actor(request), check_in_id, now=timezone.now()))


class DraftView(APIView):
    """The viewer's own draft of a response."""

    @extend_schema(
        operation_id="save_draft",
        request=serializers.DraftSerializer,
        responses=SavedDraft,
    )
    def put(self, request: Request, check_in_id: UUID) -> Response:
        """Replace the draft.

        409 `draft_conflict`, with the stored `revision` and `answers`, if another device has saved the draft
        meanwhile.
        """
        return self._save(request, check_in_id, part=False)

    @extend_schema(
        operation_id="save_part_of_draft",
        request=serializers.DraftPartSerializer,
        responses=SavedDraft,
    )
    def patch(self, request: Request, check_in_id: UUID) -> Response:
        """Replace the answers to some prompts, and keep the other answers.

        A closing page can send only a small body. So a page uses this request if all answers together are larger.
        """
        return self._save(request, check_in_id, part=True)

    def _save(self, request: Request, check_in_id: UUID, *, part: bool) -> Response:
        draft = parsed(serializers.DraftPartSerializer if part else serializers.DraftSerializer, request)
        saved = actions.save_draft(
            actor(request),
            check_in_id=check_in_id,
            base_revision=draft["base_revision"],
            answers=draft["answers"],
            author_id=_author(draft, request),
            part=part,
            now=timezone.now(),
        )
        return Response(saved)

    @extend_schema(operation_id="discard_draft", responses={204: None})
    def delete(self, request: Request, check_in_id: UUID) -> Response:
        """Delete the viewer's own draft. A submitted response can't be deleted."""
        actions.discard_draft(actor(request), check_in_id=check_in_id, now=timezone.now())
        return Response(status=204)


class TakeBackView(APIView):
    """The withdrawal of a submission before the reveal."""

    @extend_schema(operation_id="take_back", request=None, responses=CheckInPage)
    def post(self, request: Request, check_in_id: UUID) -> Response:
        """Make the viewer's submission a draft again. 409 `already_revealed` once both have submitted."""
        now = timezone.now()
        actions.take_back(actor(request), check_in_id=check_in_id, now=now)
        return Response(queries.check_in(actor(request), check_in_id, now=now))


class SubmitView(APIView):
    """The submission of the viewer's response, which stays sealed until both have submitted."""

    @extend_schema(
        operation_id="submit_check_in",
        request=serializers.SubmissionSerializer,
        responses=CheckInCard,
    )
    def post(self, request: Request, check_in_id: UUID) -> Response:
        """Submit the viewer's response. The returned state is `revealed` if the partner has already submitted."""
        now = timezone.now()
        submission = parsed(serializers.SubmissionSerializer, request)
        submitted = actions.submit(
            actor(request),
            check_in_id=check_in_id,
            submission_id=submission["submission_id"],
            base_revision=submission["base_revision"],
            answers=submission["answers"],
            author_id=_author(submission, request),
            now=now,
        )
        card = queries.card(
            submitted.check_in, answered=submitted.answered, wants_tender=submitted.wants_tender, now=now
        )
        return Response(card)


class RevealView(APIView):
    """The reveal of a check-in: both partners' shared answers, and the talking points."""

    @extend_schema(operation_id="get_reveal", responses=Reveal)
    def get(self, request: Request, check_in_id: UUID) -> Response:
        """Return both responses and the talking points. Private answers appear as skips. 404 until the reveal."""
        return Response(queries.reveal(actor(request), check_in_id))


class HistoryView(APIView):
    """Past check-ins."""

    @extend_schema(
        operation_id="get_history",
        parameters=[serializers.HistoryPageSerializer],
        responses=History,
    )
    def get(self, request: Request) -> Response:
        """Return a page of past check-ins. The first page also has the data for a chart of the answers over time."""
        page = parsed_query(serializers.HistoryPageSerializer, request)
        return Response(queries.history(actor(request), now=timezone.now(), **page))


class JarView(APIView):
    """The kind words that were revealed to the viewer in the present couple."""

    @extend_schema(operation_id="get_jar", parameters=[serializers.JarPageSerializer], responses=Jar)
    def get(self, request: Request) -> Response:
        """Return a page of kind words, newest first."""
        page = parsed_query(serializers.JarPageSerializer, request)
        return Response(queries.jar(actor(request), **page))


class OwnPastView(APIView):
    """The viewer's own response to a past check-in."""

    @extend_schema(operation_id="get_own_past", responses=CheckInPage)
    def get(self, request: Request, check_in_id: UUID) -> Response:
        """Return the viewer's own answers to a past check-in, even if the viewer has since left that couple."""
        return Response(queries.own_past(actor(request), check_in_id, now=timezone.now(), named=True))


class ScheduleView(APIView):
    """The couple's schedule: when its check-ins open."""

    @extend_schema(operation_id="get_schedule", responses=ScheduleStatus)
    def get(self, request: Request) -> Response:
        """Return the couple's schedule."""
        return Response(queries.schedule(actor(request)))

    @extend_schema(
        operation_id="set_schedule",
        request=serializers.ScheduleChangeSerializer,
        responses=ScheduleStatus,
    )
    def put(self, request: Request) -> Response:
        """Change the schedule. Either partner may change it."""
        actions.set_schedule(
            actor(request), now=timezone.now(), **parsed(serializers.ScheduleChangeSerializer, request)
        )
        return Response(queries.schedule(actor(request)))


class RestView(APIView):
    """The viewer's own quiet break. To the partner, the break looks like weeks without an answer."""

    @extend_schema(operation_id="begin_rest", request=None, responses=ScheduleStatus)
    def put(self, request: Request) -> Response:
        """Begin the quiet break. Until the break ends, the app neither asks the viewer to answer nor reminds them.

        Check-ins continue to open as planned, and the viewer may answer them.
        """
        actions.rest(actor(request))
        return Response(queries.schedule(actor(request)))

    @extend_schema(operation_id="end_rest", request=None, responses={200: ScheduleStatus})
    def delete(self, request: Request) -> Response:
        """End the quiet break, so that the app asks and reminds the viewer again."""
        actions.end_rest(actor(request))
        return Response(queries.schedule(actor(request)))


class PauseView(APIView):
    """The pause of the check-ins for both partners."""

    @extend_schema(operation_id="pause_schedule", request=None, responses=ScheduleStatus)
    def post(self, request: Request) -> Response:
        """Pause the check-ins: none opens until either partner resumes. The other partner's consent isn't needed."""
        actions.pause(actor(request), now=timezone.now())
        return Response(queries.schedule(actor(request)))


class ResumeView(APIView):
    """The end of a pause, for both partners."""

    @extend_schema(operation_id="resume_schedule", request=None, responses=ScheduleStatus)
    def post(self, request: Request) -> Response:
        """End the pause, so that check-ins open again."""
        actions.resume(actor(request), now=timezone.now())
        return Response(queries.schedule(actor(request)))


urlpatterns: list[URLPattern] = [
    path("home", HomeView.as_view()),
    path("check-ins/<uuid:check_in_id>", CheckInView.as_view()),
    path("check-ins/<uuid:check_in_id>/draft", DraftView.as_view()),
    path("check-ins/<uuid:check_in_id>/submit", SubmitView.as_view()),
    path("check-ins/<uuid:check_in_id>/take-back", TakeBackView.as_view()),
    path("check-ins/<uuid:check_in_id>/reveal", RevealView.as_view()),
    path("history", HistoryView.as_view()),
    path("history/<uuid:check_in_id>", OwnPastView.as_view()),
    path("jar", JarView.as_view()),
    path("schedule", ScheduleView.as_view()),
    path("schedule/pause", PauseView.as_view()),
    path("schedule/resume", ResumeView.as_view()),
    path("schedule/rest", RestView.as_view()),
]
