"""Headlines of what went well: several for each rule, so that no sentence comes back in the next check-in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

#: Headlines in one check-in. The next one starts where they end.
A_CHECK_IN = 2

#: By rule of the engine, else by kind. Six for each rule, so that none comes back after one lapsed check-in either.
#: `theme` is a reason's title.
HEADLINES: Mapping[str, Sequence[Promise]] = {
    "strength": (
        gettext_lazy("%(theme)s: you both said that there was plenty of this."),
        gettext_lazy("%(theme)s: your answers say that this was there for both of you."),
        gettext_lazy("%(theme)s: good answers from both of you."),
        gettext_lazy("%(theme)s: you both answered that this went well."),
        gettext_lazy("%(theme)s: your answers say that neither of you went short of it."),
        gettext_lazy("%(theme)s: you both sounded happy with this."),
    ),
    "strength.given_and_received": (
        gettext_lazy("%(theme)s: one of you gave this, and the other felt it."),
        gettext_lazy("%(theme)s: what one of you gave reached the other."),
        gettext_lazy("%(theme)s: given by one of you, felt by the other."),
        gettext_lazy("%(theme)s: one of you made the effort, and the other felt the difference."),
        gettext_lazy("%(theme)s: one of you offered this, and the other noticed."),
        gettext_lazy("%(theme)s: what one of you gave, the other received."),
    ),
    "strength.risen": (
        gettext_lazy("%(theme)s: there is more of this in your answers than before."),
        gettext_lazy("%(theme)s: your answers say that this has grown."),
        gettext_lazy("%(theme)s: your answers about this are on their way up."),
        gettext_lazy("%(theme)s: there was more of this than there used to be."),
        gettext_lazy("%(theme)s: your answers about this are better than they were."),
        gettext_lazy("%(theme)s: this has picked up, your answers say."),
    ),
    "strength.guessed_rightly": (
        gettext_lazy("%(theme)s: one of you guessed the other's answer."),
        gettext_lazy("%(theme)s: a good answer, and the other saw it coming."),
        gettext_lazy("%(theme)s: one of you knew how the other would answer."),
        gettext_lazy("%(theme)s: here, a guess was exactly right."),
        gettext_lazy("%(theme)s: one of you read the other exactly right."),
        gettext_lazy("%(theme)s: a good answer, and the other guessed it."),
    ),
    "strength.best": (
        gettext_lazy("%(theme)s: this came out best this time."),
        gettext_lazy("%(theme)s: the best answers this time were about this."),
        gettext_lazy("%(theme)s: of everything that you were asked, this did best."),
        gettext_lazy("%(theme)s: the best of this week."),
        gettext_lazy("%(theme)s: your highest answers this time were here."),
        gettext_lazy("%(theme)s: nothing else was answered better this time."),
    ),
}


def strength_headline(rule: str, *, check_in_number: int, place: int) -> Promise:
    """The headline for the strength at this place (from 0) in the couple's check-in of this number.

    It depends on the number alone, so it stays the same for ever and both partners read the same one.
    """
    headlines = HEADLINES.get(rule) or HEADLINES["strength"]
    return headlines[(check_in_number * A_CHECK_IN + place) % len(headlines)]
