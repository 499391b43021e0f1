"""The words that the wording rules for translations look for, by language. Add new words here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


def _words(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """The words of one language that the wording rules for translations look for. Most of these words are forbidden.

    `first_person`: a prompt with a scale of answers must contain at least one of these words.
    `absolute`: words like "always" and "should".
    `gendered`: words that give the speaker or the partner a gender.
    `formal`: forms of address that the app doesn't use.
    `assumes`: words that assume a certain life, such as marriage or children.
    `named`: words that must not occur together with the partner's name, for example pronouns for the partner.
    `length`: not a word, but the factor by which a translation may be longer than the limit for English.
    """

    first_person: re.Pattern[str]
    absolute: re.Pattern[str]
    gendered: re.Pattern[str]
    formal: re.Pattern[str]
    assumes: re.Pattern[str]
    named: re.Pattern[str]
    length: float


GERMAN = LanguageWords(
    first_person=_words("ich", "mir", "mich", r"mein(?:e[mnrs]?)?", "wir", "uns", r"unser(?:e[mnrs]?)?"),
    # "Immer noch" (still) and "immer wieder" (again and again) don't mean "always".
    absolute=_words(
        r"immer(?! (?:noch|wieder|mehr|weniger|schwerer|leichter)\b)",
        "nie",
        "niemals",
        "stets",
        "ewig",
        r"solltes?t?",
        "sollten",
        "andauernd",
        "jedes Mal",
    ),
    gendered=_words(
        "Mann",
        "Männer",
        "Frau",
        "Frauen",
        r"Ehem[aä]nn\w*",
        r"Ehefrau\w*",
        r"Partnerin(?:nen)?",
        r"Partner[*:_]in\w*",
        r"(?:mein|dein|sein|ihr)(?:e[mnrs]?)? Partners?",
        r"(?:mein|dein|sein|ihr)(?:e[mnrs]?)? Freund(?:in|es)?",
        "Junge",
        "Mädchen",
        "Dame",
        "Herr",
    ),
    # In the middle of a sentence, only the formal "Sie" has a capital letter.
    formal=re.compile(r"(?<=[\wäöüß,;] )(?:Sie|Ihnen|Ihre?[mnrs]?)\b"),
    assumes=_words(
        r"verheiratet\w*",
        "Ehe",
        "Hochzeit",
        "Kind",
        "Kinder",
        r"Kindern",
        "Eltern",
        r"Schwieger\w+",
        r"Familie\w*",
        "Schlafzimmer",
        "Bett",
        "Miete",
        "Gehalt",
        "Einkommen",
        "Karriere",
        "Büro",
        r"Chef(?:in)?",
    ),
    # "Sein" and "sie" are left out: "sein" is mostly the verb, and "sie" mostly means a thing or "they".
    named=_words("er", "ihm", "ihn", r"seine[mnrs]?", r"ihre[mnrs]?", r"Gegenübers?"),
    length=1.5,
)

_A_PERSON_IS = (
    r"(?:me (?:sentí|siento|he sentido|sentía|quedé|quedo|puse|noté|vi|veo)|estuve|estaba|estoy|fui|era|soy|he estado|"
    r"te (?:sentiste|sientes|sentías|quedaste)|estuviste|estabas|estás|fuiste|eras|eres)"
)
SPANISH = LanguageWords(
    # In Spanish, the verb's ending shows the person: "hablé", "sentí", "pude", "estaba".
    first_person=re.compile(
        r"\b(?:yo|me|mí|mi|mis|conmigo|nos|nosotr[ao]s|nuestr[ao]s?|\w+[éí]|\w+ía|\w+aba|tuve|pude|quise|supe|hice|dije|"
        r"vine|puse|estuve|anduve|fui|di|vi|he|había|\w+mos)\b",
        re.IGNORECASE,
    ),
    absolute=_words(
        "siempre", "nunca", "jamás", r"deber[íi]as?", r"deberíamos", "constantemente", "cada vez que"
    ),
    gendered=re.compile(
        rf"\b(?:{_A_PERSON_IS}(?: (?:muy|más|menos|tan|un poco|bastante|algo|poco))* "
        r"(?:sol[oa]|\w+(?:ad|id)[oa]|tranquil[oa]|content[oa]|segur[oa]|nervios[oa]|orgullos[oa]|cercan[oa]|cómod[oa]|"
        r"pequeñ[oa]|list[oa]|mism[oa]|buen[oa]|mal[oa]|enferm[oa]|lejan[oa]|atent[oa]|tens[oa])|"
        r"juntos|juntas|los dos|las dos(?! partes)|ambos|ambas|nosotros|nosotras|un[oa] mism[oa]|él|ella|ellos|ellas|"
        r"hombres?|mujer(?:es)?|espos[oa]s?|maridos?|novi[oa]s?|compañer[oa]s?|chic[oa]s?)\b",
        re.IGNORECASE,
    ),
    formal=_words("usted", "ustedes", r"vosotr[oa]s", r"vuestr[oa]s?"),
    assumes=_words(
        r"casad[oa]s?",
        "matrimonio",
        "boda",
        r"hij[oa]s?",
        r"niñ[oa]s?",
        "padres",
        r"suegr[oa]s?",
        "familia",
        "hogar",
        "casa",
        "cama",
        "dormitorio",
        "alquiler",
        "hipoteca",
        "sueldo",
        "salario",
        "oficina",
        r"jef[ea]",
    ),
    named=_words("él", "ella", "pareja"),
    length=1.5,
)

#: The words by language code.
TRANSLATED: Mapping[str, LanguageWords] = {"de": GERMAN, "es": SPANISH}
