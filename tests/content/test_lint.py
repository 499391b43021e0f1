"""Each wording rule rejects its target, and accepts a good sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.catalogue import LIBRARY
from content.files.library_files import Place
from content.files.loading import load
from content.rules import lint, question_rules, starter_rules
from content.rules.lint import RULES, LintRule
from content.rules.sentences import Sentence, SentenceRole
from tests.content.decks import change, line_of

HERE = Place("somewhere.yaml", 7)
LONG = "I felt that what I had quietly done for the two of us in the course of many long evenings was seen."

REJECTED: list[tuple[LintRule, SentenceRole, str]] = [
    (lint.first_person, "rated", "A partner's friends felt welcome."),
    (lint.short, "rated", LONG),
    (lint.short, "words", LONG),
    (lint.short, "listens", f"{LONG} {LONG}?"),
    (lint.reads_easily, "rated", "I perceived considerable appreciation regarding my contributions."),
    (lint.reads_easily, "listens", "Which particular characteristic of our relationship is unsatisfactory?"),
    (lint.reads_easily, "prose", "Underestimating emotional exhaustion eventually undermines intimacy."),
    (lint.one_idea, "rated", "I felt heard and understood."),
    (lint.one_idea, "rated", "I had time or quiet."),
    (lint.one_idea, "rated", "I spoke; my partner listened."),
    (lint.plain_statement, "rated", "Did I feel heard?"),
    (lint.plain_statement, "rated", "I felt heard. I was glad."),
    (lint.plain_statement, "rated", "I felt heard"),
    (lint.past_seven_days, "rated", "I feel heard by my partner."),
    (lint.past_seven_days, "rated", "My partner listens to me."),
    (lint.past_seven_days, "rated", "My partner gives me the time I need."),
    (lint.past_seven_days, "rated", "I felt heard today."),
    (lint.past_seven_days, "rated", "I felt that things were easier last month."),
    (lint.fits_the_scale, "rated", "I often felt heard."),
    (lint.fits_the_scale, "rated", "I was thanked every day."),
    (lint.no_negation, "rated", "I did not feel heard."),
    (lint.no_negation, "rated", "I wasn’t thanked."),
    (lint.no_negation, "rated", "I had no time to myself."),
    (lint.no_absolutes, "feels", "I felt low after …, as always. Could we talk?"),
    (lint.no_absolutes, "experiment", "You should talk for ten minutes."),
    (lint.no_absolutes, "prose", "It never lasts."),
    (lint.no_gender, "prose", "He wants to be seen."),
    (lint.no_gender, "rated", "I felt like a good husband."),
    (lint.no_assumptions, "rated", "I felt glad in my marriage."),
    (lint.no_assumptions, "experiment", "When the children are asleep, sit down together."),
    (lint.no_assumptions, "summary", "Being at home together can be empty."),
    (lint.no_assumptions, "prose", "The one who earns more decides."),
    (lint.no_blame, "rated", "I felt ignored by my partner."),
    (lint.no_blame, "feels", "I felt bad because of you when …. Could we talk?"),
    (lint.no_accusation, "feels", "I felt sad when you didn't …. Could we talk?"),
    (lint.no_accusation, "rated", "I noticed that my partner forgot what I said."),
    (lint.no_fear_or_control, "rated", "I felt afraid of my partner's mood."),
    (lint.no_fear_or_control, "feels", "I felt controlled when …. Could we talk about it?"),
    (lint.no_fear_or_control, "listens", "Do you feel threatened by me?"),
    (lint.own_life_together, "rated", "I was in high spirits."),
    (lint.own_life_together, "rated", "I was needed for my judgement."),
    (lint.own_life_together, "rated", "In our life together, my partner decided for me."),
    (lint.from_whom, "rated", "I was thanked for something that I had done."),
    (lint.from_whom, "rated", "I noticed real interest in how I see things."),
    (lint.feeling_event_request, "feels", "When … happened, it was hard. Could we talk about it?"),
    (lint.feeling_event_request, "feels", "I felt alone last night. Could we talk about it?"),
    (lint.feeling_event_request, "feels", "I felt alone when …, and that is how it was."),
    (lint.curious, "listens", "I see it another way."),
    (lint.no_defence, "listens", "I was tired, but how was it for you?"),
    (lint.no_defence, "listens", "I only meant well. What did you hear?"),
    (
        starter_rules.no_pseudo_feelings,
        "feels",
        "I felt like a service desk when …. Could we talk, if you'd like to?",
    ),
    (
        starter_rules.no_pseudo_feelings,
        "feels",
        "I felt a bit invisible after …. Could we talk, or rather not?",
    ),
    (
        starter_rules.no_pseudo_feelings,
        "feels",
        "I felt that you left me alone with …. Could we talk, or rather not?",
    ),
    (starter_rules.reflects_first, "listens", "What matters most to you in this?"),
    (starter_rules.reflects_first, "listens", "It sounds hard. What would help?"),
    (starter_rules.reflects_first, "listens", "So what was it about …?"),
    (starter_rules.can_be_declined, "feels", "I felt low after …. Could we talk about it this week?"),
    (starter_rules.can_be_declined, "feels", "I felt low after …. Would you stay, if you loved me?"),
    (starter_rules.can_be_declined, "feels", "I felt low after …. Could we talk, or is this a bad time?"),
    (starter_rules.can_be_declined, "feels", "I felt low after …. Could we talk, today or another day?"),
    (starter_rules.can_be_declined, "experiment", "Hold each other for twenty seconds."),
    (starter_rules.can_be_declined, "experiment", "Each names a wish. The other is free to say yes."),
    (
        starter_rules.no_account,
        "feels",
        "I felt glad when you told me before I had asked. Could you do that, if you like?",
    ),
    (starter_rules.admits_nothing, "listens", "So my remark hurt. I'm sorry. Do you want to say more?"),
    (
        starter_rules.admits_nothing,
        "listens",
        "That sounds like a lot. I could do the shopping on Friday. Is that fine?",
    ),
    (starter_rules.no_account, "feels", "I felt low after …. Would you hold me tonight, or rather not?"),
    (starter_rules.no_account, "listens", "I hear that … hurt. Who were you with, and where were you?"),
    (starter_rules.no_account, "experiment", "Tell each other why you choose this person, or leave it out."),
    (lint.costs_nothing, "experiment", "Go to a restaurant that neither of you knows."),
    (lint.one_sentence, "summary", "It is quiet. It is kind."),
    (lint.one_sentence, "summary", "It is quiet"),
    (question_rules.asks_once, "question", "Which song do you like? Why that one?"),
    (question_rules.asks_once, "question", "Tell each other about a song that you like."),
    (question_rules.for_both, "question", "What did I do this week that made you smile?"),
    (question_rules.no_prying, "question", "Which secret have you kept from each other?"),
    (question_rules.no_prying, "question", "Who were you with when you last laughed?"),
    (question_rules.no_prying, "question", "What do you like about your messages?"),
    (question_rules.no_trouble, "question", "What was hard for each of you this week?"),
    (question_rules.no_trouble, "question", "What do you do better than other couples?"),
    (question_rules.any_life, "question", "Which holiday did you both like best?"),
    (question_rules.any_life, "question", "What did each of you like about work this week?"),
]

GOOD: list[tuple[SentenceRole, str]] = [
    ("rated", "I felt heard when I spoke about something that mattered to me."),
    ("words", "Something about my partner that I was glad of."),
    ("feels", "I felt alone with it when …. Could you tell me what you heard? No is fine."),
    ("listens", "I hear that … hurt. What matters most to you in this?"),
    ("listens", "So … took a lot of work. Tell me about the part that nobody saw."),
    ("feels", "I felt full after the party, so I'm taking a quiet hour. It's nothing to do with you."),
    ("experiment", "Take turns for ten minutes. Either of you can stop or leave it out without a word."),
    ("summary", "Effort keeps its warmth when somebody says that they saw it."),
    ("prose", "It is not being above criticism, and nobody's fault."),
]


#: Near misses: per rule, its target in a context where it is fine.
NEAR_MISSES: list[tuple[LintRule, SentenceRole, str]] = [
    (lint.first_person, "rated", "My words were met with interest."),
    (lint.first_person, "words", "Something about a partner."),
    (
        lint.short,
        "rated",
        "I felt that what I had done for the two of us on long days was seen by my own partner now.",
    ),
    (lint.short, "prose", f"{LONG} {LONG}"),
    (lint.reads_easily, "rated", "I felt appreciated by my partner."),
    (lint.reads_easily, "prose", "Appreciation without conditions"),
    (lint.one_idea, "rated", "I felt understood by my partner in ordinary moments."),
    (lint.one_idea, "feels", "I felt tired and low after …. Could we talk? No is fine."),
    (lint.plain_statement, "rated", "I felt heard."),
    (lint.plain_statement, "words", "I'd like to talk about…"),
    (lint.past_seven_days, "rated", "I was needed for my judgement."),
    (lint.past_seven_days, "rated", "I felt free to take our next steps in my own time."),
    (
        lint.past_seven_days,
        "listens",
        "I hear that you miss it. When did you last feel close to me, today or last month?",
    ),
    (lint.fits_the_scale, "rated", "I had enough room to think."),
    (lint.fits_the_scale, "listens", "So … helps. Which of these do you often miss?"),
    (lint.no_negation, "rated", "I noticed real interest in how I see things."),
    (lint.no_negation, "prose", "It is not a no."),
    (lint.own_life_together, "rated", "I had a real say in how we live."),
    (lint.from_whom, "rated", "I was thanked by my partner."),
    (lint.from_whom, "rated", "What I did for us was seen."),
    (lint.no_absolutes, "prose", "Nevertheless it may pass, as mustard goes with bread."),
    (lint.no_gender, "rated", "I felt like a good human being."),
    (lint.no_gender, "listens", "I hear you. Where is there a place for you?"),
    (lint.no_assumptions, "rated", "I felt at ease in our different worlds."),
    (lint.no_assumptions, "prose", "A parental tone wears out, and a childlike joy does not."),
    (lint.no_blame, "prose", "It is nobody's fault."),
    (lint.no_blame, "rated", "I felt that my effort was welcome."),
    (lint.no_accusation, "feels", "I felt glad when you asked about …. Could we do it again? No is fine."),
    (
        lint.no_accusation,
        "experiment",
        "Do it on a day on which you don't hurry. Either of you can leave it out.",
    ),
    (lint.no_fear_or_control, "prose", "It is not control over anybody."),
    (lint.no_fear_or_control, "rated", "I felt unsure how to begin."),
    (
        lint.feeling_event_request,
        "feels",
        "I felt low after …. Could we try it another way? No is fine.",
    ),
    (
        lint.feeling_event_request,
        "feels",
        "When …, I stayed quiet and felt alone. Would you ask me? No is fine.",
    ),
    (lint.curious, "listens", "So it was …. Tell me about it."),
    (lint.no_defence, "listens", "I hear that … hurt. What matters to you in this, and what would help?"),
    (lint.no_defence, "prose", "It is small, but it counts."),
    (
        starter_rules.no_pseudo_feelings,
        "feels",
        "I felt used to quiet, and then low after …. Could we talk? No is fine.",
    ),
    (starter_rules.no_pseudo_feelings, "prose", "Someone may feel like a guest."),
    (starter_rules.reflects_first, "listens", "That sounds like a hard day. What would help?"),
    (starter_rules.reflects_first, "feels", "I felt low after …. Could we talk? No is fine."),
    (starter_rules.can_be_declined, "experiment", "Play a game for ten minutes. No one has to."),
    (starter_rules.can_be_declined, "listens", "I hear that … hurt. What would help?"),
    (
        starter_rules.admits_nothing,
        "listens",
        "So that remark stayed with you. Thank you. Do you want to say more?",
    ),
    (starter_rules.admits_nothing, "feels", "I felt tired after …. I'll keep it small. It needs no answer."),
    (starter_rules.no_account, "listens", "It seems that … helps. Where do you hear yourself think?"),
    (starter_rules.no_account, "prose", "Asking where you were feeds the doubt."),
    (lint.costs_nothing, "experiment", "Plan a meal with what is there. Either of you can leave it out."),
    (lint.costs_nothing, "prose", "Attention cannot be had for pay."),
    (lint.one_sentence, "summary", "Small things, said aloud, stay warm — even years later."),
    (lint.one_sentence, "prose", "It is quiet. It is kind."),
    (question_rules.asks_once, "question", "This was good for both of you. What made it so?"),
    (question_rules.asks_once, "prose", "Why is that? What for?"),
    (question_rules.for_both, "question", "Which song would you both like to hear again?"),
    (question_rules.for_both, "words", "What did I do this week?"),
    (question_rules.no_prying, "question", "Which small thing are you both looking forward to?"),
    (question_rules.no_prying, "prose", "A secret is no one's business."),
    (question_rules.no_trouble, "question", "What did you find out this week that was new to you?"),
    (question_rules.no_trouble, "listens", "So it was hard. What would help?"),
    (question_rules.any_life, "question", "What are the two of you good at as a team?"),
    (question_rules.any_life, "experiment", "Go for a walk. Either of you can leave it out."),
]


def about(rule: LintRule, role: SentenceRole, text: str) -> Sentence:
    """The sentence as the rule has to see it: two rules apply to prompts of a certain kind."""
    return Sentence(
        text, role, HERE, own_life=rule is lint.own_life_together, received=rule is lint.from_whom
    )


@pytest.mark.parametrize(("rule", "role", "text"), REJECTED)
def test_a_rule_rejects(rule: LintRule, role: SentenceRole, text: str) -> None:
    assert rule(about(rule, role, text)) is not None


def test_every_rule_has_a_sentence_that_it_rejects_and_a_near_miss() -> None:
    assert {rule for rule, _, _ in REJECTED} == set(RULES)
    assert {rule for rule, _, _ in NEAR_MISSES} == set(RULES)


@pytest.mark.parametrize(("rule", "role", "text"), NEAR_MISSES)
def test_a_near_miss_passes_every_rule(rule: LintRule, role: SentenceRole, text: str) -> None:
    assert lint.check(about(rule, role, text)) == []


@pytest.mark.parametrize(("role", "text"), GOOD)
def test_a_good_sentence_passes_every_rule(role: SentenceRole, text: str) -> None:
    assert lint.check(Sentence(text, role, HERE)) == []


def test_other_prompts_may_name_the_partner_or_nobody() -> None:
    for text in ("I listened to my partner.", "I was in high spirits."):
        sentence = Sentence(text, "rated", HERE)
        assert lint.own_life_together(sentence) is None
        assert lint.from_whom(sentence) is None


def test_a_finding_names_rule_file_and_line(deck: Path) -> None:
    path = deck / "shared-laughter.yaml"
    change(path, "I felt light at heart.", "I felt light and free.")
    [finding] = lint.lint(load((LIBRARY, deck)))
    assert finding.place == (str(path.resolve()), line_of(path, "light and free"))
    assert finding.message.startswith("one_idea: “and”")


def test_a_reason_left_with_too_little_is_a_finding(deck: Path) -> None:
    change(
        deck / "shared-laughter.yaml",
        "text: I let myself be silly.",
        "text: I let myself be silly., retired: true",
    )
    [finding] = lint.lint(load((LIBRARY, deck)))
    assert "2 prompts with the side received or own; at least 3" in finding.message


def test_a_prompt_without_an_expected_level_is_a_finding(deck: Path) -> None:
    path = deck / "shared-laughter.yaml"
    change(
        path,
        "I let myself be silly.,\n     expected: 0.75, why: It comes and goes.,",
        "I let myself be silly.,",
    )
    [finding] = lint.lint(load((LIBRARY, deck)))
    assert finding.message == "explained: 'shared-laughter.silly' lacks why"


def test_a_prompt_that_needs_an_occasion_says_what_fits_a_week_without_it(deck: Path) -> None:
    path = deck / "shared-laughter.yaml"
    change(path, "I let myself be silly.", "When we laughed I let myself go.")
    [finding] = lint.lint(load((LIBRARY, deck)))
    assert finding.message.startswith("occasion: the hint of 'shared-laughter.silly'")
    fitting = "When we laughed I let myself go., hint: “Didn't come up” fits a week without it."
    change(path, "When we laughed I let myself go.", fitting)
    assert lint.lint(load((LIBRARY, deck))) == []


def test_a_text_that_stands_in_two_places_is_a_finding(deck: Path) -> None:
    change(deck / "shared-laughter.yaml", "I let myself be silly.", "I felt light at heart.")
    [finding] = lint.lint(load((LIBRARY, deck)))
    assert "'shared-laughter.silly' says the same as 'shared-laughter.light'" in finding.message


def test_what_is_retired_is_past_mending(deck: Path) -> None:
    change(deck / "shared-laughter.yaml", "I told a joke.", "My husband always laughed at my jokes.")
    assert lint.lint(load((LIBRARY, deck))) == []


def test_an_erosions_prompt_may_not_name_the_partner(library: Path) -> None:
    old = "I felt that I had to be “on” whenever we were together."
    change(library / "lost-quiet.yaml", old, "I felt on call for my partner whenever we were together.")
    [finding] = lint.lint(load((library,)))
    assert finding.message.startswith("own_life_together: “partner”")


def test_a_received_prompt_of_the_library_says_from_whom(library: Path) -> None:
    old = "My partner noticed the small things I did for us."
    change(library / "unappreciated.yaml", old, "I was noticed for the small things I did.")
    [finding] = lint.lint(load((library,)))
    assert finding.message.startswith("from_whom")
