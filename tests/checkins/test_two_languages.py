"""Prompts in two languages, and prompts with the partner's name.

The engine learns from the stored responses whether the partners read different languages. A prompt contains the
partner's name only on pages that one person reads alone.
"""

from __future__ import annotations

import zoneinfo

import pytest
from django.utils import translation

from checkins import queries
from checkins.pair import Pair
from checkins.revealing.revealed import engine_round, history
from couples import actions as people
from couples.encryption import keys
from couples.models import Membership
from tests.checkins.world import HOUR, reveal, submit
from tests.factories import START, alone, joined, user

CLOSE = "anchor.connection.received"

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


def test_the_prompts_say_the_partners_name_where_one_reads_alone() -> None:
    ana, ben = user("ana", language="de"), user("ben", language="es")
    us = joined(ana, ben)
    with translation.override("de"):
        page = {one.id: one.text for one in queries.check_in(ana, us.check_in.pk, now=START + HOUR).prompts}
        past = reveal(us, now=START + HOUR)
        own, copied = (
            {
                one.id: one.text
                for one in queries.own_past(ana, past.pk, now=START + HOUR, named=named).prompts
            }
            for named in (True, False)
        )
        both = {row.prompt.id: row.prompt.text for row in queries.reveal(ana, past.pk).answers}
    assert "\u2068ben\u2069" in page[CLOSE]
    assert own[CLOSE] == page[CLOSE] != copied[CLOSE] == both[CLOSE]
    assert not any("\u2068" in text for text in (*copied.values(), *both.values()))


def test_history_names_nobody_whom_the_reader_has_left() -> None:
    ana, ben = user("ana", language="de"), user("ben", language="es")
    us = joined(ana, ben)
    with translation.override("de"):
        past = reveal(us, now=START + HOUR)
        people.leave(ana, now=START + HOUR)
        for one in (ana, ben):
            own = queries.own_past(one, past.pk, now=START + HOUR, named=True).prompts
            assert not any("\u2068" in prompt.text for prompt in own)


def test_without_a_partner_no_prompt_has_a_blank_for_the_name() -> None:
    one = alone()
    home = queries.home(one, now=START + HOUR)
    assert home.check_in
    with translation.override("de"):
        prompts = queries.check_in(one, home.check_in.id, now=START + HOUR).prompts
    assert not any("{" in prompt.text or "\u2068" in prompt.text for prompt in prompts)
