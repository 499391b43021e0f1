"""Check of `manage.py doctor` for the OpenID Connect provider, if this server uses one for sign-in."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from couples.sign_in.oidc import exchange
from couples.sign_in.oidc.tokens import ALGORITHMS
from project.doctor.results import CheckResult, fault, ok


def sign_in_provider() -> Iterator[CheckResult]:
    """Check that the OpenID Connect provider answers and accepts our client secret.

    Also check that the provider names the expected issuer and signs with an algorithm that the app accepts. Without a
    provider, yield nothing. Otherwise, yield one result: the first fault, or that nothing is wrong.
    """
    if not settings.OIDC_ISSUER:
        return
    address = exchange.document_address()
    try:
        document = exchange.fetch(address)
    except exchange.ProviderAway as error:
        yield fault(
            "sign-in provider",
            f"{address} returns no document ({error})",
            "Correct OIDC_ISSUER, or let this machine reach the provider. Until then, no one signs in by it.",
        )
        return
    if document.get("issuer") != settings.OIDC_ISSUER:
        yield fault(
            "sign-in provider",
            f"it calls itself {document.get('issuer')}, and OIDC_ISSUER is {settings.OIDC_ISSUER}",
            "Set OIDC_ISSUER to exactly what the provider calls itself, also with or without a slash at its end.",
        )
        return
    signs_with = document.get("id_token_signing_alg_values_supported", ["RS256"])
    if not set(signs_with) & set(ALGORITHMS):
        yield fault(
            "sign-in provider",
            f"it signs with {', '.join(signs_with)}, which proves nothing to us",
            "Choose a signing key for this client at the provider, such as RS256.",
        )
        return
    try:
        takes_us = exchange.takes_our_secret()
    except exchange.ProviderAway as error:
        yield fault(
            "sign-in provider",
            f"its address for tokens does not answer ({error})",
            "Let this machine reach it. Until then, no one signs in by it.",
        )
        return
    if not takes_us:
        yield fault(
            "sign-in provider",
            "it refuses our client id or secret",
            "Copy both again to OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, and allow this client to sign in "
            "with a secret in the header (client_secret_basic).",
        )
        return
    yield ok("sign-in provider", f"{settings.OIDC_NAME} answers and takes us")
