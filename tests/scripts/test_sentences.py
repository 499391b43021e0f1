"""A step of `make check` finds texts that can't be translated, and reports their lines."""

from __future__ import annotations

import pytest

from scripts import check, sentences


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ('_("%s answers")', "give the placeholder a name"),
        ('_("{} answers")', "give the placeholder a name"),
        ('_("{0} answers")', "give the placeholder a name"),
        ('_(f"{name} answers")', "one plain string"),
        ('_("You " + verb)', "one plain string"),
        ("_(text)", "one plain string"),
        ('ngettext("One answer", "%d answers", count)', "give the placeholder a name"),
        ('_("Good morning, ") + name', "joined with +"),
        ('_("Good morning, ")', "ends with a space"),
        ("""f"{name}: {_('Good morning')}" """, "in an f-string"),
        ('_("the other one")', "a fragment needs a context"),
        ('raise Conflict("Too late.", code="too_late")', "wrap it in _()"),
        ('raise serializers.ValidationError(f"Not {value}.")', "wrap it in _()"),
        ('{"code": "late", "message": "Too late."}', "wrap it in _()"),
        ('LATE = _("Too late.")', "use gettext_lazy"),
    ],
)
def test_what_no_translator_could_use_is_found(code: str, problem: str) -> None:
    found = [*sentences.in_code(f"\n{code}\n")]
    assert any(problem in said for _, said in found), found
    assert {line for line, _ in found} == {2}


@pytest.mark.parametrize(
    "code",
    [
        '_("It rests on %(count)d answers, 100 %% yours.") % words',
        '_("One sentence "\n  "in two pieces of source.")',
        'ngettext("%(count)d answer", "%(count)d answers", count)',
        'pgettext("instead of a name", "the other one")',
        'raise Conflict(_("Too late."), code="too_late")',
        'log.info("not for people")',
    ],
)
def test_whole_sentences_pass(code: str) -> None:
    assert [*sentences.in_code(code)] == []


def test_a_template_says_nothing_without_translate() -> None:
    template = """{% load i18n %}<p title="x">{% translate "Hello" %}</p>
<p>{% blocktranslate with name=name %}Hello {{ name }}.{% endblocktranslate %}</p>
<style>p { color: red; }</style> &nbsp; {{ name }}: –
<p>Good morning</p>
"""
    assert [line for line, _ in sentences.in_template(template)] == [4]


def test_it_is_part_of_the_checks() -> None:
    assert "sentences can be translated" in {step.name for step in check.plan("static")}
