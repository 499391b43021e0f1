"""Texts of reminders, and of the switches that turn them on and off. No text depends on any answer.

Reminders have two tones. The generic tone reveals nothing to a stranger who reads the lock screen. The warm tone may
use the receiver's own first name. Neither tone contains an answer, a prompt or a reason.
Only the warm nudge mentions the partner, who sent it.
Source strings are English; other languages are gettext catalogues in `locale/`.
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
    """Texts of one message.

    `action` is the label of the e-mail's button. The e-mail's `subject` is the same in both tones (generic and
    warm).
    """

    title: str
    body: str
    subject: str
    action: str


@dataclass(frozen=True, slots=True)
class SwitchWords:
    """Texts of the switch for one kind of reminder on the settings screen. `hint` may be empty."""

    name: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SnoozeWords:
    """Texts for putting a reminder off.

    `buttons` has the labels of the buttons. The other texts explain why the reminder comes later than chosen, or not
    at all.
    """

    buttons: dict[Wait, str]
    after_quiet_hours: str
    too_late: str
    nothing: str


def words(about: Subject, tone: Tone, *, first_name: str = "", language: str = "en") -> Words:
    """Return the words of one message in the given language. Only the warm tone uses `first_name`.

    `about` is the kind of the reminder, or "test" for a test message.
    """
    with translation.override(language):
        generic = _generic(about)
        if tone == "generic":
            return generic
        title, body = _warm(about, first_name)
        # A subject line is read on lock screens as well: it stays generic in both tones.
        return Words(title, body, generic.subject, generic.action)


@cache
def about_snoozing(language: str) -> SnoozeWords:
    """Return the words about putting a reminder off. Cached, because every reminder by push needs these words."""
    with translation.override(language):
        return SnoozeWords(
            buttons={"two_hours": _("In two hours"), "tomorrow": _("Tomorrow")},
            after_quiet_hours=_("That falls in your quiet hours, so it will come after them."),
            too_late=_("The check-in will have closed by then."),
            nothing=_("There's nothing left to remind you about."),
        )


def switch_words(kind: ReminderKind) -> SwitchWords:
    """Return the texts of the switch for this kind of reminder, in the language of the current request."""
    match kind:
        case "opening":
            return SwitchWords(_("When it opens"))
        case "repeat":
            return SwitchWords(_("Once more, halfway"), _("If it is open for three days or more."))
        case "last_call":
            return SwitchWords(
                _("Before it closes"), _("A day before. Later, if it is open for less than four days.")
            )
        case "nudge":
            return SwitchWords(
                _("A nudge from my partner"),
                _(
                    "At most one per check-in, instead of another reminder. "
                    "Your partner isn't told whether you got it."
                ),
            )
        case "revealed":
            return SwitchWords(_("When we can both read it"), _("If you finished first."))
        case "talk_later":
            return SwitchWords(_("Topics I left for later"), _("Two days after you chose “Later”."))
        case "helped":
            return SwitchWords(
                _("Did talking help?"),
                _("A day after “We talked about it”, unless you have answered already."),
            )


def first_name_of(display_name: str) -> str:
    """Return the first word of a display name; empty if the name is empty."""
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
                _("Your check-in is still open. Answer whenever you have a quiet moment. There's no hurry."),
                _("Your check-in is still open"),
                _("Open the check-in"),
            )
        case "last_call":
            return Words(
                title,
                _("Your check-in closes soon. If you don't get round to it this time, that's fine."),
                _("Your check-in closes soon"),
                _("Open the check-in"),
            )
        case "nudge":
            return Words(
                title,
                _("A small nudge: your check-in is open. There's no hurry."),
                _("A small nudge"),
                _("Open the check-in"),
            )
        case "revealed":
            return Words(
                title,
                _("Your check-in is ready. Best read together."),
                _("Your check-in is ready"),
                _("See the check-in"),
            )
        case "talk_later":
            return Words(
                title,
                _("There's something saved for you. Perhaps today has a calm moment for it."),
                _("Something saved for you"),
                _("See what it is"),
            )
        case "helped":
            return Words(
                title,
                _("One short question for you. Only you will see your answer."),
                _("One short question"),
                _("Answer the question"),
            )
        case "test":
            return Words(
                title,
                _("This is what a reminder looks like. You don't need to do anything."),
                _("A test from Side by Side"),
                _("Open Settings"),
            )


def _warm(about: Subject, first_name: str) -> tuple[str, str]:
    title = _("Hello %(name)s") % {"name": first_name} if first_name else _("Hello")
    match about:
        case "opening":
            return title, _("This week's check-in is open. A few quiet minutes, whenever it suits you.")
        case "repeat":
            return title, _("This week's check-in is still open. Answer whenever you have a quiet moment.")
        case "last_call":
            return title, _("This week's check-in closes soon. If you don't get round to it, that's fine.")
        case "nudge":
            # No name, because a lock screen shows this text. Nothing about whether the partner has finished.
            return title, _("Your partner would like to do this week's check-in with you. There's no hurry.")
        case "revealed":
            return title, _("This week's check-in is ready. Make some tea and read it together.")
        case "talk_later":
            return title, _("There's something saved for you. Perhaps today, over a cup of tea?")
        case "helped":
            return title, _("You made time to talk. Did it help? Only you will see your answer.")
        case "test":
            return title, _("This is what a reminder looks like. Have a good day.")
