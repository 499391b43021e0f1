"""The English words that the wording rules look for, and the search for them. Add new words here."""

from __future__ import annotations

import re


def _words(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


def complaint(pattern: re.Pattern[str], text: str, why: str) -> str | None:
    """Return a complaint if the pattern matches the text, otherwise None.

    The complaint quotes the match and ends with `why`.
    """
    match = pattern.search(text.replace("’", "'"))
    return f"“{match[0]}”: {why}" if match else None


FIRST_PERSON = _words("I", "me", "my", "mine", "myself")
ABSOLUTE = _words("always", "never", "should(?:n't)?", "ought", "must", "constantly", "forever", "every time")
GENDER = _words(
    "he", "she", "him", "her", "his", "hers", "himself", "herself", "m[ae]n", "wom[ae]n", "husbands?",
    "wi(?:fe|ves)", "boys?", "girls?", "boyfriends?", "girlfriends?", "guys?", "lad(?:y|ies)",
    "gentlem[ae]n", "males?", "females?", "masculine", "feminine", "manly", "womanly", "mothers?",
    "fathers?", "sons?", "daughters?", "mum", "mom", "dad", "bride", "groom",
)  # fmt: skip
ASSUMES = _words(
    "married", "marriage", "spouses?", "wedding", "honeymoon", "divorced?", "kids?", "child(?:ren)?",
    "parents?", "bab(?:y|ies)", "in-laws", "family", "household", "home", "house", "bed(?:room)?",
    "mortgage", "rent", "salary", "income", "wages?", "jobs?", "career", "office", "boss", "breadwinner",
    "earn(?:s|ed|er|ing)?",
)  # fmt: skip
BLAME = _words(
    "fault", "blame[ds]?", "because of you", "you made me", "let me down", "your problem", "selfish",
    "lazy", "careless", "cold-hearted", "neglect(?:ed|s)?", "ignored?", "fail(?:ed|s)?", "refuse[ds]?",
    "culprit", "guilty",
)  # fmt: skip
ACCUSATION = _words(
    "(?:you|my partner) (?:didn't|did not|don't|do not|won't|wouldn't|couldn't|forgot|again|only ever)",
)  # fmt: skip
FEAR = _words(
    "afraid", "scared", "frightened", "fears?", "threat(?:s|en|ened)?", "control(?:s|led|ling)?",
    "punish(?:ed)?", "forbid(?:s|den)?", "forbade", "(?:not )?allowed to", "permission",
    "violen(?:t|ce)", "unsafe", "spy(?:ing)?", "obey(?:ed)?", "jealous(?:y)?",
)  # fmt: skip
#: Verbs in the past tense: all regular ones, and the frequent irregular ones.
PAST = _words(
    "(?!(?:need|feed|speed|indeed|succeed)\\b)[a-z]{2,}ed",
    "was", "were", "had", "did", "could", "felt", "found", "kept", "made", "took", "gave", "got",
    "saw", "heard", "said", "told", "spoke", "came", "went", "met", "let", "put", "spent", "thought", "knew", "hid",
    "brought", "held", "left", "lost", "slept", "chose", "began", "meant", "understood", "wrote", "read",
)  # fmt: skip
OTHER_TIME = _words(
    "today", "yesterday", "lately", "recently", "nowadays", "these days", "this morning",
    "tomorrow", "right now", "at the moment",
    "last (?:week|month|year)", "this (?:month|year)", "in general", "generally", "ever", "since",
    "so far", "^I (?:feel|am|have|want|need|can|will|do|think|know|get|see|find|like|love|wish|hope)",
)  # fmt: skip
HOW_OFTEN = _words(
    "often", "sometimes", "usually", "seldom", "rarely", "frequently", "mostly", "daily", "every day",
    "each day", "once", "twice", "a lot", "a little", "most of the time", "all week", "at least",
    "completely", "totally", "hardly",
)  # fmt: skip
NEGATION = re.compile(r"\b(?:not|no|none|nobody|nothing|no one|neither|nor|cannot)\b|n't\b", re.IGNORECASE)
SECOND_IDEA = re.compile(r"\b(?:and|or|but|while also|as well as)\b|[;:]", re.IGNORECASE)
PARTNER = _words("partner(?:'s)?", "you", "your", "they", "their", "them")
#: Words for both partners together.
TOGETHER = _words("us", "we", "our", "ours", "the two of us", "each other")
FEELING = re.compile(r"\bI(?:'ve| have| stayed| kept)?\b[^.?]*\bf(?:eel|elt)\b", re.IGNORECASE)
REQUEST = re.compile(r"\b(?:would|could|can|will|may) (?:you|we|I)\b[^.]*\?", re.IGNORECASE)
DEFENCE = re.compile(
    r"\b(?:but|actually|to be fair|I (?:only|just) (?:meant|wanted|tried)|I didn't mean|you also|you too|"
    r"that's not|calm down|overreact\w*|too sensitive)\b",
    re.IGNORECASE,
)
MONEY = _words(
    "buy",
    "book (?:a|the|in)",
    "order in",
    "restaurant",
    "tickets?",
    "pay(?:s|ing)?",
    "hotel",
    "spend money",
    "shop",
)
#: Claims about the partner in the form of a feeling.
PSEUDO_FEELING = re.compile(
    r"\b(?:felt|I feel) (?:(?:a bit|a little|so|really|very|quite|completely|rather) )?(?:like|as if|as though|that|"
    r"you|abandoned|accused|attacked|belittled|betrayed|blamed|cheated|cornered|criticised|dismissed|dumped|excluded|"
    r"forced|graded|ignored|invisible|judged|manipulated|misunderstood|neglected|pressured|provoked|pushed|rejected|small|"
    r"smothered|taken for granted|unappreciated|unheard|unimportant|unloved|unseen|unsupported|unwanted|used(?! to)|"
    r"walked over)\b",
    re.IGNORECASE,
)
#: Words with which a listener repeats what they heard.
REFLECTION = re.compile(
    r"^So\b|^You'd like\b|\b(?:you're saying|I hear|I(?: have|'ve)? heard|sounds (?:as if|like)|it seems|I can tell|"
    r"if I follow you)\b",
    re.IGNORECASE,
)
#: An event: a blank ("…"), or a feeling with its occasion ("after the shopping", "when we laughed", "on Sunday").
EVENT = re.compile(r"…|\bfelt\b[^.?]*\b(?:when|after|before|because|that|at|on|by|with|in)\b", re.IGNORECASE)
#: Words by which a starter says that it asks for nothing.
ASKS_NOTHING = re.compile(
    r"\b(?:nothing to do with|nothing you need to do|needs no answer|both are fine|no questions)\b",
    re.IGNORECASE,
)
#: Words by which a request says that the partner can say no.
PLAIN_NO = re.compile(r"\b(?:no is fine|both (?:answers )?are fine)\b", re.IGNORECASE)
#: Words by which an experiment says that either partner can leave it out.
DECLINE = re.compile(
    r"\b(?:either of you can (?:\w+ or )*leave (?:it|this) out|"
    r"either can leave it out|no one has to|can be left out)\b",
    re.IGNORECASE,
)
#: Words of prying questions: about secrets, earlier relationships, money or bodies, and tests of love.
PRYING = re.compile(
    r"\b(?:secrets?|confess(?:ion)?|truth|lies?|lied|ex(?:es)?|past (?:love|partner|relationship)s?|before we met|"
    r"someone else|other (?:men|women|partners)|attract(?:ed|ive)|crush|sex(?:ual)?|naked|weight|"
    r"money|cost|salary|debts?|owe|passwords?|phones?|messages?|diary|dreamt?|regrets?|worst|hide|hidden|hiding|"
    r"do you (?:still )?love|why do you love|would you ever|promise|swear|prove|who (?:with|were)|where were)\b",
    re.IGNORECASE,
)
#: Words that make a light question heavy, or that judge the couple.
TROUBLE = _words(
    "problems?", "wrong", "missing", "missed", "lack(?:ed|ing)?", "argu(?:e|ed|ment|ments)", "fights?", "hurts?",
    "angry", "sorry", "sad", "lonely", "worr(?:y|ied|ies)", "hard", "harder", "difficult", "fail(?:ed|s)?", "bad",
    "worse", "less", "all is well", "everything is fine", "perfect", "better than other",
    "other couples", "need to change", "improve",
)  # fmt: skip
#: Things that not everyone has or does, in addition to those in `ASSUMES`.
SOME_LIVES = _words(
    "living room", "kitchen", "sofa", "flat", "garden", "car", "drive", "commute", "colleagues?", "work", "school",
    "holidays?", "vacation", "childhood", "siblings?", "pets?", "dog", "cat", "run", "jog", "walk", "dance", "church",
    "pray(?:er)?", "wine", "beer", "anniversary", "proposal",
)  # fmt: skip
#: Words by which a person who reads a starter aloud admits a fault, or promises a favour or their presence.
ADMISSION = re.compile(
    r"\b(?:(?:I'm|I am) sorry|I apologi[sz]e|my (?:fault|mistake|remark)|I (?:should|could) (?:have|do)|than I knew|"
    r"I'll|I will|I promise|see you|you did it all)\b",
    re.IGNORECASE,
)
#: Requests to account for places, people or messages, for proof, or for something at once.
ACCOUNT = re.compile(
    r"\b(?:where (?:you|were you|have you been)|who(?:m)? (?:you|were you|you were|you are|you're) (?:with|seeing|"
    r"meeting)|passwords?|your (?:phone|messages)|locations?|prove|proof|show me|tell me (?:first|everything|where|who|"
    r"before)|before (?:I ask|I had asked|any(?:body|one) else)|reports?|tonight|right away|at once|hold me|"
    r"choose me|why you (?:love|chose|choose))\b",
    re.IGNORECASE,
)
