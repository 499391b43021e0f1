"""The registry of reminder kinds: one entry per kind. CONTRIBUTING.md says how to add a kind.

People's choices (`Preference.kinds`), the API, the settings screen, the admin and the metrics all use this registry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ReminderKind = Literal["opening", "repeat", "last_call", "nudge", "revealed", "talk_later", "helped"]
#: How urgent a push is (RFC 8030). Only "high" wakes a phone that saves power.
Urgency = Literal["low", "normal", "high"]


@dataclass(frozen=True, slots=True)
class KindRules:
    """Rules that hold for all reminders of one kind.

    - `asks_for_answers`: the reminder asks the person to answer. Such reminders count towards the maximum per
      check-in, can be put off, and are cancelled when the person submits. All other kinds come after the reveal.
    - `needs_partner`: the kind is never sent to a person who answers alone.
    - `by_schedule`: the due time follows from the schedule, unless the person puts the reminder off. This time does
      not show when a person did something, so support staff may see it to the minute. The couple's first check-in is
      an exception: it opens when the two link, or when a person begins alone.
    - `on_by_default`: the kind is on for people who have not chosen.
    """

    asks_for_answers: bool
    needs_partner: bool
    urgency: Urgency = "normal"
    by_schedule: bool = False
    on_by_default: bool = True

    @property
    def screen(self) -> Literal["check-in", "reveal"]:
        """The screen that the message opens: the check-in to answer, or the reveal."""
        return "check-in" if self.asks_for_answers else "reveal"


#: In the order of the settings screen.
KINDS: dict[ReminderKind, KindRules] = {
    "opening": KindRules(asks_for_answers=True, needs_partner=False, by_schedule=True),
    "repeat": KindRules(asks_for_answers=True, needs_partner=False, by_schedule=True, urgency="low"),
    "last_call": KindRules(asks_for_answers=True, needs_partner=False, by_schedule=True),
    "nudge": KindRules(asks_for_answers=True, needs_partner=True),
    "revealed": KindRules(asks_for_answers=False, needs_partner=True),
    "talk_later": KindRules(asks_for_answers=False, needs_partner=True, urgency="low"),
    "helped": KindRules(asks_for_answers=False, needs_partner=True, urgency="low"),
}
#: Kinds that ask for answers. The others come after the reveal.
ABOUT_ANSWERING: tuple[ReminderKind, ...] = tuple(kind for kind in KINDS if KINDS[kind].asks_for_answers)
