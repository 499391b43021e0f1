"""Headlines for strengths, that is, findings about what goes well.

Each rule has several headlines, so that the next check-in does not repeat a headline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

#: Number of headlines by which each check-in advances in the list.
A_CHECK_IN = 2

#: Headlines by the engine's rule, or by kind for a rule without its own. Each rule has six, so that no headline is
#: repeated even after one lapsed check-in. `theme` is the reason's title.
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
    """Return the headline of a strength, that is, of a finding about what goes well.

    `rule`: the engine's rule that found the strength. `place`: its place among the strengths of the check-in, from 0.
    The headline depends only on these arguments. So it never changes, and both partners read the same headline.
    """
    headlines = HEADLINES.get(rule) or HEADLINES["strength"]
    return headlines[(check_in_number * A_CHECK_IN + place) % len(headlines)]
