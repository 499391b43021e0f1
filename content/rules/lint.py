"""The wording rules of the library. Each rule is a function that takes a sentence and returns a complaint or None.

A sentence is one text of the library with its role, such as a prompt or a starter. If a rule does not apply to the
sentence's role, it returns None.

For example, a prompt must be in the first person, be about the past seven days, and blame no one. No rule can check
whether a sentence is warm and true, so a person has to judge that.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from content.coverage import gaps
from content.files.library_files import Problem
from content.rules import reading, vocabulary
from content.rules.question_rules import any_life, asks_once, for_both, no_prying, no_trouble
from content.rules.sentences import Sentence, SentenceRole, sentences
from content.rules.starter_rules import (
    admits_nothing,
    can_be_declined,
    no_account,
    no_pseudo_feelings,
    reflects_first,
)
from content.rules.vocabulary import complaint
from content.values import Catalogue

#: Roles of the sentences that people answer or say. Other texts explain, and may mention what is forbidden in these.
SPOKEN: frozenset[SentenceRole] = frozenset({"rated", "words", "feels", "listens", "experiment", "question"})
STARTERS: frozenset[SentenceRole] = frozenset({"feels", "listens"})
MAX_PROMPT = 90
MAX_STARTER = 180
#: EASY: highest reading grade of prompts, starters and questions. EASY_ENOUGH: that of all other texts. Texts with
#: fewer than FEWEST_WORDS words are not graded.
EASY, EASY_ENOUGH = 9, 10
FEWEST_WORDS = 6

LintRule = Callable[[Sentence], str | None]


def first_person(sentence: Sentence) -> str | None:
    """Return a complaint if a prompt with a scale of answers is not in the first person ("I"), otherwise None."""
    if sentence.role != "rated" or vocabulary.FIRST_PERSON.search(sentence.text):
        return None
    return "a prompt speaks in the first person"


def short(sentence: Sentence) -> str | None:
    """Return a complaint if a prompt, a question or a starter is too long, otherwise None.

    A prompt or a question must be short enough to read at a glance, a starter short enough to say in two breaths.
    """
    limits: dict[SentenceRole, int] = {
        "rated": MAX_PROMPT,
        "words": MAX_PROMPT,
        "feels": MAX_STARTER,
        "listens": MAX_STARTER,
        "question": MAX_PROMPT,
    }
    limit = limits.get(sentence.role)
    too_long = limit is not None and len(sentence.text) > limit
    return f"{len(sentence.text)} characters; at most {limit}" if too_long else None


def reads_easily(sentence: Sentence) -> str | None:
    """Return a complaint if a sentence is too hard to read, judged by its grade (years of school), otherwise None.

    Texts with fewer than `FEWEST_WORDS` words are not checked.
    """
    if len(reading.words(sentence.text)) < FEWEST_WORDS:
        return None
    limit = EASY if sentence.role in STARTERS | {"rated", "words", "question"} else EASY_ENOUGH
    grade = reading.grade(sentence.text)
    return f"reading grade {grade:.1f}; at most {limit}" if grade > limit else None


def one_idea(sentence: Sentence) -> str | None:
    """Return a complaint if the sentence is a prompt with a scale of answers and has more than one idea.

    Otherwise return None. A word such as "and" or "but" counts as a sign of a second idea. A person can't answer two
    ideas with one tap.
    """
    if sentence.role != "rated":
        return None
    return complaint(vocabulary.SECOND_IDEA, sentence.text, "one idea a prompt; make it two prompts")


def plain_statement(sentence: Sentence) -> str | None:
    """Return a complaint if a prompt with a scale of answers is not a single statement, otherwise None.

    The statement must end with a full stop and contain no blank ("…").
    """
    whole = sentence.text.endswith(".") and not re.search(r"[.?!…]", sentence.text[:-1])
    return (
        None if sentence.role != "rated" or whole else "a prompt is one statement that ends with a full stop"
    )


def past_seven_days(sentence: Sentence) -> str | None:
    """Return a complaint if a prompt with a scale of answers is not about the past seven days, otherwise None.

    The prompt must be in the past tense and must mention no other period. The words above the prompt
    already say "In the past seven days…".
    """
    if sentence.role != "rated":
        return None
    if not vocabulary.PAST.search(sentence.text):
        return "a prompt looks back: no verb in the past tense that `vocabulary.PAST` knows"
    return complaint(vocabulary.OTHER_TIME, sentence.text, "a prompt looks back on the past seven days")


def fits_the_scale(sentence: Sentence) -> str | None:
    """Return a complaint if a prompt with a scale of answers says how often something happened, otherwise None.

    The answer on the scale says how often.
    """
    if sentence.role != "rated":
        return None
    return complaint(vocabulary.HOW_OFTEN, sentence.text, "the scale asks how often")


def no_negation(sentence: Sentence) -> str | None:
    """Return a complaint if a prompt with a scale of answers has a negation, otherwise None.

    "Not at all" would be a confusing answer to a negative statement.
    """
    if sentence.role != "rated":
        return None
    return complaint(
        vocabulary.NEGATION, sentence.text, "say it positively, or mark it as reverse and name what was there"
    )


def own_life_together(sentence: Sentence) -> str | None:
    """Return a complaint if a prompt about the life together mentions the partner or lacks "our", otherwise None.

    Only prompts about the person's own part in the life together are checked. "us", "we" and similar words count like
    "our". Without such a word, the prompt could be about work or mood in general.
    """
    if sentence.role != "rated" or not sentence.own_life:
        return None
    if not vocabulary.TOGETHER.search(sentence.text):
        return "an erosion's prompt names the life together: our, us, we"
    return complaint(vocabulary.PARTNER, sentence.text, "an erosion's prompt leaves the partner's doing out")


def from_whom(sentence: Sentence) -> str | None:
    """Return a complaint if a prompt about something received does not say from whom, otherwise None.

    The prompt must mention the partner, or contain a word like "us" or "we". Otherwise, someone could
    think of a colleague's thanks instead of the partner's.
    """
    if not sentence.received or re.search(r"\bpartner\b", sentence.text):
        return None
    return None if vocabulary.TOGETHER.search(sentence.text) else "say from whom: my partner, us, we"


def no_absolutes(sentence: Sentence) -> str | None:
    """Return a complaint if a sentence contains a word like "always", "never" or "should", otherwise None."""
    return complaint(vocabulary.ABSOLUTE, sentence.text, "no absolutes and no duties")


def no_gender(sentence: Sentence) -> str | None:
    """Return a complaint if a sentence contains a word that assumes a person's gender, otherwise None."""
    return complaint(vocabulary.GENDER, sentence.text, "gender-neutral words only")


