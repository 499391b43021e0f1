"""Change a person's profile and privacy choices."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from couples.actions.devices import send_account_alert
from couples.errors import Conflict, Invalid
from couples.models import Membership, User
from couples.sharing import Sharing
from couples.typed.whole_text import shows

__all__ = ["choose_language", "set_privacy", "update_profile"]

#: Characters that a name can't have, because names appear inside our sentences: control characters, those that change
#: the direction of the text, and halves of surrogate pairs.
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def update_profile(
    actor: User,
    *,
    display_name: str | None = None,
    time_zone: ZoneInfo | None = None,
) -> None:
    """Change the actor's name, time zone or both. Arguments that are None change nothing.

    Raises Invalid if the name has no visible character, has a forbidden character (see `_UNREADABLE`), or is longer
    than 60 characters.
    """
    changed = []
    if display_name is not None:
        actor.display_name = _clean_name(display_name)
        changed.append("display_name")
    if time_zone is not None:
        actor.time_zone = time_zone
        changed.append("time_zone")
    if changed:
        actor.save(update_fields=changed)


def choose_language(actor: User, language: str) -> None:
    """Store the language in which the app writes to the actor from now on."""
    actor.language = language
    actor.save(update_fields=["language"])


@transaction.atomic
def set_privacy(
    actor: User,
    *,
    tender_topics: bool | None = None,
    tell_when_finished: bool | None = None,
    usual_sharing: Sharing | None = None,
    session_key: str | None,
    now: dt.datetime,
) -> None:
    """Change the actor's privacy choices in their current space. Choices that are None stay as they are.

    `tender_topics`: the actor wants tender topics.
    `tell_when_finished`: the partner may see that the actor has finished a check-in.
    `usual_sharing`: whether the actor's new answers start as shared or private.

    If `tell_when_finished` is switched on, or `usual_sharing` is changed from private to share, the partner may see
    more. So the actor gets an account alert: someone else may have made the change on the actor's unlocked phone. The
    alert names the device of this session. The opposite changes send no alert, because they reveal nothing.

    Raises Conflict (`no_space`) if the actor has no space.
    """
    choices = {
        "tender_topics": tender_topics,
        "tell_when_finished": tell_when_finished,
        "usual_sharing": usual_sharing,
    }
    given = {name: value for name, value in choices.items() if value is not None}
    mine = Membership.objects.filter(user=actor, ended_at=None)
    shows_more = Q(pk=None)
    if tell_when_finished:
        shows_more |= Q(tell_when_finished=False)
    if usual_sharing == "share":
        shows_more |= Q(usual_sharing="private")
    if given:
        # If two requests come at once, only the first one finds rows to change, so only one alert is sent.
        more = mine.filter(shows_more).update(**given)
        if not more and not mine.update(**given):
            raise Conflict(_("Start on your own or link with your partner first."), code="no_space")
        if more:
            send_account_alert(actor, "tells_when_finished", session_key=session_key, now=now)


def _clean_name(typed: str) -> str:
    name = " ".join(typed.split())
    # Otherwise an inviter could be asked to confirm someone with an invisible name.
    if not shows(name) or len(name) > 60 or _UNREADABLE.search(name):
        problem = {"code": "invalid", "message": _("Please use 1 to 60 characters.")}
        raise Invalid(_("Please check the name."), fields={"display_name": [problem]})
    return name
