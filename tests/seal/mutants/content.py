"""Deliberate leaks in the body of an API response."""

from __future__ import annotations

import dataclasses
from typing import Any

from checkins import queries, visibility
from checkins.models import CheckIn, Response, TalkingPoint, TalkingPointVoice
from checkins.revealing import revealed
from couples.errors import NotFound
from couples.models import Membership, User
from tests.seal.mutants.workshop import (
    Patch,
    Theme,
    added,
    aside,
    module,
    newest,
    opened,
    their_newest,
    theirs,
)
from tests.seal.walk import after_it, nothing_yet, one_has_finished, sealed_for_good, until_the_reveal

mutant = Theme()


def _on_home(patch: Patch, what: Any) -> None:
    """Show a secret about the partner on the first screen: the result of `what(viewer)`."""

    def home(original: Any, viewer: Any, **given: Any) -> Any:
        body = original(viewer, **given)
        if body.check_in is None:
            return body
        return dataclasses.replace(body, check_in=added(body.check_in, partner=what(viewer)))

    patch.around(queries, "home", home)


@mutant("a count of what the partner has answered", since=one_has_finished)
def count(patch: Patch) -> None:
    """The first screen says how many prompts the partner has answered so far."""
    _on_home(patch, lambda viewer: getattr(their_newest(viewer.pk), "answered", 0))


@mutant("the partner's language on the first screen")
def language(patch: Patch) -> None:
    """The first screen says which language the partner reads."""

    def others(viewer: User) -> list[str]:
        people = User.objects.exclude(pk=viewer.pk)
        return sorted(people.values_list("language", flat=True))

    _on_home(patch, aside(others))


@mutant("a card that says that the partner has begun")
def begun(patch: Patch) -> None:
    """The first screen says whether the partner has a draft."""
    _on_home(patch, lambda viewer: their_newest(viewer.pk) is not None)


@mutant("the partner's finished bit, though they did not choose to tell", since=one_has_finished)
def finished(patch: Patch) -> None:
    """The first screen says that the partner has submitted, although the partner has not allowed this."""

    def bit(original: Any, here: Any, check_in_id: Any, state: Any) -> Any:
        partner = here.partner and dataclasses.replace(here.partner, tells_when_finished=True)
        return original(dataclasses.replace(here, partner=partner), check_in_id, state)

    for name in ("checkins.queries.home", "checkins.queries.check_ins"):
        patch.around(module(name), "partner_finished", bit)


@mutant("the moment of the partner's last change")
def updated_at(patch: Patch) -> None:
    """The first screen says when the partner wrote last."""
    _on_home(patch, lambda viewer: getattr(their_newest(viewer.pk), "updated_at", None))


@mutant("an unrounded moment", since=sealed_for_good)
def unrounded(patch: Patch) -> None:
    """The reveal shows to the microsecond when the second person submitted."""

    def shown(original: Any, viewer: Any, check_in_id: Any) -> Any:
        body = original(viewer, check_in_id)
        at = aside(CheckIn.objects.values_list("revealed_at", flat=True).get)(pk=check_in_id)
        return added(body, revealed_at=at)

    patch.around(queries, "reveal", shown)


@mutant("the revision of the partner's draft")
def revision(patch: Patch) -> None:
    """A check-in says how often the partner has saved a draft."""

    def check_in(original: Any, viewer: Any, check_in_id: Any, **given: Any) -> Any:
        response = theirs(viewer.pk, check_in_id)
        body = original(viewer, check_in_id, **given)
        return added(body, partner_revision=response.revision if response else 0)

    patch.around(queries, "check_in", check_in)


@mutant("a trend that counts the partner's open answers", since=one_has_finished)
def trend(patch: Patch) -> None:
    """The trend in the history includes answers that are not revealed yet."""

    def history(original: Any, viewer: Any, **given: Any) -> Any:
        response = their_newest(viewer.pk)
        values = [answer.value for answer in opened(response).values() if answer.value] if response else []
        return added(original(viewer, **given), trend=sum(values) / len(values) if values else None)

    patch.around(queries, "history", history)


@mutant("a streak of the partner's", since=one_has_finished)
def streak(patch: Patch) -> None:
    """The first screen says how many check-ins the partner has submitted."""

    def weeks(viewer: Any) -> int:
        check_in = newest(viewer.pk)
        assert check_in is not None
        responses = Response.objects.filter(check_in__couple=check_in.couple_id)
        return responses.filter(submitted_at__isnull=False).exclude(author=viewer.pk).count()

    _on_home(patch, weeks)


