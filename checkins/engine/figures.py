"""The numbers the engine rests on, all on a scale where 0 is "Not at all" and 1 is "All week".

The noise comes from what published samples of couples show of real pairs of answers: partners correlate .41 to
.65 per item, a couple's own offset has SD .13, items scatter around it with SD .11 to .22, ordinary levels are high.
What is left (thresholds) was set on simulated couples with those figures, see `benchmarks/engine`.
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

#: Variance of one person's single answer around what was expected of them (scatter, week, rounding to five points).
NOISE = 0.038
#: Correlation of the two partners' residuals on one item in one week. It is also how much of the partner's own
#: shortfall is taken off: own shortfall and gap then weigh .6 to .4.
SHARED = 0.4
#: The shortfall that a talking point is about: 1.6 of the scale's four points.
EFFECT = 0.40
#: The same wording heard again repeats its own peculiarity, so it adds less than a new one.
REPEAT = 0.6
#: "I gave little" says less about what is missing than "I received little".
GIVEN = 0.8
#: One pair of answers, however extreme, adds no more than this (log likelihood ratio).
MOST_FROM_ONE = 8.0

#: Evidence (log likelihood ratio) that earns a talking point, and that earns a follow-up question.
ENOUGH = 4.2
SUSPECT = 0.5

#: Rounds that are looked at, askings of one reason that are added up, days after which an asking is too old.
ROUNDS_KEPT = 40
ASKINGS_KEPT = 6
DAYS_KEPT = 150
#: A talking point's latest asking is at most this many rounds back.
FRESH_ROUNDS = 3
#: A suspicion is dropped when it was not asked again within this many rounds.
SUSPECT_ROUNDS = 7
