"""Tools to make mutants. A mutant replaces functions of the app by faulty functions during a test."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, make_dataclass
from types import ModuleType
from typing import Any, Literal, ParamSpec, TypeVar
from uuid import UUID

from checkins import sealing
from checkins.answering.answers import Answers
from checkins.models import CheckIn, Response
from couples.encryption import keys
from couples.models import Membership
from tests.seal.walk import Chapter, before_my_submit
from tests.seal.world import looking_aside

P = ParamSpec("P")
T = TypeVar("T")
Leak = Callable[..., Any]
Kind = Literal["young", "seasoned"]


@dataclass
class Patch:
    """The replacements that a mutant makes in the app, and how often they were called.

    A mutant that is never called proves nothing.
    """

    called: int = 0
    _undo: list[tuple[Any, str, Any]] = field(default_factory=list)

    def around(self, place: Any, name: str, leak: Leak) -> None:
        """Replace the function called `name` in `place` by `leak`, which gets the original as its first argument."""
        original = getattr(place, name)

        @functools.wraps(original)
        def leaking(*args: Any, **kwargs: Any) -> Any:
            self.called += 1
            return leak(original, *args, **kwargs)

        self.put(place, name, leaking)

    def put(self, place: Any, name: str, thing: Any) -> None:
        """Replace the attribute called `name` of `place` by `thing`, without counting how often `thing` is used."""
        self._undo.append((place, name, getattr(place, name)))
        setattr(place, name, thing)

    def reached(self) -> None:
        """Count a use of a replacement that was made with `put`."""
        self.called += 1

    def undo(self) -> None:
        """Restore everything that was replaced."""
        for place, name, thing in reversed(self._undo):
            setattr(place, name, thing)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A deliberate fault in the app. `says` describes the fault.

    `kind` is the beginning of the walk ("young" or "seasoned"). The walk meets the fault from the chapter `since` on.
    Earlier chapters are walked without the fault, once for all mutants.
    """

    name: str
    says: str
    make: Callable[[Patch], None]
    kind: Kind
    since: Chapter

    @contextmanager
    def applied(self) -> Iterator[Patch]:
        """Run the app with this fault within the `with` block."""
        patch = Patch()
        self.make(patch)
        try:
            yield patch
        finally:
            patch.undo()


class Theme:
    """A decorator that collects the mutants of one file, in the order of the file."""

    def __init__(self) -> None:
        self.mutants: list[Mutant] = []

    def __call__(
        self, name: str, kind: Kind = "young", since: Chapter = before_my_submit
    ) -> Callable[[Callable[[Patch], None]], Callable[[Patch], None]]:
        """Return a decorator that collects a function as the mutant `name`.

        The function's docstring says what the mutant does. `kind` is the beginning of the walk ("young" or
        "seasoned"), and `since` is the first chapter that meets the fault.
        """

        def enter(make: Callable[[Patch], None]) -> Callable[[Patch], None]:
            self.mutants.append(Mutant(name, (make.__doc__ or "").strip(), make, kind, since))
            return make

        return enter


def module(name: str) -> ModuleType:
    """Return an imported module by its name, even if its package has a function of the same name."""
    return sys.modules[name]


def aside(look: Callable[P, T]) -> Callable[P, T]:
    """Decorate a function of a mutant, so that its queries and decryptions don't count as work of the app."""

    @functools.wraps(look)
    def uncounted(*args: P.args, **kwargs: P.kwargs) -> T:
        token = looking_aside.set(True)
        try:
            return look(*args, **kwargs)
        finally:
            looking_aside.reset(token)

    return uncounted


@aside
def theirs(viewer_id: UUID, check_in_id: UUID) -> Response | None:
    """Return the partner's response to a check-in. The app itself must not read this response before the reveal."""
    return (
        Response.objects.select_related("check_in")
        .filter(check_in=check_in_id)
        .exclude(author=viewer_id)
        .first()
    )


@aside
def newest(viewer_id: UUID) -> CheckIn | None:
    """Return the newest check-in of the viewer's present couple."""
    live = Membership.objects.filter(user=viewer_id, ended_at=None).values("couple")
    return CheckIn.objects.filter(couple__in=live).order_by("-number").first()


def their_newest(viewer_id: UUID) -> Response | None:
    """Return the response of the viewer's partner to the couple's newest check-in."""
    check_in = newest(viewer_id)
    return theirs(viewer_id, check_in.pk) if check_in else None


@aside
def opened(response: Response) -> Answers:
    """Decrypt a response and return its answers."""
    couple_id = response.check_in.couple_id
    return sealing.open_answers(
        keys.data_key(couple_id, response.author_id),
        response.envelope,
        couple_id=couple_id,
        author_id=response.author_id,
        check_in_id=response.check_in_id,
    )


def added(body: Any, **extra: Any) -> Any:
    """Return a copy of `body`, the result of a query, with extra fields that the app must not send."""
    grown = make_dataclass(
        type(body).__name__, [(name, Any) for name in extra], bases=(type(body),), frozen=True, kw_only=True
    )
    return grown(**{each.name: getattr(body, each.name) for each in fields(body)}, **extra)
