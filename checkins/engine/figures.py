"""The engine's constants, on a scale where 0 is "Not at all" and 1 is "All week".

The noise comes from published samples of real couples: partners correlate .41 to .65 per item, a couple's own offset
has SD .13, items scatter around it with SD .11 to .22, and ordinary levels are high. The thresholds were set on
simulated couples with those figures, on other seeds than those that `benchmarks/engine` reports.
"""

#: An ordinary answer before anything is known about the two (satisfied samples: .75 to .83).
USUAL_LEVEL = 0.77
#: How many answers that prior is worth.
USUAL_WEIGHT = 4.0
#: Number of answers after which a person's own level counts as much as the couple's. One answer's variance is .038, and
#: each person has half of an offset of SD .13: .038 / (.13 / 2)² is 9.
OWN_WEIGHT = 9.0
#: Weight of a round in the levels, relative to the next round. Ten rounds back it is about a half.
FORGET = 0.935
#: One answer counts at most this far from the level: a new low must not become ordinary at once.
CLIP = 0.35
#: A level never counts as lower than this: low on everything is not "just how they answer".
LEVEL_FLOOR = 0.58

#: A bad week lowers every answer and is not a reason, so the week's common lowness is subtracted from each answer. With
#: MOOD_WEIGHT answers half of it counts. A good week raises the others at most by MOOD_MOST (six tenths of a point).
#: Everything low for weeks is said as a whole (`steady.py`).
MOOD_WEIGHT, MOOD_MOST = 3.0, 0.15

#: Usual variance of one asking: of one person's shortfall (scatter, week, rounding to five points), of that shortfall
#: less a share of the partner's, and of the mean of both. Items scatter by .11 to .22 around a couple's offset.
NOISE, NET, BOTH = 0.038, 0.032, 0.030
#: How many of the couple's own answers that prior is worth: about four check-ins.
NOISE_WEIGHT = 60.0
#: Squares above this (.35 squared) are cut off, so that a real reason does not pass as scatter.
NOISE_CUT = 0.12
#: Correlation of the two partners' residuals on one item in one week. The same share of the partner's shortfall is
#: subtracted, so that own shortfall and gap weigh .6 to .4.
SHARED = 0.4
#: The shortfall that a talking point is about: 1.3 of the scale's four points, so that 1 and 1.75 both count.
EFFECT = 0.33
#: The same wording asked again repeats its own peculiarity, so it adds less than a new wording.
REPEAT = 0.6
#: "I gave little" says less about what is missing than "I received little".
GIVEN = 0.8
#: The most that one answer can add, and the most that it can subtract (log likelihood ratios). Gaps have heavy tails: 7
#: to 12 % of items differ by two points or more. A ratio that is cut off on both sides is the best test against the
#: worst of such tails (Huber 1965). The first is below `ENOUGH`, so no single answer makes a topic.
MOST_FROM_ONE, MOST_AGAINST = 2.8, 2.0

#: Evidence (log likelihood ratio) needed for a talking point, and for a follow-up prompt.
ENOUGH = 3.0
SUSPECT = 1.0

#: Rounds that are read, askings of one reason that are added up, and days after which an asking is too old.
ROUNDS_KEPT = 40
ASKINGS_KEPT = 6
DAYS_KEPT = 150
#: A suspicion is dropped when it was not asked again within this many rounds.
SUSPECT_ROUNDS = 7
