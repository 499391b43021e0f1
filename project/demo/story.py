"""The demo couple's answers, notes and wishes, which are all invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An invented partner and their answers. The partner's e-mail address can belong to no real person (RFC 2606)."""

    name: str
    email: str
    #: What they appreciated, one text per week. An empty string is a skipped prompt.
    appreciated: tuple[str, ...]
    #: Their wishes (what they would like to talk about), by week.
    wished: dict[int, str]
    #: Their notes on low answers, by reason.
    notes: dict[str, str]
    #: Their low answers by reason, given until the couple has talked about that reason.
    missing: dict[str, int]
    #: Their usual answer by anchor prompt, where it is not 4, "most of the time".
    usually: dict[str, int]


ROBIN = DemoPerson(
    name="Robin",
    email="robin@example.org",
    appreciated=(
        "You made soup when I came home late, and asked nothing of me.",
        "The walk by the river on Thursday. You let it be quiet.",
        "You called my sister back because you knew I could not face it.",
        "Laughing about the shelf. Mostly at ourselves.",
        "You noticed the new curtains before I said anything.",
        "",
        "Breakfast on the balcony, with the wrong jam.",
        "You listened to the whole story about my boss, even the boring part.",
        "That you took the early train so that I could sleep.",
        "You danced in the kitchen. I pretended not to look.",
    ),
    wished={1: "The weekend in April, if it still suits you.", 6: "How we split the mornings."},
    notes={
        "unheard": "On Tuesday I started to tell you about the interview, and then we were on to the shopping.",
        "unappreciated": "I had the whole flat ready for your parents. Nobody said a word, perhaps I did not either.",
    },
    missing={"unheard": 2, "unappreciated": 2},
    usually={"anchor.autonomy.received": 5},
)
KIM = DemoPerson(
    name="Kim",
    email="kim@example.org",
    appreciated=(
        "You sat with me at the dentist's although you hate it there.",
        "How patient you were with my father on the phone.",
        "The note in my bag.",
        "You fixed the bicycle before I knew that it was broken.",
        "You asked how the exhibition was, and then you asked again.",
        "Sunday. All of it.",
        "You kept the evening free when you saw that I needed it.",
        "The way you told our friends about my work.",
        "",
        "You said sorry first. I know it was my turn.",
    ),
    wished={4: "A Saturday with nothing in it."},
    notes={
        "lost-quiet": "Between work and the phone there was not one hour that was only mine.",
        "shrinking-independence": "I let the choir go again. You never asked me to, and still.",
    },
    missing={"lost-quiet": 1, "shrinking-independence": 2},
    usually={"anchor.appreciation.received": 5},
)
#: The week in which only one partner answers, so that the check-in lapses.
LAPSED_WEEK = 5
PEOPLE = (ROBIN, KIM)
