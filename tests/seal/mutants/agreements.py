"""Deliberate faults about agreements: an answer that is seen too early, a missing yes, and words that change."""

from __future__ import annotations

import dataclasses
from typing import Any

from checkins import actions, queries, sealing
from checkins.models import Agreement
from couples.encryption import keys
from tests.seal.mutants.workshop import Patch, Theme, opened, their_newest
from tests.seal.walk import agreeing

mutant = Theme()


@mutant("an agreement's answer seen before the reveal", since=agreeing)
def seen(patch: Patch) -> None:
    """Once the partner has begun a response, the list of agreements says that no agreement can be added."""

    def agreement_list(original: Any, viewer: Any) -> Any:
        found, response = original(viewer), their_newest(viewer.pk)
        answers = opened(response) if response is not None else {}
        return dataclasses.replace(found, room=found.room and not answers)

    patch.around(queries, "agreement_list", agreement_list)


@mutant("an agreement that stands after one yes", since=agreeing)
def one_yes(patch: Patch) -> None:
    """An agreement becomes valid after the yes of the person who suggested it, without the partner's yes."""

    def say_yes(original: Any, actor: Any, *, agreement_id: Any, now: Any) -> None:
        own = Agreement.objects.filter(pk=agreement_id, proposed_by=actor)
        if not own.update(state="standing", proposed_by=None, agreed_on=now.date()):
            original(actor, agreement_id=agreement_id, now=now)

    patch.around(actions, "say_yes", say_yes)


@mutant("an agreement whose words change with the second yes", since=agreeing)
def other_words(patch: Patch) -> None:
    """When the second person says yes, the words of the agreement change."""

    def say_yes(original: Any, actor: Any, *, agreement_id: Any, now: Any) -> None:
        original(actor, agreement_id=agreement_id, now=now)
        for row in Agreement.objects.filter(pk=agreement_id, state="standing"):
            typed = sealing.seal_agreement(
                keys.data_key(row.couple_id, None),
                "Show me your phone.",
                couple_id=row.couple_id,
                agreement_id=row.pk,
            )
            Agreement.objects.filter(pk=row.pk).update(envelope=typed)

    patch.around(actions, "say_yes", say_yes)
