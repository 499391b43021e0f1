"""Deliberate leaks of what someone would like to talk about."""

from __future__ import annotations

import dataclasses
from typing import Any

from checkins import queries
from checkins.talking import wishes
from tests.seal.mutants.workshop import Patch, Theme, added, opened, their_newest
from tests.seal.walk import one_has_finished, until_the_reveal

mutant = Theme()


@mutant("a wish that Home knows of before the reveal", since=one_has_finished)
def early(patch: Patch) -> None:
    """The first screen says that the partner would like to talk about an answer that is still sealed."""

    def home(original: Any, viewer: Any, **given: Any) -> Any:
        body = original(viewer, **given)
        if body.check_in is None:
            return body
        response = their_newest(viewer.pk)
        marked = any(answer.talk for answer in opened(response).values()) if response else False
        return dataclasses.replace(body, check_in=added(body.check_in, wish=marked))

    patch.around(queries, "home", home)


@mutant("a private wish that becomes a conversation", since=until_the_reveal)
def private(patch: Patch) -> None:
    """A wish to talk about a private or skipped answer becomes a topic that both people see."""
    patch.around(wishes, "is_shared", lambda _original, answer: answer is not None)
