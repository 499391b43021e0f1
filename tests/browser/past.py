"""Make couples with past check-ins, and sign people in. Tests call `stack.run("from tests.browser import past; …")`.

Import this module only in code for `stack.run`, because Django must be set up. The module writes its data through the
same actions as the app.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import asdict, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from checkins import actions as checkins
from checkins.actions.opening import open_if_due
from checkins.answering.answers import Answer
from checkins.asking.prompts import WORDS, AskedPrompt
from checkins.models import CheckIn, Schedule, TalkingPoint, TalkingPointVoice
from content.catalogue import catalogue
from couples import actions as couples
from couples.models import User
from couples.sign_in.accounts import get_or_create_owner
from couples.sign_in.limits import trusted_browsers
from couples.signed_in.sessions import SessionStore
from project.demo import couple as demo
from project.demo.story import KIM, ROBIN
from tests.checkins.whole_set import ask_everything

#: A drift is found from six ordinary weeks and then four in which one person's answers are lower.
WEEKS, FADING = 10, 4


def create(couple: str, domain: str, language: str) -> None:
    """Create a couple whose people use `language` and have e-mail addresses in `domain`.

    `couple` joins the names of the two people, as in `una_and_vito`. The couples in `DEMO` get the past check-ins of
    the demo couple. `OWN` maps other couples to the functions that make their past check-ins. All other couples have
    no past, and their first check-in is open, with the usual number of prompts.
    """
    with translation.override(language):
        _create(couple, domain)


def _create(couple: str, domain: str) -> None:
    first, second = couple.title().split("_And_")
    if couple in DEMO:
        robin = replace(ROBIN, name=first, email=f"{first.lower()}@{domain}")
        kim = replace(KIM, name=second, email=f"{second.lower()}@{domain}")
        assert demo.create(now=timezone.now(), people=(robin, kim))
        return
    with transaction.atomic():
        OWN.get(couple, _new)(_person(first, domain), _person(second, domain))


def pair(*addresses: str) -> None:
    """Link the two people with these e-mail addresses as a couple. Both must have signed in before.

    Their first check-in is then open, with the usual number of prompts.
    """
    ask_everything(couples.form_pair(*map(get_or_create_owner, addresses), now=timezone.now()).pk)


def sign_in(email: str, name: str, language: str, *, user_agent: str, cookies: str) -> None:
    """Sign a person in as an e-mailed code does, in a browser with this user agent.

    A new person gets this name and language. `cookies` is the path of a file. The function writes the cookies that the
    browser gets to this file, as a JSON object from names to values.
    """
    with translation.override(language):
        user = get_or_create_owner(email)
    if not user.display_name:
        couples.update_profile(user, display_name=name, time_zone=ZoneInfo("Europe/Madrid"))
    request, response = HttpRequest(), HttpResponse()
    request.META["HTTP_USER_AGENT"] = user_agent
    request.session = SessionStore()
    record_authentication(request, user, method="code", email=email)
    get_adapter().login(request, user)
    request.session.save()
    trusted_browsers.remember(request, response, email)
    given = {name: cookie.value for name, cookie in response.cookies.items()}
    given[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    given[settings.CSRF_COOKIE_NAME] = request.META["CSRF_COOKIE"]
    Path(cookies).write_text(json.dumps(given))


def _maya_and_jo(maya: User, jo: User) -> None:
    """Give the couple ten revealed check-ins with good answers. In the last four, only Maya feels less connected."""
    now = timezone.now()
    couple = couples.form_pair(maya, jo, now=now - dt.timedelta(weeks=WEEKS))
    for week in range(WEEKS):
        check_in = CheckIn.objects.get(couple=couple, state=CheckIn.State.OPEN)
        for person, hours in ((jo, 3), (maya, 20)):
            fading = person == maya and week >= WEEKS - FADING
            _submit(person, check_in, fading=fading, now=check_in.opens_at + dt.timedelta(hours=hours))
        due = Schedule.objects.values_list("next_opens_at", flat=True).get(pk=couple.pk)
        if due is not None and week < WEEKS - 1:
            open_if_due(couple.pk, now=due)


def _ida_and_levin(ida: User, levin: User) -> None:
    """Give the couple ten weeks in which both partners use every way to keep something private.

    In the last four weeks, Ida's answers about autonomy and Levin's answers about connection are lower. The last
    check-in is revealed, with a private card for each partner. Each partner has said in private that talking did not
    help. The couple has saved one starter to its list.
    """
    now = timezone.now()
    couple = couples.form_pair(ida, levin, now=now - dt.timedelta(weeks=WEEKS))
    for week in range(WEEKS):
        check_in = CheckIn.objects.get(couple=couple, state=CheckIn.State.OPEN)
        then = check_in.opens_at + dt.timedelta(hours=2)
        for person, missed in ((ida, "autonomy"), (levin, "connection")):
            fading = missed if week >= WEEKS - FADING else ""
            _submit_private(person, check_in, fading=fading, now=then)
        due = Schedule.objects.values_list("next_opens_at", flat=True).get(pk=couple.pk)
        if due is not None and week < WEEKS - 1:
            open_if_due(couple.pk, now=due)
    for point in TalkingPoint.objects.filter(check_in=check_in, role__in=["main", "optional"]):
        checkins.mark_talked(ida, point_id=point.pk, now=then)
        for person in (ida, levin):
            checkins.say_helped(person, point_id=point.pk, helped=TalkingPointVoice.Helped.NO, now=then)
    reason = next(iter(catalogue().reasons.values()))
    checkins.save_starter(ida, key=reason.starters[0].key)


def _ulla_and_veit(ulla: User, veit: User) -> None:
    """Make a couple in which both want tender topics, and whose open check-in asks about a tender topic."""
    now = timezone.now()
    couple = couples.form_pair(ulla, veit, now=now - dt.timedelta(weeks=40))
    for person in (ulla, veit):
        couples.set_privacy(person, tender_topics=True, session_key=None, now=now)
    Schedule.objects.filter(pk=couple.pk).update(tender_starts=1)
    while True:
        check_in = CheckIn.objects.get(couple=couple, state=CheckIn.State.OPEN)
        if check_in.tender_asked:
            break
        for person in (ulla, veit):
            _submit(person, check_in, fading=False, now=check_in.opens_at + dt.timedelta(hours=1))
        due = Schedule.objects.values_list("next_opens_at", flat=True).get(pk=couple.pk)
        assert due is not None
        assert due < now
        open_if_due(couple.pk, now=due)
    check_in.opens_at, check_in.closes_at = now - dt.timedelta(hours=2), now + dt.timedelta(days=2)
    check_in.save(update_fields=["opens_at", "closes_at"])
    # If the next check-in were due, the beat would close this one.
    Schedule.objects.filter(pk=couple.pk).update(next_opens_at=now + dt.timedelta(days=5))


def _nora_and_emil(nora: User, emil: User) -> None:
    """Make a couple whose first check-in, from four days ago, is revealed. The second opens on Sunday evening."""
    _new(nora, emil, ago=dt.timedelta(days=4))
    check_in = CheckIn.objects.get(couple__memberships__user=nora)
    for person in (nora, emil):
        _submit(person, check_in, fading=False, now=check_in.opens_at + dt.timedelta(hours=2))


def _new(first: User, second: User, ago: dt.timedelta = dt.timedelta(hours=2)) -> None:
    """Make a couple. Its first check-in opened `ago` before now, and has the usual number of prompts."""
    now = timezone.now()
    ask_everything(couples.form_pair(first, second, now=now - ago).pk)
    for person in (first, second):
        couples.set_privacy(person, usual_sharing="share", session_key=None, now=now)


#: Couples with the past of the demo couple: nine revealed weeks, and a check-in that opened two hours ago.
DEMO = {"robin_and_kim", "alma_and_bruno", "nadia_and_emil", "cosima_and_dario"}
OWN = {
    "maya_and_jo": _maya_and_jo,
    "ida_and_levin": _ida_and_levin,
    "ulla_and_veit": _ulla_and_veit,
    "nora_and_emil": _nora_and_emil,
}


def _person(name: str, domain: str) -> User:
    user = get_or_create_owner(f"{name.lower()}@{domain}")
    couples.update_profile(user, display_name=name)
    return user


def _submit(person: User, check_in: CheckIn, *, fading: bool, now: dt.datetime) -> None:
    checkins.submit(
        person,
        check_in_id=check_in.pk,
        submission_id=uuid.uuid4(),
        base_revision=0,
        answers={asked["id"]: asdict(_answer(asked, fading=fading)) for asked in check_in.prompts},
        now=now,
    )


def _submit_private(person: User, check_in: CheckIn, *, fading: str, now: dt.datetime) -> None:
    """Submit good answers, but lower ones about `fading`, which is "connection" or "autonomy".

    The answers in words, the guess about the partner and one rated answer are private.
    """
    answers = {}
    for asked in check_in.prompts:
        lower = asked["kind"] == "anchor" and asked["dimension"] == fading and asked["side"] == "received"
        value = 3 if lower else 5
        kept = asked["id"] == "anchor.appreciation.given" or asked["kind"] in {"guess", *WORDS}
        answers[asked["id"]] = Answer(
            "answered",
            None if asked["kind"] in WORDS else 6 - value if asked["reverse"] else value,
            f"{person.display_name.lower()}canary {asked['kind']}" if kept else "",
            "private" if kept else "share",
        )
    checkins.submit(
        person,
        check_in_id=check_in.pk,
        submission_id=uuid.uuid4(),
        base_revision=0,
        answers={prompt_id: asdict(answer) for prompt_id, answer in answers.items()},
        now=now,
    )


def _answer(asked: AskedPrompt, *, fading: bool) -> Answer:
    if asked["kind"] in WORDS:
        return Answer("skipped")
    value = 3 if fading and asked["kind"] == "anchor" and asked["dimension"] == "connection" else 5
    return Answer("answered", 6 - value if asked["reverse"] else value)
