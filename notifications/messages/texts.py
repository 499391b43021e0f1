"""The words of reminders: short, kind, and the same whatever anyone answered.

Two tones. Generic says nothing to somebody who reads the lock screen over a shoulder; warm may use the receiver's own
first name. Neither holds an answer, a prompt, a reason, or a word about the partner, but for the nudge that they sent.
Source strings are English; other languages are gettext catalogues in `notifications/locale/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from django.utils import translation
from django.utils.translation import gettext as _

from notifications.planning.kinds import ReminderKind
from notifications.planning.snooze_times import Wait

Tone = Literal["generic", "warm"]
Subject = ReminderKind | Literal["test"]


@dataclass(frozen=True, slots=True)
class Words:
    """What one message says. `action` names the button in an e-mail; `subject` is its subject, in either tone."""

    title: str
    body: str
    subject: str
    action: str


@dataclass(frozen=True, slots=True)
class SnoozeWords:
    """About putting a reminder off: the buttons below it, and what is said where it can't be done as chosen."""

    buttons: dict[Wait, str]
    after_quiet_hours: str
    too_late: str
    nothing: str


def words(about: Subject, tone: Tone, *, first_name: str = "", language: str = "en") -> Words:
    """The words for one message, in the receiver's language. `first_name` is used by the warm tone only."""
    with translation.override(language):
        generic = _generic(about)
        if tone == "generic":
            return generic
        title, body = _warm(about, first_name)
        # A subject line is read on lock screens as well: it stays generic in both tones.
        return Words(title, body, generic.subject, generic.action)


@cache
def about_snoozing(language: str) -> SnoozeWords:
    """The same in both tones, and kept: it goes with every reminder."""
    with translation.override(language):
        return SnoozeWords(
            buttons={"two_hours": _("In two hours"), "tomorrow": _("Tomorrow")},
            after_quiet_hours=_("That is in your quiet hours. It will come when they are over."),
            too_late=_("It can't come again then: it will have closed."),
            nothing=_("There is nothing left to remind you of."),
        )


def first_name_of(display_name: str) -> str:
    """The first word of what a person calls themselves; empty if they have not said."""
    return (display_name.split() or [""])[0]


def _generic(about: Subject) -> Words:
    title = _("Side by Side")
    match about:
        case "opening":
            return Words(
                title,
                _("Your check-in is open. It takes about four minutes."),
                _("Your check-in is open"),
                _("Open the check-in"),
            )
        case "repeat":
            return Words(
                title,
                _("Your check-in is there whenever you have a quiet moment. There is no hurry."),
                _("Your check-in is there for you"),
                _("Open the check-in"),
            )
        case "last_call":
            return Words(
                title,
                _("Your check-in is still open for a little while. If not this time, that is fine too."),
                _("Your check-in is still open"),
                _("Open the check-in"),
            )
        case "nudge":
            return Words(
                title,
                _("A small nudge: your check-in is there. There is no hurry."),
                _("A small nudge"),
                _("Open the check-in"),
            )
        case "revealed":
            return Words(
                title,
                _("Your check-in is ready. It reads best side by side."),
                _("Your check-in is ready"),
                _("See the check-in"),
            )
        case "talk_later":
            return Words(
                title,
                _("You wanted to come back to something. Perhaps there is a calm moment for it today."),
                _("Something to come back to"),
                _("See what it was"),
            )
        case "helped":
            return Words(
                title,
                _("One short question about your talk. Your answer is for you alone."),
                _("One short question"),
                _("Answer it"),
            )
        case "test":
            return Words(
                title,
                _("This is how a reminder looks. Nothing else to do."),
                _("A test from Side by Side"),
                _("Open the settings"),
            )


def _warm(about: Subject, first_name: str) -> tuple[str, str]:
    title = _("Hello %(name)s") % {"name": first_name} if first_name else _("Hello")
    match about:
        case "opening":
            return title, _("This week's check-in is open. A few quiet minutes, whenever it suits you.")
        case "repeat":
            return title, _(
                "This week's check-in is there whenever you have a quiet moment. There is no hurry."
            )
        case "last_call":
            return title, _(
                "This week's check-in is open a little longer. If it does not suit you, let it go."
            )
        case "nudge":
            # No name, since it stands on a lock screen, and nothing about whether the partner has finished.
            return title, _("Your partner would like to have this week's check-in with you. No hurry.")
        case "revealed":
            return title, _("This week's check-in is ready. Make some tea and read it side by side.")
        case "talk_later":
            return title, _(
                "You wanted to come back to something. Perhaps today, over something warm to drink?"
            )
        case "helped":
            return title, _("You took time to talk. Did it help? Your answer is for you alone.")
        case "test":
            return title, _("This is how a reminder will look. Have a good day.")
