"""What a person changes about themselves."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from couples.actions.devices import tell_of
from couples.errors import Conflict, Invalid
from couples.models import Membership, User

#: Control characters, and those that turn the direction of what follows: a name stands in sentences of ours.
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
#: Letters and symbols by their category that show nothing: Hangul's fillers, the empty braille cell.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def update_profile(
    actor: User,
    *,
    display_name: str | None = None,
    time_zone: ZoneInfo | None = None,
    language: str | None = None,
) -> None:
    """Change what is given, leave the rest. Raises Invalid for a name that is empty or too long (60)."""
    changed = []
    if display_name is not None:
        actor.display_name = _clean_name(display_name)
        changed.append("display_name")
    if time_zone is not None:
        actor.time_zone = time_zone
        changed.append("time_zone")
    if language is not None:
        actor.language = language
        changed.append("language")
    if changed:
        actor.save(update_fields=changed)


@transaction.atomic
def set_privacy(
    actor: User,
    *,
    tender_topics: bool | None = None,
    tell_when_finished: bool | None = None,
    session_key: str | None,
    now: dt.datetime,
) -> None:
    """Change one's own choices in one's present space. Raises Conflict (`no_space`) without one.

    Of letting the partner know when one has finished the actor is told on their other devices: a phone that lay about
    unlocked could have been used for it. Not of ending it: that shows nobody anything, and whoever reads one's mail
    need not hear of it.
    """
    choices = {"tender_topics": tender_topics, "tell_when_finished": tell_when_finished}
    given = {name: value for name, value in choices.items() if value is not None}
    mine = Membership.objects.filter(user=actor, ended_at=None)
    begins = bool(
        tell_when_finished and mine.filter(tell_when_finished=False).update(tell_when_finished=True)
    )
    if given and not mine.update(**given):
        raise Conflict(_("Begin a space first, alone or together."), code="no_space")
    if begins:
        tell_of(actor, "tells_when_finished", session_key=session_key, now=now)


def _clean_name(typed: str) -> str:
    name = " ".join(typed.split())
    if not _shows(name) or len(name) > 60 or _UNREADABLE.search(name):
        problem = {"code": "invalid", "message": _("Between 1 and 60 letters, please.")}
        raise Invalid(_("That name needs another look."), fields={"display_name": [problem]})
    return name


def _shows(name: str) -> bool:
    """Whether there is anything to see: whoever is asked to confirm a joiner should not face a blank."""
    return any(unicodedata.category(sign)[0] in "LNPS" and sign not in _BLANK for sign in name)
