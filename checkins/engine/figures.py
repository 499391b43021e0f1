"""The engine's constants, on a scale where 0 is "Not at all" and 1 is "All week".

The noise comes from published samples of real couples: partners correlate .41 to .65 per item, a couple's own offset
has SD .13, items scatter around it with SD .11 to .22, in a diary a gap scatters from day to day with SD .10 to .20,
and ordinary levels are high. `docs/engine.md` derives each number.
"""

#: The ordinary answer to a prompt without an expected level: the lower end of published means in contented couples (.75
#: to .83), because a low answer to an unknown prompt says less.
USUAL_LEVEL = 0.75
#: Number of answers after which a couple's offset from the expected levels counts as much as none.
USUAL_WEIGHT = 4.0
#: Number of answers after which a person's own offset counts as much as the couple's. One answer's variance is .038,
#: and each person has half of an offset of SD .13: .038 / (.13 / 2)² is 9.
OWN_WEIGHT, ANSWER_NOISE = 9.0, 0.038
#: Weight of a round in the offsets, relative to the next round. Ten rounds back it is about a half.
FORGET = 0.935
#: One answer counts at most this far from the ordinary: a new low must not become ordinary at once.
CLIP = 0.35
#: An offset never counts as lower than this (three quarters of a point), and an ordinary answer never as higher than
#: HIGHEST_LEVEL: low on everything is not "just how they answer", and nobody answers "All week" always.
OFFSET_FLOOR, HIGHEST_LEVEL = -0.19, 0.95

#: A bad week lowers every answer and is not a reason, so the week's common lowness is subtracted from each answer. With
#: MOOD_WEIGHT answers half of it counts. A good week raises the others at most by MOOD_MOST (six tenths of a point).
#: Everything low for weeks is said as a whole (`steady.py`).
MOOD_WEIGHT, MOOD_MOST = 3.0, 0.15

#: Usual variance of one asking: of the mean of both shortfalls and of the difference between them. The difference:
#: items around a couple's offset, .165² on average, and rounding to five points, 2 · .25² / 12. The mean: a correlation
#: of .53 makes it 3.3 times a quarter of that, of which two thirds are not the couple's level; to this comes .10², by
#: which an expected level may be wrong.
MEAN_NOISE, GAP_NOISE = 0.031, 0.038
#: The share of that variance which lasts for a prompt and a couple: the rest is the week's. Samples that answered once
#: have both (.165²); a diary has the day's part alone (.10 to .20).
LASTING = 0.4
#: How many of the couple's own answers that prior is worth: about five check-ins.
NOISE_WEIGHT = 60.0
#: Where the partners read two languages, the ordinary level of a prompt is less sure for each by this variance. Asking
#: again does not make it surer: a translation that is stronger stays so. Half a point on a fifth of the prompts
#: is .125² / 5 = .0031; twice that, because topics come from the prompts that are moved.
TRANSLATION = 0.006
#: Squares above this (.35 squared) are cut off, so that a real reason does not pass as scatter.
NOISE_CUT = 0.12
#: Variance of answers at random on five points is .125. Someone at more than ERRATIC over so many answers is not read.
ERRATIC, ERRATIC_ANSWERS = 0.105, 60
#: The shortfall that a talking point is about: 1.3 of the scale's four points, so that 1 and 1.75 both count.
EFFECT = 0.33
#: "I gave little" says less about what is missing than "I received little".
GIVEN = 0.8
#: The most that the answers to one prompt can add, and the most that they can subtract (log likelihood ratios). Gaps
#: have heavy tails: 7 to 12 % of items differ by two points or more. A ratio that is cut off on both sides is the best
#: test against the worst of such tails (Huber 1965). The first is below `ENOUGH`, so no single answer makes a topic.
MOST_FROM_ONE, MOST_AGAINST = 2.6, 2.0
#: Check-ins in which a reason may have begun before it was first asked about: one cycle.
ONSET_MOST = 9

#: Log Bayes factor needed for a talking point: that of a posterior of one half, if a reason begins for one of the two
#: with a chance of one in nineteen per cycle (for 25 reasons: about one per partner). And the one for a follow-up.
ENOUGH = 2.9
SUSPECT = 0.5
#: And the one for lending its name to what the anchors say: half of what a topic needs.
LENDS = 1.45

#: Rounds that are read, askings of one reason that are weighed, and days after which an asking is too old.
ROUNDS_KEPT = 40
ASKINGS_KEPT = 6
DAYS_KEPT = 150
#: A suspicion is dropped when it was not asked again within this many rounds.
SUSPECT_ROUNDS = 7
#: A prompt that did not come up is asked in other words if that was within so many rounds.
UNREAD_ROUNDS = 3
