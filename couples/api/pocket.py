"""API of the pocket: the viewer's private notes. Only their author can read or change them."""

from __future__ import annotations

from uuid import UUID

from django.urls import URLPattern, path
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from couples import actions, queries
from couples.api import serializers
from couples.api.requests import actor, parsed
from couples.encryption.pocket import Note
from couples.queries import Pocket


class PocketView(APIView):
    """The viewer's pocket: all their private notes."""

    logs_refusals = False

    @extend_schema(operation_id="get_pocket", responses=Pocket)
    def get(self, request: Request) -> Response:
        """Return all of the viewer's notes, newest first."""
        return Response(queries.pocket(actor(request)))


class PocketNoteView(APIView):
    """One of the viewer's private notes. The id of a note is chosen by the client.

    Nobody can reach another person's note by its id.
    """

    logs_refusals = False

    @extend_schema(operation_id="keep_note", request=serializers.PocketNoteSerializer, responses=Note)
    def put(self, request: Request, note_id: UUID) -> Response:
        """Keep a note. If a note with this id exists, it is replaced.

        409 `pocket_full` if the pocket already holds 100 other notes.
        """
        note = parsed(serializers.PocketNoteSerializer, request)
        return Response(actions.keep_note(actor(request), note_id, **note, now=timezone.now()))

    @extend_schema(operation_id="delete_note", responses={204: None})
    def delete(self, request: Request, note_id: UUID) -> Response:
        """Delete a note. The status is 204 even if the note does not exist."""
        actions.delete_note(actor(request), note_id)
        return Response(status=204)


urlpatterns: list[URLPattern] = [
    path("pocket", PocketView.as_view()),
    path("pocket/<uuid:note_id>", PocketNoteView.as_view()),
]
