"""HTTP views of agreements. Each view parses the request, calls one action or query, and renders the result."""

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
from checkins.queries import AgreementList
from couples.api.requests import actor, parsed


class AgreementsView(APIView):
    """The couple's agreements."""

    # Reading the list is not limited, because pages poll it. Each proposal is stored for good.
    throttle_scope = "propose"
    throttle_methods = ("POST",)

    @extend_schema(operation_id="list_agreements", responses=AgreementList)
    def get(self, request: Request) -> Response:
        """Return the agreements: in force, proposed, or resting (a partner did not answer yes to "Keep it?")."""
        return Response(queries.agreement_list(actor(request)))

    @extend_schema(
        operation_id="propose_agreement", request=serializers.ProposalSerializer, responses=AgreementList
    )
    def post(self, request: Request) -> Response:
        """Propose an agreement, which is in force once the partner says yes.

        The client makes `id`, and a second request with the same `id` changes nothing.
        409 `too_many_agreements` if too many agreements are in force, `too_many_waiting` if too many proposals wait for
        a yes, `agreement_ended` if `id` belongs to an agreement that has ended. 429 after 20 proposals in an hour.
        """
        proposal = parsed(serializers.ProposalSerializer, request)
        actions.propose(
            actor(request), agreement_id=proposal["id"], text=proposal["text"], now=timezone.now()
        )
        return Response(queries.agreement_list(actor(request)))


class AgreementYesView(APIView):
    """The second yes to an agreement, which puts it in force."""

    @extend_schema(operation_id="say_yes_to_agreement", request=None, responses=AgreementList)
    def post(self, request: Request, agreement_id: UUID) -> Response:
        """Say yes to an agreement that the partner proposed.

        409 `too_many_agreements` if the couple already has as many as allowed.
        """
        actions.say_yes(actor(request), agreement_id=agreement_id, now=timezone.now())
        return Response(queries.agreement_list(actor(request)))


class AgreementView(APIView):
    """One agreement: proposed, in force or resting."""

    @extend_schema(operation_id="end_agreement", responses={200: AgreementList})
    def delete(self, request: Request, agreement_id: UUID) -> Response:
        """End an agreement for both partners immediately. The partner's consent isn't needed.

        For a proposed agreement, the same request takes back the viewer's proposal, or declines the partner's
        proposal.
        """
        actions.end_agreement(actor(request), agreement_id=agreement_id)
        return Response(queries.agreement_list(actor(request)))


urlpatterns: list[URLPattern] = [
    path("agreements", AgreementsView.as_view()),
    path("agreements/<uuid:agreement_id>", AgreementView.as_view()),
    path("agreements/<uuid:agreement_id>/yes", AgreementYesView.as_view()),
]
