"""Tests of the unsubscribe link in every reminder by e-mail. The link works without signing in."""

from __future__ import annotations

from django.test import Client

from couples.models import User
from notifications.messages import unsubscribe
from notifications.models import Preference, Reminder
from tests.notifications.api import API
from tests.notifications.world import OPENS, SETTLED, World


def test_opening_the_unsubscribe_link_changes_nothing_and_posting_ends_mails(world: World) -> None:
    world.deliver(OPENS + SETTLED)
    address = str(world.ada.mailed[0].message["List-Unsubscribe"]).strip("<>")
    path = address[address.index("/api/") :]
    nobody = Client(enforce_csrf_checks=True)
    page = nobody.get(path)
    assert page.status_code == 200
    assert b'<form method="post">' in page.content
    assert "no-store" in page["Cache-Control"]
    assert not Preference.objects.filter(email=False).exists()
    done = nobody.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert done.status_code == 200
    assert Preference.objects.get(user=world.ada.user).email is False
    assert not Preference.objects.filter(user=world.ben.user, email=False).exists()
    Reminder.objects.filter(channel="email").update(state="pending", settled_at=None)
    world.deliver(OPENS + SETTLED)
    assert len(world.ada.mailed) == 1
    assert len(world.ben.mailed) == 2


def test_a_token_that_is_none_is_not_found(user: User) -> None:
    good = unsubscribe.token_for(user.pk)
    for token in ("x", good[:-1], good[:-1] + ("A" if good[-1] != "A" else "B"), "." + good):
        assert Client().post(f"{API}/unsubscribe/{token}").status_code == 404
    assert not Preference.objects.exists()


def test_a_token_of_somebody_erased_changes_nothing(user: User) -> None:
    token = unsubscribe.token_for(user.pk)
    user.delete()
    assert Client().post(f"{API}/unsubscribe/{token}").status_code == 200
    assert not Preference.objects.exists()
