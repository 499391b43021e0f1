"""All mutants: deliberate leaks and faults, by theme. `tests.seal.test_mutants` must catch each mutant.

The docstring of a mutant states the faulty behaviour that it introduces.
"""

from tests.seal.mutants import (
    agreements,
    calendar,
    content,
    headers,
    integrity,
    invitations,
    pocket,
    reminders,
    stepping_back,
    traces,
    wishes,
)
from tests.seal.mutants.workshop import Mutant

MUTANTS: tuple[Mutant, ...] = tuple(
    each
    for theme in (
        calendar,
        content,
        headers,
        traces,
        reminders,
        integrity,
        stepping_back,
        invitations,
        pocket,
        wishes,
        agreements,
    )
    for each in theme.mutant.mutants
)
