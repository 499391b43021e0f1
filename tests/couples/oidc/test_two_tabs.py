"""If a person returns from the sign-in provider in two tabs at once, both requests succeed and lead to one account."""

from __future__ import annotations

from functools import partial

import pytest
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from couples import actions
from couples.models import User
from couples.sign_in.oidc.tokens import ProviderIdentity
from tests.checkins.test_submit_race import at_once

pytestmark = pytest.mark.django_db(transaction=True)


#: Repetitions, because a race depends on timing: without protection, about one in four first sign-ins was refused.
ROUNDS = 8


@pytest.mark.parametrize("email", [*["robin@example.org"] * ROUNDS, None])
def test_two_first_sign_ins_at_once_open_one_account(email: str | None) -> None:
    robin = ProviderIdentity(issuer="https://id.example.org", subject="robin", email=email)
    both = [lambda: actions.sign_in_by_provider(robin)] * 2
    assert at_once(*both) == ["done", "done"]
    assert User.objects.get() == SocialAccount.objects.get().user


def test_an_account_that_is_connected_twice_at_once_is_connected() -> None:
    robin = User.objects.create_user("robin@example.org")
    identity = ProviderIdentity(issuer="https://id.example.org", subject="robin", email=None)
    connect = partial(actions.connect_provider, robin, identity=identity, session_key="", now=timezone.now())
    assert at_once(connect, connect) == ["done", "done"]
    assert SocialAccount.objects.get().user == robin
