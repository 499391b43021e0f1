"""Codes of the rules by which the engine makes findings.

Each talking point stores the code of its rule. `checkins.talking.wording` explains each rule in words.
"""

#: Both partners had little of something. That they agree does not make it good.
NEED_BOTH = "need.both"
#: One partner had little, in their own life or where the other's answers offer no comparison.
NEED_ONE = "need.one"
#: For weeks, one or both had little of most things. No reason stands out, so the finding is about everything.
NEED_WHOLE = "need.whole"
#: For two weeks, both answered everything lower than usual.
NEED_HARD_WEEKS = "need.hard_weeks"
ABOUT_EVERYTHING = frozenset({NEED_WHOLE, NEED_HARD_WEEKS})
#: One partner says "I gave", the other "I did not receive": on the prompts of one reason, or on a dimension's anchors.
EXCHANGE_REASON = "exchange.reason"
EXCHANGE_ANCHOR = "exchange.anchor"
#: The partners answered the same prompt differently: far apart once, or less far apart repeatedly.
GAP_LARGE = "gap.large"
GAP_RECURRING = "gap.recurring"
#: One partner's guesses were above the other's answers, more than once. GUESS_LOWER is no longer used, because a
#: pleasant surprise is not a problem. Old topics still store it.
GUESS_HIGHER = "perception.guess_higher"
GUESS_LOWER = "perception.guess_lower"
#: A person's answers have fallen below their own earlier level. Only that person sees it.
DRIFT_OWN_LEVEL = "drift.own_level"
#: For weeks, a person had little of everything that is asked. Only that person sees it, with where to find help.
DRIFT_ALL_LOW = "drift.all_low"
#: Strengths: both high; one gave and the other received; higher than before; guessed exactly; the week's best answer.
STRENGTH_BOTH = "strength.both"
STRENGTH_MET = "strength.given_and_received"
STRENGTH_RISEN = "strength.risen"
STRENGTH_SEEN = "strength.guessed_rightly"
STRENGTH_BEST = "strength.best"
