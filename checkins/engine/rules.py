"""Names of the rules. The code is stored with a talking point and turned into words by whoever shows it."""

#: Both are low on something that is felt. Agreement is not health.
NEED_BOTH = "need.both"
#: One is low, on the own life or where there is nothing to compare with.
NEED_ONE = "need.one"
#: One says "I gave", the other "I did not receive": on the prompts of one reason, or on a dimension's anchors.
EXCHANGE_REASON = "exchange.reason"
EXCHANGE_ANCHOR = "exchange.anchor"
#: The same prompt, answered differently: much once, or less but again and again.
GAP_LARGE = "gap.large"
GAP_RECURRING = "gap.recurring"
#: A guess far above, or far below, what the other answered: once, or again and again.
GUESS_HIGHER = "perception.guess_higher"
GUESS_LOWER = "perception.guess_lower"
#: One's own answers have come down from one's own earlier level. Private.
DRIFT_OWN_LEVEL = "drift.own_level"
#: What went well: both high; one gave and the other received; up from before; guessed rightly; the best there is.
STRENGTH_BOTH = "strength.both"
STRENGTH_MET = "strength.given_and_received"
STRENGTH_RISEN = "strength.risen"
STRENGTH_SEEN = "strength.guessed_rightly"
STRENGTH_BEST = "strength.best"
