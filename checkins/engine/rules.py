"""Codes of the rules. They are stored with a talking point, and `checkins.talking.wording` turns them into words."""

#: Both are low on something felt. Agreement is not health.
NEED_BOTH = "need.both"
#: One is low, on their own life or where there is nothing to compare with.
NEED_ONE = "need.one"
#: For weeks one or both had little of most things. Said as a whole, because no reason stands out.
NEED_WHOLE = "need.whole"
#: For two weeks both answered everything lower than usual.
NEED_HARD_WEEKS = "need.hard_weeks"
ABOUT_EVERYTHING = frozenset({NEED_WHOLE, NEED_HARD_WEEKS})
#: One says "I gave", the other "I did not receive": on the prompts of one reason, or on a dimension's anchors.
EXCHANGE_REASON = "exchange.reason"
EXCHANGE_ANCHOR = "exchange.anchor"
#: The same prompt, answered differently: by much once, or by less repeatedly.
GAP_LARGE = "gap.large"
GAP_RECURRING = "gap.recurring"
#: Guesses above the other's answers, more than once. The other rule is no longer used, but stored with old topics: a
#: pleasant surprise is not a problem.
GUESS_HIGHER = "perception.guess_higher"
GUESS_LOWER = "perception.guess_lower"
#: A person's answers have fallen below their own earlier level. Private.
DRIFT_OWN_LEVEL = "drift.own_level"
#: For weeks a person had little of everything that is asked. Private: it says where to find help.
DRIFT_ALL_LOW = "drift.all_low"
#: Strengths: both high; one gave and the other received; up from before; guessed rightly; the best answer there is.
STRENGTH_BOTH = "strength.both"
STRENGTH_MET = "strength.given_and_received"
STRENGTH_RISEN = "strength.risen"
STRENGTH_SEEN = "strength.guessed_rightly"
STRENGTH_BEST = "strength.best"
