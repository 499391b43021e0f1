"""Tests of the preview, which shows a person the texts of their reminders in advance."""

from __future__ import annotations

from django.conf import settings
from django.test import Client

from checkins import actions as checkins
from checkins.models import TalkingPoint, TalkingPointVoice
from couples.models import User
from notifications import actions
from notifications.planning import policy
from tests.notifications.api import API, signed_in
from tests.notifications.world import LAST_CALL, OPENS, REPEAT, SETTLED, World


def test_the_preview_is_what_arrives(world: World) -> None:
    """Show exactly the texts that arrive, for every kind of reminder in both tones (generic and warm)."""
    # A person gets at most three of the four kinds that ask for answers. So each has one of them turned off.
    world.ben.prefers(text="warm", at_most=3, repeat=False)
    world.ada.prefers(at_most=3, nudge=False)
    people = ((world.ada, "generic"), (world.ben, "warm"))
    previews = [signed_in(person.user).get(f"{API}/preview").json() for person, _tone in people]
    everything(world)
    for (person, tone), preview in zip(people, previews, strict=True):
        came = {row.kind for row in person.rows(channel="push", state="sent")}
        others = {"repeat"} if tone == "generic" else {"revealed", "nudge"}
        assert came == {"opening", "last_call", "talk_later", "helped", *others}
        arrived = [{key: push["notification"][key] for key in ("title", "body")} for push in person.pushed]
        assert sorted(arrived, key=str) == sorted((preview["kinds"][kind][tone] for kind in came), key=str)
    assert previews[1]["kinds"]["opening"]["warm"]["title"] == "Hello Benedict"


def everything(world: World) -> None:
    """Deliver every kind of reminder. Ada submits last, so only Ben gets a reminder about the reveal."""
    for moment in (OPENS, REPEAT, LAST_CALL):
        world.deliver(moment + SETTLED)
        if moment == REPEAT:
            for person in (world.ben, world.ada):
                actions.nudge(person.user, check_in_id=world.check_in.pk, now=world.now)
            world.deliver()
    for person in (world.ben, world.ada):
        world.submit(person)
    world.deliver()
    TalkingPoint.objects.filter(check_in=world.check_in).delete()
    point = TalkingPoint.objects.create(
        check_in=world.check_in, role="main", position=0, envelope=b"", created_at=world.now
    )
    for person in (world.ben, world.ada):
        checkins.speak(person.user, point_id=point.pk, choice=TalkingPointVoice.Choice.LATER, now=world.now)
    world.deliver(world.now + policy.LATER)
    checkins.mark_talked(world.ada.user, point_id=point.pk, now=world.now)
    world.deliver(world.now + policy.HELPED_AFTER)


def test_the_warm_preview_uses_the_first_name_or_none(client: Client, user: User) -> None:
    assert client.get(f"{API}/preview").json()["kinds"]["opening"]["warm"]["title"] == "Hello Ada"
    User.objects.update(display_name="")
    assert client.get(f"{API}/preview").json()["kinds"]["opening"]["warm"]["title"] == "Hello"


def test_the_switches_are_named_in_the_language_of_the_page(client: Client) -> None:
    """Name each kind of reminder in the browser's language (German), but show its text in the account's (English)."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    kinds = client.get(f"{API}/preview").json()["kinds"]
    assert kinds["opening"]["name"] == "Wenn er öffnet"
    assert kinds["opening"]["hint"] == ""
    assert kinds["repeat"]["hint"] == "Wenn er mindestens drei Tage offen ist."
    assert kinds["opening"]["generic"]["body"].startswith("Your check-in is open.")
