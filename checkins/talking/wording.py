"""Write the sentences about a topic, for one viewer.

The sentences say that two people experienced something differently, never who is right. They address the viewer as
"you" and call the partner by name. An answer's number is replaced by its label on the scale.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from checkins.engine import Partner, rules
from checkins.talking.strength_wording import strength_headline
from checkins.talking.topics import Topic, TopicLine
from content.readers import readers_library, wording_said

#: Rules that use all prompts of several weeks. For these, the answers shown are only examples.
ALL_PROMPTS = frozenset({*rules.ABOUT_EVERYTHING, rules.DRIFT_ALL_LOW})

_THEMES: Mapping[str, Promise] = {
    "appreciation": gettext_lazy("Being appreciated"),
    "autonomy": gettext_lazy("Room to be yourself"),
    "connection": gettext_lazy("Closeness"),
}

#: Headlines by the engine's rule, or by kind for a rule without its own. `theme` is the reason's title, and `name` is
#: the partner's name.
_HEADLINES: Mapping[str, Promise] = {
    "drift": gettext_lazy("%(theme)s: your answers say that you have less of this than before."),
    "need.both": gettext_lazy("%(theme)s: your answers say that there was little of this for both of you."),
    "need.mine": gettext_lazy("%(theme)s: your answers say that there was little of this for you."),
    "need.theirs": gettext_lazy("%(theme)s: the answers of %(name)s say that there was little of this."),
    "need.whole.both": gettext_lazy("Your answers say that these weeks have been low for both of you."),
    "need.whole.mine": gettext_lazy("Your answers say that these weeks have been low for you."),
    "need.whole.theirs": gettext_lazy("The answers of %(name)s say that these weeks have been low."),
    "need.hard_weeks.both": gettext_lazy(
        "Your answers say that two weeks were harder than usual for both of you."
    ),
    "drift.all_low": gettext_lazy("Your answers say that these weeks have been low for you."),
    "exchange": gettext_lazy("%(theme)s: your answers about giving and receiving it differ."),
    "perception": gettext_lazy("%(theme)s: a guess and an answer were far apart."),
    "gap": gettext_lazy("%(theme)s: you experienced this differently this week."),
    "gap.recurring": gettext_lazy("%(theme)s: you have experienced this differently more than once."),
    "wish.mine": gettext_lazy("You would like to talk about this"),
    "wish.theirs": gettext_lazy("%(name)s would like to talk about this"),
    "light": gettext_lazy("%(theme)s"),
    "light.news": gettext_lazy("More about your kind words"),
    "light.deck": gettext_lazy("A question for the two of you"),
}

_RULES: Mapping[str, Promise] = {
    "strength": gettext_lazy("The answers of both of you say that this went well."),
    "strength.given_and_received": gettext_lazy(
        "One of you answered that they gave this, and the other that they felt it."
    ),
    "strength.risen": gettext_lazy("There is more of this in the answers than there was before."),
    "strength.guessed_rightly": gettext_lazy("One of you guessed exactly what the other answered."),
    "strength.best": gettext_lazy("Of all that you were asked this time, this was answered best."),
    "drift": gettext_lazy("Your own answers say that you have less of this than you used to."),
    "need.both": gettext_lazy(
        "You both answered that there was little of this. It counts as much when you agree."
    ),
    "need.mine": gettext_lazy("The answers behind this say that there was little of it for you."),
    "need.theirs": gettext_lazy("The answers behind this say that there was little of it for %(name)s."),
    "exchange": gettext_lazy(
        "One of you answered that they gave this, and the other that they had little of it. Both can be true."
    ),
    "need.whole.both": gettext_lazy(
        "In your last three check-ins, half or more of the answers of each of you were in the middle of the scale or "
        "on its unhappier side. No single subject stands out. %(theme)s was the least low, so you might begin there."
    ),
    "need.whole.mine": gettext_lazy(
        "In your last three check-ins, half or more of your own answers were near the unhappier end of the scale. No "
        "single subject stands out. %(theme)s was the least low, so you might begin there."
    ),
    "need.whole.theirs": gettext_lazy(
        "In your last three check-ins, half or more of the answers of %(name)s were near the unhappier end of the "
        "scale. No single subject stands out. %(theme)s was the least low, so you might begin there."
    ),
    "need.hard_weeks.both": gettext_lazy(
        "In your last two check-ins, half or more of the answers of each of you were clearly unhappier than usual. No "
        "single subject stands out."
    ),
    "drift.all_low": gettext_lazy(
        "In your last three check-ins, half or more of your answers were near the unhappier end of the scale. The "
        "reasons may lie outside the two of you. There are people who help."
    ),
    "perception": gettext_lazy("A guess about the other's answer was some way off."),
    "perception.guess_higher": gettext_lazy("A guess about the other's answer was higher than the answer."),
    "perception.guess_lower": gettext_lazy("A guess about the other's answer was lower than the answer."),
    "gap": gettext_lazy(
        "Your answers to the same prompt are further apart than is usual for the two of you."
    ),
    "gap.recurring": gettext_lazy("Your answers about this have differed more than once."),
    "wish.mine": gettext_lazy("You wrote this in your check-in, to talk about it."),
    "wish.theirs": gettext_lazy("%(name)s wrote this in the check-in, to talk about it."),
    "light": gettext_lazy("A friendly question for the evening."),
    "light.difference": gettext_lazy(
        "You both had some of this, to different degrees. This is a friendly question, not a finding."
    ),
    "light.good": gettext_lazy(
        "You both had this most of the time. This is a friendly question, not a finding."
    ),
    "light.surprise": gettext_lazy(
        "An answer was better than the other's guess. This is a friendly question, not a finding."
    ),
    "light.news": gettext_lazy(
        "One or both of you wrote kind words. Asking more about a good moment does you both good."
    ),
    "light.deck": gettext_lazy("It comes from a list of friendly questions, not from your answers."),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """The person who reads a text: their seat, and their partner's name ("" if the partner gave no name)."""

    seat: Partner
    partner_name: str

    @property
    def partner(self) -> str:
        """The partner's name, or "your partner" if the partner gave no name."""
        return self.partner_name or pgettext("where a name would stand", "your partner")