@mutant("a guess that is shown early", since=one_has_finished)
def guess(patch: Patch) -> None:
    """Before both people have submitted, a check-in shows what the partner guessed about the viewer."""

    def check_in(original: Any, viewer: Any, check_in_id: Any, **given: Any) -> Any:
        body, response = original(viewer, check_in_id, **given), theirs(viewer.pk, check_in_id)
        said = opened(response) if response else {}
        return added(body, guess=[a.value for key, a in said.items() if key.startswith("guess.")])

    patch.around(queries, "check_in", check_in)


@mutant("a private answer that is shown", since=sealed_for_good)
def private_shown(patch: Patch) -> None:
    """The reveal shows private answers."""

    def to_partner(original: Any, answer: Any) -> Any:
        return answer if answer is not None and answer.status == "answered" else original(answer)

    patch.around(visibility, "to_partner", to_partner)


@mutant("a private answer that does not look like a skip", since=sealed_for_good)
def private_told(patch: Patch) -> None:
    """The reveal says that an answer is private, although this answer should look skipped."""

    def to_partner(original: Any, answer: Any) -> Any:
        private = answer is not None and answer.sharing == "private"
        return dataclasses.replace(original(answer), sharing="private") if private else original(answer)

    patch.around(visibility, "to_partner", to_partner)


@mutant("the note of a skip", since=sealed_for_good)
def skip_note(patch: Patch) -> None:
    """The reveal shows the note of an answer that its author skipped."""

    def to_partner(original: Any, answer: Any) -> Any:
        return dataclasses.replace(original(answer), note=answer.note if answer else "")

    patch.around(visibility, "to_partner", to_partner)


@mutant("a private answer in the engine", since=until_the_reveal)
def private_in_engine(patch: Patch) -> None:
    """The engine also uses private answers to find talking points."""
    patch.around(
        revealed, "is_shared", lambda _original, answer: answer is not None and answer.value is not None
    )


@mutant("whether it helped the partner", since=after_it)
def helped(patch: Patch) -> None:
    """The reveal shows the partner's private answer to "Did it help?"."""

    def shown(original: Any, viewer: Any, check_in_id: Any) -> Any:
        body = original(viewer, check_in_id)
        voices = TalkingPointVoice.objects.filter(talking_point__check_in=check_in_id)
        said = voices.exclude(member=viewer.pk).order_by("talking_point").values_list("helped", flat=True)
        return added(body, partner_helped=list(said))

    patch.around(queries, "reveal", shown)


@mutant("what the partner said of a card for them alone", kind="seasoned", since=after_it)
def choice(patch: Patch) -> None:
    """The list of talking points shows every choice of the partner, even about cards that only the partner sees."""

    def points(original: Any, viewer: Any, **given: Any) -> Any:
        page = original(viewer, **given)
        voices = TalkingPointVoice.objects.exclude(member=viewer.pk).order_by("talking_point")
        return added(page, partner=list(voices.values_list("choice", flat=True)))

    patch.around(queries, "points", points)


@mutant("a private card that both see", kind="seasoned", since=nothing_yet)
def drift_for_both(patch: Patch) -> None:
    """A private card, which is meant for one person, is shown to the partner as well."""
    for name in ("visible_points", "shared_points"):
        patch.around(
            module("checkins.queries.talking"),
            name,
            lambda _original, here: TalkingPoint.objects.filter(check_in__couple=here.couple_id),
        )


@mutant("one-sided consent to tender topics that shows", since=sealed_for_good)
def tender_shown(patch: Patch) -> None:
    """The first screen says that the partner would like tender topics."""
    _on_home(
        patch,
        lambda viewer: Membership.objects.filter(tender_topics=True).exclude(user=viewer.pk).exists(),
    )


@mutant("a lapsed check-in that shows the response there is", since=until_the_reveal)
def lapsed_shown(patch: Patch) -> None:
    """A check-in that lapsed with one response shows this response to the partner."""

    def shown(original: Any, viewer: Any, check_in_id: Any) -> Any:
        try:
            return original(viewer, check_in_id)
        except NotFound:
            response = theirs(viewer.pk, check_in_id)
            if response is None or response.check_in.state != CheckIn.State.LAPSED:
                raise
            return {"theirs": [answer.note for answer in opened(response).values()]}

    patch.around(queries, "reveal", shown)
