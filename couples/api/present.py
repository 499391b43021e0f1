"""Render people and spaces as plain dicts: serializers would be slow for responses this frequent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _

from couples import queries
from couples.accounts import masked
from couples.models import User


def me(viewer: User) -> dict[str, Any]:
    """Render the viewer with their space, in three queries at most."""
    space = queries.space(viewer)
    mine = space.membership
    return {
        "id": str(viewer.id),
        "email": viewer.email,
        "display_name": viewer.display_name,
        "time_zone": str(viewer.time_zone),
        "language": viewer.language,
        "needs_name": not viewer.display_name,
        "has_passkey": Authenticator.objects.filter(user=viewer, type=Authenticator.Type.WEBAUTHN).exists(),
        "space": space_of(space),
        "privacy": {
            "tender_topics": mine is not None and mine.tender_topics,
            "tell_when_finished": mine is not None and mine.tell_when_finished,
        },
        "operator": {"name": settings.OPERATOR_NAME, "statement": _operator_statement()},
    }


def space_of(space: queries.SpaceStatus) -> dict[str, Any]:
    """Render a space for its viewer."""
    return {
        "state": space.state,
        "couple_id": str(space.couple_id) if space.couple_id else None,
        "partner": {"display_name": space.partner.display_name} if space.partner else None,
        "since": moment(space.since) if space.since else None,
    }


def pairing_of(pairing: queries.PairingStatus) -> dict[str, Any]:
    """Render the viewer's progress in pairing. The joiner's address is masked."""
    invitation, joiner, inviter = pairing.invitation, pairing.joiner, pairing.inviter
    return {
        "state": pairing.state,
        "invitation": {"id": str(invitation.id), "expires_at": moment(invitation.expires_at)}
        if invitation
        else None,
        "joiner": {"display_name": joiner.display_name, "masked_email": masked(joiner.email)}
        if joiner
        else None,
        "inviter": {"display_name": inviter.display_name} if inviter else None,
    }


def moment(when: datetime) -> str:
    """Format a time as ISO 8601 in UTC with a Z."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _operator_statement() -> str:
    return _(
        "What you write is stored encrypted, but this server holds the key: {name}, who runs it, could technically "
        "read answers. Your partner sees what you share once you have both finished, and nothing before."
    ).format(name=settings.OPERATOR_NAME)