def no_assumptions(sentence: Sentence) -> str | None:
    """Return a complaint if a sentence assumes marriage, children, a shared home or an income, otherwise None."""
    return complaint(vocabulary.ASSUMES, sentence.text, "not every couple has this")


def no_blame(sentence: Sentence) -> str | None:
    """Return a complaint if a sentence that people answer or say aloud blames someone, otherwise None."""
    if sentence.role not in SPOKEN:
        return None
    return complaint(vocabulary.BLAME, sentence.text, "no blame")


def no_accusation(sentence: Sentence) -> str | None:
    """Return a complaint if a text says what the partner failed to do, otherwise None.

    Only starters and prompts with a scale of answers are checked.
    """
    if sentence.role not in STARTERS | {"rated"}:
        return None
    return complaint(
        vocabulary.ACCUSATION, sentence.text, "say what you felt, not what the other left undone"
    )


def no_fear_or_control(sentence: Sentence) -> str | None:
    """Return a complaint if a sentence that people answer or say aloud is about fear or control, otherwise None.

    No one should be led to discuss fear or control with the person who may cause it.
    """
    if sentence.role not in SPOKEN:
        return None
    return complaint(vocabulary.FEAR, sentence.text, "fear or control is never a shared topic")


def feeling_event_request(sentence: Sentence) -> str | None:
    """Return what is missing in a starter for the partner who felt something, or None if nothing is missing.

    The starter must name a feeling, an event and a request. Instead of making a request, the starter may say that it
    asks for nothing.
    """
    if sentence.role != "feels":
        return None
    parts = {
        "a feeling (“I felt …”)": bool(vocabulary.FEELING.search(sentence.text)),
        "a concrete event (“when we …”)": bool(vocabulary.EVENT.search(sentence.text)),
        "a request (“Could we …?”)": bool(
            vocabulary.REQUEST.search(sentence.text) or vocabulary.ASKS_NOTHING.search(sentence.text)
        ),
    }
    missing = [part for part, there in parts.items() if not there]
    return f"missing: {', '.join(missing)}" if missing else None


def curious(sentence: Sentence) -> str | None:
    """Return a complaint if a starter for the listening partner neither asks nor says "Tell me", otherwise None."""
    asks = "?" in sentence.text or "Tell me" in sentence.text
    return None if sentence.role != "listens" or asks else "a listener's starter asks or invites"


def no_defence(sentence: Sentence) -> str | None:
    """Return a complaint if a starter has defensive words, such as "but" or "actually", otherwise None."""
    return complaint(vocabulary.DEFENCE, sentence.text, "no defence") if sentence.role in STARTERS else None


def costs_nothing(sentence: Sentence) -> str | None:
    """Return a complaint if a small thing to try seems to cost money, otherwise None."""
    return (
        complaint(vocabulary.MONEY, sentence.text, "an experiment costs nothing")
        if sentence.role == "experiment"
        else None
    )


def one_sentence(sentence: Sentence) -> str | None:
    """Return a complaint if the summary of a reason is not one sentence with a full stop at the end, otherwise None."""
    single = sentence.text.endswith(".") and not re.search(r"[.?!]\s", sentence.text)
    return None if sentence.role != "summary" or single else "a summary is one sentence with a full stop"


RULES: tuple[LintRule, ...] = (
    first_person,
    short,
    reads_easily,
    one_idea,
    plain_statement,
    past_seven_days,
    fits_the_scale,
    no_negation,
    own_life_together,
    from_whom,
    no_absolutes,
    no_gender,
    no_assumptions,
    no_blame,
    no_accusation,
    no_fear_or_control,
    feeling_event_request,
    curious,
    no_defence,
    no_pseudo_feelings,
    reflects_first,
    can_be_declined,
    admits_nothing,
    no_account,
    costs_nothing,
    one_sentence,
    asks_once,
    for_both,
    no_prying,
    no_trouble,
    any_life,
)


def check(sentence: Sentence) -> list[Problem]:
    """Check one sentence against all wording rules, and return the problems."""
    said = ((rule, rule(sentence)) for rule in RULES)
    return [Problem(sentence.place, f"{rule.__name__}: {why}") for rule, why in said if why]


def lint(catalogue: Catalogue) -> list[Problem]:
    """Return all problems of the library: broken wording rules, missing or incomplete entries, and repeated texts."""
    problems = [problem for sentence in sentences(catalogue) for problem in check(sentence)]
    return sorted([*problems, *gaps(catalogue)], key=lambda problem: problem.place)
