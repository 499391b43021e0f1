"""The engine's constants, on a scale where 0 is "Not at all" and 1 is "All week".

The sizes of chance variation come from published samples of real couples. The two partners' answers to a prompt
have a correlation of .41 to .65. The partners' average difference varies between couples with a standard deviation
(SD) of .13. The differences on single prompts vary around this average with an SD of .11 to .22. In a diary study,
the difference changes from day to day with an SD of .10 to .20. `docs/engine.md` derives each constant.
"""

#: Expected level of a prompt that has none in the library. It is the lower end of published means in contented couples
#: (.75 to .83): a low answer proves less if the prompt's level is unknown.
USUAL_LEVEL = 0.75
#: After this many answers, a couple's offset from the expected levels is estimated as half of its average. With more
#: answers, the estimate approaches the average.
USUAL_WEIGHT = 4.0
#: OWN_WEIGHT: after this many answers, a person's own average offset counts as much as the couple's offset.
#: ANSWER_NOISE: variance of one answer. Each partner has half of a difference with SD .13: .038 / (.13 / 2)² is 9.
OWN_WEIGHT, ANSWER_NOISE = 9.0, 0.038
#: Factor by which the weight of old answers in the offsets shrinks at each round. After ten rounds it is about a half.
FORGET = 0.935
#: An answer moves an offset as if it were at most this far from the ordinary level. So a new low does not become
#: ordinary at once.
CLIP = 0.35
#: Low answers to everything are not "just how they answer": no offset is below OFFSET_FLOOR (three quarters of a
#: point). No one always answers "All week": an ordinary level is at most HIGHEST_LEVEL.
OFFSET_FLOOR, HIGHEST_LEVEL = -0.19, 0.95

#: A bad week lowers every answer and is not a reason, so the shortfall that a week's answers share is subtracted from
#: each. With MOOD_WEIGHT answers, half of it is subtracted. A good week raises each shortfall by at most MOOD_MOST (six
#: tenths of a point). Weeks in which everything is low make a finding of their own (`steady.py`).
MOOD_WEIGHT, MOOD_MOST = 3.0, 0.15

#: Usual variances of one asking: of the mean of the two shortfalls, and of the difference between them. The difference:
#: items scatter around the couple's usual difference with .165² on average, and two answers are rounded to five points,
#: 2 · .25² / 12. The mean: a correlation of .53 makes its variance 3.3 times a quarter of the difference's. Two thirds
#: of that are not the couple's level. Add .10², because an expected level may be wrong by .10.
MEAN_NOISE, GAP_NOISE = 0.031, 0.038
#: The share of these variances that lasts for a prompt and a couple. The rest changes from week to week. Samples that
#: answered once show both parts together (.165²); a diary shows only what changes from day to day (.10 to .20).
LASTING = 0.4
#: The usual variances count as much as this many answered prompts of the couple: about five check-ins.
NOISE_WEIGHT = 60.0
#: Variance added to each partner's ordinary levels if the two read the prompts in different languages. Asking again
#: does not lessen it, because a translation that is stronger stays stronger. Half a point on a fifth of the prompts
#: is .125² / 5 = .0031. The value is twice that, because topics come from the prompts whose translation differs.
TRANSLATION = 0.006
#: Squares above this (.35 squared) are cut off, so that a real reason is not learned as ordinary scatter.
NOISE_CUT = 0.12
#: Answers at random on five points have a variance of .125. A partner's answers are ignored if their latest ones (up to
#: ERRATIC_ANSWERS) have a variance of at least ERRATIC.
ERRATIC, ERRATIC_ANSWERS = 0.105, 60
#: The size of the shortfall that the engine looks for: 1.3 of the scale's four points, so that 1 and 1.75 both count.
EFFECT = 0.33
#: Weight of answers to `given` prompts: "I gave little" says less about what is missing than "I received little".
GIVEN = 0.8
#: The most that the answers to one prompt can add, and the most that they can subtract (log likelihood ratios). Gaps
#: have heavy tails: 7 to 12 % of items differ by two points or more. A ratio that is cut off on both sides is the best
#: test against the worst of such tails (Huber 1965). MOST_FROM_ONE is below `ENOUGH`, so no single answer makes a
#: topic.
MOST_FROM_ONE, MOST_AGAINST = 2.6, 2.0
#: A reason may have begun at most this many check-ins before the asking that first shows it: one cycle of the rotating
#: prompts.
ONSET_MOST = 9

#: ENOUGH: log Bayes factor needed for a talking point. It makes the posterior one half, if a reason begins for one of
#: the two with a chance of one in nineteen per cycle (for 25 reasons: about one per partner).
#: SUSPECT: log Bayes factor needed for a follow-up prompt.
ENOUGH = 2.9
SUSPECT = 0.5
#: Log Bayes factor that a reason needs before a finding on anchors may name it: half of what a topic needs.
LENDS = 1.45

#: The most rounds that are read, the most askings of one reason that are weighed, and the days after which an asking is
#: too old.
ROUNDS_KEPT = 40
ASKINGS_KEPT = 6
DAYS_KEPT = 150
#: A suspicion is dropped if its reason was not asked about within this many rounds.
SUSPECT_ROUNDS = 7
#: If a prompt "didn't come up" within this many rounds, its reason is asked about again with another prompt.
UNREAD_ROUNDS = 3
