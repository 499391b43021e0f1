"""A streamed export contains what the API shows the person, and no other words of the partner."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import time
import tracemalloc
import uuid
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.db import DEFAULT_DB_ALIAS, connections
from django.test import Client
from pytest_django import DjangoDbBlocker

from content.catalogue import catalogue
from content.readers import readers_library
from couples import actions as people
from couples.models import Membership
from tests.journeys.people import Answer, Person, next_week, pair, value
from tests.seal.databases import Database

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 3, 1, 19, 0, tzinfo=dt.UTC)
FELT = "anchor.connection.received"
KEPT = "anchor.autonomy.received"
MINE, PRIVATE, THEIRS, HIDDEN, DRAFT, AGREED = (
    "heronquill",
    "ottervellum",
    "larkspindle",
    "finchmarrow",
    "wrensextant",
    "ibiscompass",
)


def fresh(client: Client, *, ago: float = 0, shown: Any = None) -> None:
    """Record in the session that the person signed in `ago` seconds before now, with a code from an e-mail.

    `shown` is stored instead of this record, for example the record of a sign-in with a passkey.
    """
    session = client.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session[AUTHENTICATION_METHODS_SESSION_KEY] = shown or [{"method": "code", "at": time.time() - ago}]
    session.save()


def _export(person: Person) -> Iterator[bytes]:
    answer: Any = person.client.post("/api/v1/me/export")
    assert answer.status_code == 200, answer.content
    return iter(answer.streaming_content)


def export(person: Person, shown: Any = None) -> tuple[Any, str]:
    """Return the JSON document and the HTML page of the person's export.

    If given, `shown` replaces the session's record of how the person signed in.
    """
    fresh(person.client, shown=shown)
    with zipfile.ZipFile(io.BytesIO(b"".join(_export(person)))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["side-by-side/side-by-side.json", "side-by-side/side-by-side.html"]
        found = [archive.read(name).decode() for name in archive.namelist()]
    return json.loads(found[0]), found[1]


def _half(shared: str, hidden: str, rating: int) -> Any:
    def answer(prompt: Any) -> Answer:
        if prompt["kind"] in {"appreciation", "wish"}:
            return {"status": "answered", "value": None, "note": shared, "sharing": "share"}
        if prompt["id"] == KEPT:
            return {**value(rating, hidden), "sharing": "private"}
        # One low answer brings up a topic. A week with low answers to every prompt would not.
        felt = rating if prompt["id"] == FELT else max(4, rating)
        reverse = prompt["kind"] == "reason" and catalogue().prompt(prompt["id"]).reverse
        return value(6 - felt if reverse else felt, f"{shared} <b>&amp;</b>")

    return answer


@pytest.fixture
def week() -> Any:
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture(scope="module")
def prepared(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Database, Person, dt.datetime]]:
    """A separate database with Ana and Ben, made once for all tests, and Ana, and the time when all is made."""
    with django_db_blocker.unblock():
        database = Database()
        database.copy(connections[DEFAULT_DB_ALIAS])
        with time_machine.travel(START, tick=False) as clock, database.in_use():
            made = database, _ana(clock), dt.datetime.now(dt.UTC)
    yield made
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture
def ana(prepared: tuple[Database, Person, dt.datetime]) -> Iterator[Person]:
    """Ana, linked with Ben, after a revealed check-in. In the open check-in, Ben has submitted and Ana has a draft.

    All tests share the two people. The changes of each test are rolled back.
    """
    database, ana, now = prepared
    cookies = deepcopy(ana.client.cookies)
    with time_machine.travel(now, tick=False), database.rolled_back():
        ana.user.refresh_from_db()
        yield ana
    ana.client.cookies = cookies


def _ana(week: Any) -> Person:
    """Make Ana and Ben, their reveal and their open check-in. Return Ana."""
    ana, ben = Person("Ana"), Person("Ben")
    pair(ana, ben)
    ana.submit(ana.open_check_in(), _half(MINE, PRIVATE, 1))
    ben.submit(ben.open_check_in(), _half(THEIRS, HIDDEN, 5))
    next_week(week)
    ben.submit(ben.open_check_in(), _half(f"{THEIRS}2", HIDDEN, 5))
    ana.draft(ana.open_check_in(), _half(DRAFT, PRIVATE, 3))
    ana.put("/starters/unheard.feels.1/saved")
    agreement_id = str(uuid.uuid4())
    ana.post("/agreements", {"id": agreement_id, "text": f"We read {AGREED}."})
    ben.post(f"/agreements/{agreement_id}/yes")
    for point in ana.get("/talking-points")["results"]:
        ana.post(f"/talking-points/{point['id']}/voice", {"choice": "later"})
    return ana


def test_it_holds_what_the_api_shows(ana: Person) -> None:
    this_week = ana.get("/home")["check_in"]["id"]
    ana.post(f"/notifications/nudges/{this_week}", status=201)
    copy, _page = export(ana)
    me = ana.get("/me")
    assert copy["account"].items() >= me.items()
    history = ana.get("/history")["check_ins"]
    assert [row["mine"]["id"] for row in copy["check_ins"]] == [row["id"] for row in reversed(history)]
    for row in copy["check_ins"]:
        assert row["mine"] == ana.get(f"/history/{row['mine']['id']}")
    revealed, running = copy["check_ins"]
    assert revealed["revealed"] == ana.get(f"/check-ins/{revealed['mine']['id']}/reveal")
    assert running["revealed"] is None
    assert copy["talking_points"] == ana.get("/talking-points")["results"]
    assert {point["voice"]["mine"] for point in copy["talking_points"]} == {"later"}
    assert copy["schedule"] == ana.get("/schedule")
    assert copy["agreements"] == ana.get("/agreements")
    assert copy["reminders"]["preferences"] == ana.get("/notifications/preferences")
    assert copy["reminders"]["nudged_in"] == [this_week]
    assert [each["text"] for each in copy["saved_starters"]] == [
        starter["text"] for row in ana.get("/starters?saved=1")["results"] for starter in row["starters"]
    ]
    assert copy["spaces"][0]["still_there"]


def test_it_lists_passkeys_by_their_names_and_holds_no_key(ana: Person) -> None:
    data = {"name": "Ana's phone", "credential": {"id": "wrenpasskey"}}
    Authenticator.objects.create(user=ana.user, type=Authenticator.Type.WEBAUTHN, data=data)
    assert ana.call("POST", "/me/export", status=403)["error"]["code"] == "passkey_again"
    shown = [{"method": "mfa", "type": Authenticator.Type.WEBAUTHN, "at": time.time()}]
    copy, page = export(ana, shown)
    assert [each["name"] for each in copy["passkeys"]] == ["Ana's phone"]
    assert "wrenpasskey" not in json.dumps(copy) + page


def test_both_files_hold_every_word_of_mine_and_of_theirs_only_what_was_revealed(ana: Person) -> None:
    copy, page = export(ana)
    for text in (json.dumps(copy), page):
        assert [word for word in (MINE, PRIVATE, DRAFT, THEIRS, AGREED) if word not in text] == []
        assert [word for word in (HIDDEN, f"{THEIRS}2") if word in text] == []


def test_before_the_reveal_it_does_not_depend_on_the_partner(ana: Person) -> None:
    ben = Membership.objects.exclude(user=ana.user).get(ended_at=None).user
    with_his = export(ana)
    ben.responses.filter(check_in__state="open").delete()
    assert export(ana) == with_his


def test_what_was_shared_with_an_ex_is_not_in_it(ana: Person) -> None:
    people.leave(Membership.objects.exclude(user=ana.user).get(ended_at=None).user, now=START)
    copy, page = export(ana)
    text = json.dumps(copy) + page
    assert [word in text for word in (MINE, PRIVATE)] == [True, True]
    assert [word in text for word in (THEIRS, AGREED, "Ben")] == [False, False, False]
    assert [row["revealed"] for row in copy["check_ins"]] == [None, None]
    assert (copy["talking_points"], copy["schedule"], copy["saved_starters"]) == ([], None, [])


def test_pocket_and_kind_words_are_in_both_files(ana: Person) -> None:
    noted = {"text": "tealmoss & more", "written_at": START.isoformat()}
    ana.put("/pocket/00000000-0000-4000-8000-000000000001", noted)
    copy, page = export(ana)
    assert copy["pocket"] == ana.get("/pocket")["notes"]
    assert copy["kind_words"] == ana.get("/jar")["words"]
    assert [each["text"] for each in copy["kind_words"]] == [THEIRS]
    assert "tealmoss &amp; more" in page
    assert page.index("Kind words to you") < page.index(
        f'<p class="note">{THEIRS}</p>\n<p class="soft">1 March'
    )
    people.leave(ana.user, now=START)
    copy, page = export(ana)
    assert ([note["text"] for note in copy["pocket"]], copy["kind_words"]) == (["tealmoss & more"], [])
    assert "Kind words to you" not in page


def test_dates_on_the_page_are_written_out(ana: Person) -> None:
    _copy, page = export(ana)
    for text in ("Made on Sunday 8 March 2026, ", "Account since</dt><dd>1 March 2026<", ">1 March 2026</p>"):
        assert text in page
    assert not re.search(r"20\d\d-\d\d-|, 20\d\d\b", page)


@pytest.mark.parametrize(
    ("language", "day"), [("de", "am Sonntag, 8. März 2026"), ("es", "el domingo 8 de marzo de 2026")]
)
def test_dates_on_the_page_are_written_as_in_its_language(ana: Person, language: str, day: str) -> None:
    ana.put("/language", {"language": language})
    _copy, page = export(ana)
    assert day in page


def test_someone_without_a_word_gets_a_copy_too(week: Any) -> None:
    copy, page = export(Person("Kit"))
    assert (copy["check_ins"], copy["talking_points"]) == ([], [])
    assert "Kit" in page


class _Page(HTMLParser):
    """Parser that collects a page's tags with their attributes, and fails if the tags are not balanced."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_opens_offline_runs_nothing_and_says_words_as_they_were_written(ana: Person) -> None:
    _copy, text = export(ana)
    page = _Page()
    page.feed(text)
    assert page.open == []
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "a", "form", "b"}
    loads = {"src", "href", "style", "onclick", "onload"}
    assert [tag for tag, attributes in page.tags if loads & set(attributes)] == []
    assert f"{MINE} &lt;b&gt;&amp;amp;&lt;/b&gt;" in text
    assert "default-src &#x27;none&#x27;" in text or "default-src 'none'" in text
    assert "http" not in text.replace("http-equiv", "")