def scale_label(value: int) -> str:
    """Return the label on the scale for an answer's value (1 to 5), in the reader's language."""
    return readers_library().scale[value - 1]


def headline(topic: Topic, reader: Reader, *, check_in_number: int = 0, place: int = 0) -> str:
    """Return one short, kind sentence that names the topic.

    For a strength (what goes well), `check_in_number` and `place` choose among several headlines, so that the next
    check-in does not repeat a headline. `place`: the place among the strengths of the check-in, from 0.
    """
    if topic.kind == "strength":
        said = strength_headline(topic.rule, check_in_number=check_in_number, place=place)
    else:
        said = _pick(_HEADLINES, topic, reader)
    sentence = str(said) % {"theme": _theme(topic), "name": reader.partner}
    return sentence[:1].upper() + sentence[1:]


def why(topic: Topic, reader: Reader) -> list[str]:
    """Return a few sentences that explain to the reader why a topic came up.

    First comes the topic's rule in words, then those answers to the newest prompt that the reader may see. If the topic
    is based on several prompts, the number of prompts follows. More sentences may follow, for example that the topic
    has come up before.
    """
    rule = str(_pick(_RULES, topic, reader)) % {"theme": _theme(topic), "name": reader.partner}
    sentences = [rule[:1].upper() + rule[1:]]
    if topic.lines:
        sentences += _newest(topic.lines[0], reader)
    if len(topic.lines) > 1 and topic.rule not in ALL_PROMPTS:
        words = {"count": len(topic.lines), "date": _day(min(line.date for line in topic.lines))}
        if topic.kind == "drift":
            sentences.append(_("Based on %(count)d of your own answers since %(date)s.") % words)
        else:
            sentences.append(
                _("Based on %(count)d prompts that you have both been asked since %(date)s.") % words
            )
    if topic.recurring:
        sentences.append(_("This topic has come up before."))
    if topic.kind in {"gap", "exchange"}:
        sentences.append(
            _("Neither answer is the right one: the same week can feel different from each side.")
        )
    if topic.kind == "perception":
        sentences.append(_("No one can know the other's week. If you like, ask each other about it."))
    if topic.kind == "drift":
        sentences.append(_("Only you can see this. Whether you bring it up is up to you."))
    return sentences


def _pick(words: Mapping[str, Promise], topic: Topic, reader: Reader) -> Promise:
    if topic.kind == "wish":
        return words["wish.mine" if topic.felt_by == reader.seat else "wish.theirs"]
    if topic.kind == "need":
        whose = "both" if topic.felt_by is None else "mine" if topic.felt_by == reader.seat else "theirs"
        return words.get(f"{topic.rule}.{whose}") or words[f"need.{whose}"]
    return words.get(topic.rule) or words[topic.kind]


def _theme(topic: Topic) -> str:
    """Return the title of the topic's reason. For a topic without a reason, return its subject in a few words."""
    reason = readers_library().reasons.get(topic.reason) if topic.reason else None
    return (
        reason.title if reason else str(_THEMES.get(topic.dimension, pgettext_lazy("a topic", "This week")))
    )


def _newest(line: TopicLine, reader: Reader) -> list[str]:
    """Return sentences about the partners' answers to the newest prompt, and about a guess if there was one."""
    mine, theirs = line.values[reader.seat], line.values[1 - reader.seat]
    name = reader.partner[:1].upper() + reader.partner[1:]
    said = []
    if mine is not None:
        said.append(_("You answered “%(answer)s”.") % {"answer": scale_label(mine)})
    if theirs is not None:
        said.append(_("%(name)s answered “%(answer)s”.") % {"name": name, "answer": scale_label(theirs)})
    if line.guess is not None and line.guess_by is not None:
        if line.guess_by == reader.seat:
            said.append(_("Your guess had been “%(answer)s”.") % {"answer": scale_label(line.guess)})
        else:
            said.append(
                _("%(name)s had guessed “%(answer)s”.") % {"name": name, "answer": scale_label(line.guess)}
            )
    if not line.prompt or not said:
        return said
    prompt, _language = wording_said(line.prompt)
    asked = _("On %(date)s the prompt was: “%(prompt)s”") % {"date": _day(line.date), "prompt": prompt}
    return [asked, *said]


def _day(day: dt.date) -> str:
    # Translators: a day without its year, in the form of Django's `date` filter: day of the month, name of the month.
    return date_format(day, pgettext("the form of a day", "j F"))
