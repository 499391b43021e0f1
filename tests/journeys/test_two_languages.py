"""If two partners use different languages, each of them sees the app's texts only in their own language."""

from __future__ import annotations

import uuid
from typing import Any

import time_machine
from django.test import Client

from checkins.asking import prompts
from checkins.models import CheckIn
from content.catalogue import catalogue
from content.languages import said
from content.readers import readers_library, with_name
from content.translatable import named_key, prompt_key
from notifications.messages.texts import words
from tests.checkins.world import answer, browser, call
from tests.notifications.world import OPENS, SETTLED, Person, World
from tests.services.mail import MailSink
from tests.services.push import PushService

#: Each person's language, by first name.
LANGUAGES = {"Adelaide": "de", "Benedict": "es"}


def test_a_week_in_two_languages(db: None, pushes: PushService, mails: MailSink) -> None:
    with time_machine.travel(OPENS + SETTLED, tick=False):
        world = World(pushes, mails)
        _ask_about(world.check_in, "unheard")
        ada, ben = browser(world.ada.user), browser(world.ben.user)
        us = ((world.ada, ada), (world.ben, ben))
        for person, page in us:
            spoken = _language(person)
            assert _put(page, "/language", {"language": spoken}) == {"language": spoken}
            person.user.refresh_from_db()

        world.deliver(OPENS + SETTLED)
        for person, _page in us:
            _is_written_to(person, "opening", number=0)

        for person, page in us:
            _reads_and_answers(person, page, world.check_in.pk)
        world.deliver()
        _is_written_to(world.ada, "revealed", number=1)

        for person, page in us:
            _reads_what_came_of_it(person, page, world.check_in.pk)

        _keeps_the_words_that_were_answered(ada, ben, world.check_in.pk)


def _ask_about(check_in: CheckIn, reason: str) -> None:
    """Put all prompts about this reason into the check-in, so that low answers bring the reason up.

    Also include the prompts that are in every check-in.
    """
    library = catalogue()
    asked = [library.appreciation, *library.anchors, *library.prompts_for(reason)]
    asked += [library.guess_for(library.anchors[0].id), library.wish]
    check_in.prompts = prompts.freeze(library, [prompt.id for prompt in asked])
    check_in.asked = len(asked)
    check_in.save(update_fields=["prompts", "asked"])


def _is_written_to(person: Person, kind: Any, *, number: int) -> None:
    """Fail unless a push and an e-mail of this reminder kind are in the person's language.

    `number`, counted from 0, is the place of the push among all pushes to the person, and also the place of the e-mail
    among all their e-mails.
    """
    said = words(kind, "generic", language=_language(person))
    assert (said.body != words(kind, "generic").body) == _is_translated(person)
    push, mail = person.pushed[number]["notification"], person.mailed[number]
    assert push["body"] == said.body
    assert mail.subject == said.subject
    assert said.action in mail.text
    assert f'<html lang="{_language(person)}">' in mail.html


def _reads_and_answers(person: Person, page: Client, check_in: uuid.UUID) -> None:
    """Fail unless every prompt is in the person's language. Then submit the person's answers.

    Adelaide's answers are good. Benedict's answers are bad, except to the prompts that every check-in asks.
    """
    shown = _get(page, f"/check-ins/{check_in}")
    assert len(shown["prompts"]) > 10
    partner = next(name for name in LANGUAGES if name != person.user.display_name)
    _are_in(_language(person), shown["prompts"], partner=partner)
    given = {}
    for prompt in shown["prompts"]:
        if prompt["kind"] in {"anchor", "reason", "guess"}:
            known = catalogue().prompt(prompt["id"])
            is_good = person.user.display_name == "Adelaide" or prompt["kind"] == "anchor"
            given[prompt["id"]] = answer(5 if is_good != known.reverse else 1)
    body = {"submission_id": str(uuid.uuid4()), "base_revision": 0, "answers": given}
    sent = call(page, "POST", f"/check-ins/{check_in}/submit", body)
    assert sent.status_code == 200, sent.content


