"""A couple that reads two languages: the engine learns of it from the sealed answers."""

from __future__ import annotations

import zoneinfo

import pytest
from django.utils import translation

from checkins.pair import Pair
from checkins.revealing.revealed import engine_round, history
from couples.encryption import keys
from couples.models import Membership
from tests.checkins.world import HOUR, submit
from tests.factories import START, joined, user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("languages", "two"), [(("de", "es"), True), (("de", "de"), False)])
def test_the_engine_knows_whether_two_languages_were_read(languages: tuple[str, str], two: bool) -> None:
    people = [user("ana"), user("ben")]
    us = joined(*people)
    for person, language in zip(people, languages, strict=True):
        with translation.override(language):
            submit(person, us.check_in, now=START + HOUR)
    members = Membership.objects.filter(couple=us.couple).order_by("seat")
    first, second = (member.user_id for member in members)
    zone = zoneinfo.ZoneInfo("UTC")
    (revealed,) = history(Pair(us.couple.pk, (first, second), zone, keys.data_keys(us.couple.pk)))
    assert set(revealed.languages) == set(languages)
    assert engine_round(revealed, zone).two_languages is two