def test_it_asks_for_a_fresh_sign_in_and_is_never_kept(ana: Person) -> None:
    assert ana.call("POST", "/me/export", status=403)["error"]["code"] == "sign_in_again"
    fresh(ana.client, ago=15 * 60 + 1)
    ana.call("POST", "/me/export", status=403)
    fresh(ana.client, ago=14 * 60)
    answer: Any = ana.client.post("/api/v1/me/export")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert answer["Content-Disposition"] == 'attachment; filename="side-by-side-2026-03-08.zip"'
    assert "Content-Length" not in answer
    b"".join(answer.streaming_content)
    ana.call("GET", "/me/export", status=405)


def test_no_link_can_start_it_and_no_one_can_start_it_all_day(ana: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies["sbs_session"] = ana.client.cookies["sbs_session"].value
    fresh(ana.client)
    assert strict.post("/api/v1/me/export").status_code == 403
    codes = [ana.client.post("/api/v1/me/export").status_code for _ in range(13)]
    assert codes == [200] * 12 + [429]


def test_leaving_while_it_is_sent_ends_what_was_shared(ana: Person) -> None:
    fresh(ana.client)
    stream = iter(_export(ana))
    people.leave(ana.user, now=START)
    with zipfile.ZipFile(io.BytesIO(b"".join(stream))) as archive:
        for name in archive.namelist():
            assert THEIRS not in archive.read(name).decode()


@pytest.mark.long
def test_half_a_year_takes_no_more_memory_than_six_weeks(week: Any) -> None:
    ana, ben = Person("Ana"), Person("Ben")
    pair(ana, ben)
    peaks, sizes = [], []
    for weeks in (6, 20):
        for _ in range(weeks):
            for person in (ana, ben):
                person.submit(person.open_check_in(), lambda prompt: value_or_words(prompt, "word " * 300))
            next_week(week)
            for person in (ana, ben):  # a session ends after ninety days
                person.client.force_login(person.user)
        fresh(ana.client)
        tracemalloc.start()
        stream = _export(ana)
        sizes.append(max(len(chunk) for chunk in stream))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
    assert max(sizes) < 256 * 1024


def value_or_words(prompt: Any, words: str) -> Answer:
    """Return an answer with `words` as its note. If the prompt can be rated, the answer also has the value 4."""
    number = None if prompt["kind"] in {"appreciation", "wish"} else 4
    return {"status": "answered", "value": number, "note": words, "sharing": "share"}


def test_a_copy_is_in_the_language_of_its_account_in_every_piece() -> None:
    with time_machine.travel(START, tick=False):
        ana, ben = Person("Ana"), Person("Ben")
        pair(ana, ben)
        people.choose_language(ana.user, "de")
        check_in = ana.open_check_in()
        for each in (ana, ben):
            each.submit(check_in, _half("words", "hidden", 4))
        # This browser's language is English, and the export is made in between other people's requests.
        ana.client.cookies["language"] = "en"
        document, page = export(ana)
    german = readers_library("de")
    felt = next(each for each in document["check_ins"][0]["mine"]["prompts"] if each["id"] == FELT)
    assert felt["text"] == german.prompt(FELT).text
    assert '<html lang="de">' in page
    assert german.scale[3] in page
    assert catalogue().scale[3] not in page
