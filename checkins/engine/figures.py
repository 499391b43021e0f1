"""The numbers the engine rests on, all on a scale where 0 is "Not at all" and 1 is "All week".

The noise comes from what published samples of couples show of real pairs of answers: partners correlate .41 to
.65 per item, a couple's own offset has SD .13, items scatter around it with SD .11 to .22, ordinary levels are high.
What is left (thresholds) was set on simulated couples with those figures, on other seeds than those that
`benchmarks/engine` reports on.
"""

#: An ordinary answer before anything is known about the two (satisfied samples: .75 to .83).
USUAL_LEVEL = 0.77
#: How many answers that prior is worth.
USUAL_WEIGHT = 4.0
#: How many answers it takes until a person's own level counts as much as the couple's: with one answer's variance
#: of .038 and an offset of SD .13 (each half of it), .038 / (.13 / 2)² is 9.
OWN_WEIGHT = 9.0
#: A round's weight in the levels compared with the round after it: half after about ten rounds.
FORGET = 0.935
#: One answer moves a level no further than by this much: a planted low must not become ordinary at once.
CLIP = 0.35
#: Levels below this are not taken as "just how they answer": being low on everything is not health.
LEVEL_FLOOR = 0.58

#: How much of a week's common lowness is taken off each answer: a bad week colours everything, and it is not a reason.
#: So many answers make it count for half, and it never explains more than .15 (six tenths of a point): whoever is low
#: on everything is not well.
MOOD_WEIGHT, MOOD_MOST = 3.0, 0.15

#: Usual variance of one asking: of one person's shortfall (scatter, week, rounding to five points), of what remains of
#: it beside the partner's, and of the mean of both. Items scatter by .11 to .22 around a couple's offset.
NOISE, BESIDE, BOTH = 0.038, 0.032, 0.030
#: How many answers that is worth against the couple's own: about four check-ins.
NOISE_WEIGHT = 60.0
#: Squares above this (.35 squared) are cut off, so that a reason that is there does not pass as scatter.
NOISE_CUT = 0.12
#: Correlation of the two partners' residuals on one item in one week. It is also how much of the partner's own
#: shortfall is taken off: own shortfall and gap then weigh .6 to .4.
SHARED = 0.4
#: The shortfall that a talking point is about: 1.3 of the scale's four points, so that 1 and 1.75 both count.
EFFECT = 0.33
#: The same wording heard again repeats its own peculiarity, so it adds less than a new one.
REPEAT = 0.6
#: "I gave little" says less about what is missing than "I received little".
GIVEN = 0.8
#: One answer, however extreme, adds no more than this and takes no more than that (log likelihood ratios). Gaps have
#: heavy tails (7 to 12 % of items differ by two points or more): a ratio that is cut off on both sides is the best test
#: against the worst of such tails (Huber 1965). As the first is below `ENOUGH`, no single answer makes a topic.
MOST_FROM_ONE, MOST_AGAINST = 2.8, 2.0

#: Evidence (log likelihood ratio) that earns a talking point, and that earns a follow-up question.
ENOUGH = 3.0
SUSPECT = 1.0

#: Rounds that are looked at, askings of one reason that are added up, days after which an asking is too old.
ROUNDS_KEPT = 40
ASKINGS_KEPT = 6
DAYS_KEPT = 150
#: A suspicion is dropped when it was not asked again within this many rounds.
SUSPECT_ROUNDS = 7
