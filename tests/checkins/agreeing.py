"""Helpers for tests about agreements: propose an agreement, say yes to it, and open the next check-in."""

from __future__ import annotations

import datetime as dt
import uuid

from checkins import actions
from checkins.models import Agreement, CheckIn
from couples.models import User
from tests.checkins.world import HOUR
from tests.factories import START, Pair


def proposed(actor: User, text: str = "We walk on Sundays.", now: dt.datetime = START) -> uuid.UUID:
    agreement_id = uuid.uuid4()
    actions.propose(actor, agreement_id=agreement_id, text=text, now=now)
    return agreement_id


def agreed(couple: Pair, text: str = "We walk on Sundays.", now: dt.datetime = START) -> uuid.UUID:
    agreement_id = proposed(couple.alex, text, now)
    actions.say_yes(couple.bo, agreement_id=agreement_id, now=now)
    return agreement_id


def states(couple: Pair) -> list[str]:
    return list(Agreement.objects.filter(couple=couple.couple).values_list("state", flat=True))


def next_check_in(couple: Pair) -> tuple[CheckIn, dt.datetime]:
    """Open the couple's next check-in. Return the check-in, and the time one hour after its opening."""
    at = couple.next_opens_at
    actions.open_due(now=at)
    return couple.check_in, at + HOUR


def asked_about(check_in: CheckIn) -> list[str]:
    return [asked["id"] for asked in check_in.prompts if asked["kind"] == "agreement"]