def _reads_what_came_of_it(person: Person, page: Client, check_in: uuid.UUID) -> None:
    """Fail unless the topic that the reveal offers, and its explanation, are in the person's language.

    Then save a starter, and fail unless the couple's saved starters are in the person's language.
    """
    language, library = _language(person), readers_library(_language(person))
    reveal = _get(page, f"/check-ins/{check_in}/reveal")
    _are_in(language, [line["prompt"] for line in reveal["answers"]])
    topic = next(point for point in reveal["conversations"] if point["role"] == "main")
    reason = library.reasons[topic["reason"]["key"]]
    assert topic["reason"]["title"] == reason.title
    assert (reason.title != catalogue().reasons[reason.key].title) == _is_translated(person)
    assert "language" not in topic["reason"]
    assert {each["text"] for each in topic["starters"]} == {each.text for each in reason.starters}
    newest = topic["why"]["evidence"][0]["prompt"]
    assert newest in {version.text for each in library.known_prompts.values() for version in each.values()}
    assert any(newest in sentence for sentence in topic["why"]["sentences"])
    english = [each.text for versions in catalogue().known_prompts.values() for each in versions.values()]
    quoted = any(text in sentence for text in english for sentence in topic["why"]["sentences"])
    assert quoted != _is_translated(person)

    # Each person saves the same starter. The couple's list shows it once, in the reader's language.
    key = reason.starters[0].key
    assert call(page, "PUT", f"/starters/{key}/saved").status_code in {200, 204}
    [entry] = _get(page, "/starters?saved=1")["results"]
    assert [each["text"] for each in entry["starters"]] == [library.starter(key).text]
    assert entry["reason"]["title"] == reason.title


def _keeps_the_words_that_were_answered(ada: Client, ben: Client, check_in: uuid.UUID) -> None:
    """Switch Ada to English. Fail unless her answered prompts stay in German and Ben's pages don't change."""
    pages = ("/home", f"/check-ins/{check_in}", f"/check-ins/{check_in}/reveal", "/talking-points", "/me")
    before = [call(ben, "GET", path).content for path in pages]
    _put(ada, "/language", {"language": "en"})
    _are_in("de", _get(ada, f"/check-ins/{check_in}")["prompts"], marked=True, partner="Benedict")
    revealed = _get(ada, f"/check-ins/{check_in}/reveal")["answers"]
    _are_in("de", [line["prompt"] for line in revealed], marked=True)
    [topic, *_] = _get(ada, "/talking-points")["results"]
    assert topic["reason"]["title"] == catalogue().reasons[topic["reason"]["key"]].title
    assert [call(ben, "GET", path).content for path in pages] == before


def _are_in(language: str, shown: list[Any], *, marked: bool = False, partner: str = "") -> None:
    """Fail unless all prompts in `shown` are in this language.

    With `partner`, prompts in German must contain this name, the name of the reader's partner. With `marked`, each
    prompt must also have the code of its language.
    """
    library = readers_library(language)
    for prompt in shown:
        known = library.prompt(prompt["id"], prompt["version"])
        english = catalogue().prompt(prompt["id"], prompt["version"])
        text, named = known.text, said(named_key(prompt_key(english)), english.text, language)
        if partner and named.language == language:
            text = with_name(named.text, partner)
        assert (prompt["text"], prompt["hint"]) == (text, known.hint)
        assert (known.text == english.text) == (language == "en")
    if language == "de":
        assert any(f"\u2068{partner}\u2069" in prompt["text"] for prompt in shown) == bool(partner)
    for prompt in shown:
        assert prompt.get("language") == (language if marked else None)


def _language(person: Person) -> str:
    return LANGUAGES[person.user.display_name]


def _is_translated(person: Person) -> bool:
    return _language(person) != "en"


def _get(page: Client, path: str) -> Any:
    found = call(page, "GET", path)
    assert found.status_code == 200, found.content
    return found.json()


def _put(page: Client, path: str, body: Any) -> Any:
    page.get("/_allauth/browser/v1/config")
    sent = page.put(
        f"/api/v1{path}",
        body,
        content_type="application/json",
        headers={"X-CSRFToken": page.cookies["csrftoken"].value},
    )
    assert sent.status_code == 200, sent.content
    return sent.json()
