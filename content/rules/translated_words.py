"""The words that the wording rules look for in each language that the library is translated to. Add new words here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


def _words(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """What a language says in the first person, and what no text in it may say.

    `gendered`: words that give the speaker or the partner a gender. `formal`: other forms of address than the app's.
    `named`: what no wording with the partner's name may say: pronouns for the name, and nouns that the name replaces.
    `length`: how much longer than the English a text may be.
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
    # "Immer noch" and "immer wieder" say that something goes on, not that it is always so.
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
    # The pronouns of "du" are small; a capital in the middle of a sentence is the formal "Sie".
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
    # "Sein" alone is mostly the verb, and "sie" mostly a thing or "they".
    named=_words("er", "ihm", "ihn", r"seine[mnrs]?", r"ihre[mnrs]?", r"Gegenübers?"),
    length=1.5,
)

_A_PERSON_IS = (
    r"(?:me (?:sentí|siento|he sentido|sentía|quedé|quedo|puse|noté|vi|veo)|estuve|estaba|estoy|fui|era|soy|he estado|"
    r"te (?:sentiste|sientes|sentías|quedaste)|estuviste|estabas|estás|fuiste|eras|eres)"
)
SPANISH = LanguageWords(
    # Spanish verbs carry their person: "hablé", "sentí", "pude", "estaba".
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

#: By language.
TRANSLATED: Mapping[str, LanguageWords] = {"de": GERMAN, "es": SPANISH}
