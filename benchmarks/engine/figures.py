"""Measure the engine on simulated couples. Most functions return figures, or a text about the figures.

Some couples have a simulated problem, whose reason the engine should find and show as a topic. Recall is the share
of these couples to whom the reason is shown. Unless stated otherwise, a problem counts as found if its reason is shown
in the problem's first twelve weeks. Quiet couples have no simulated problem, so they should rarely get a topic.

All measurements use the same seeds. So the couples of two measurements differ only by their settings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from benchmarks.engine import difficulty, measure, oracle, report
from benchmarks.engine.conversations import offered_lives, offers_text
from benchmarks.engine.couples import SimulatedCouple, Translation
from benchmarks.engine.life import Job, Life, lives
from benchmarks.engine.measure import Estimate, Shows
from benchmarks.engine.report import Row
from benchmarks.engine.rivals import SHIPPED
from benchmarks.engine.worlds import World

SEED = "report"
SIZE = 1.75
THRESHOLDS = (2.0, 2.6, 4.0, 6.0)
#: The expected level of every prompt in `levels`, which measures how much the library's own levels matter.
ONE_LEVEL = 0.70
#: A simulated translation changes the answers to a fifth of the prompts by half a point. Three are tried.
HALF_A_POINT, A_FIFTH = 0.5, 0.2
TRANSLATIONS = ("one", "two", "three")


@dataclass(frozen=True, slots=True)
class Seen:
    """The simulated couples of one world (model of how couples answer), and the figures of each rule.

    - `quiet`, `planted`: couples without and with a simulated problem.
    - `rows`: the figures of each rule (way to choose topics), for example of our engine.
    - `contented`: our engine's figures for contented couples, who mostly give good answers.
    - `advantages`: for each comparable app, the number of simulated problems that our engine finds, divided by the
      number that the app finds with its best setting at our engine's rate of false alarms.
    """

    world: World
    quiet: Sequence[Life]
    planted: Sequence[Life]
    rows: Sequence[Row]
    contented: Row
    advantages: dict[str, Estimate]


def jobs(like: Job, couples: int) -> list[Job]:
    """Return settings for this number of simulated couples: copies of `like`, each with its own seed."""
    return [replace(like, seed=f"{SEED}.{number}") for number in range(couples)]


def look(world: World, couples: int) -> Seen:
    """Simulate couples in one world (model of how couples answer), and measure every rule on these couples.

    A rule is a way to choose topics: our engine, the former engine, the rules of comparable apps, or chance.
    `couples` couples are simulated with a problem, and as many without.
    """
    quiet = lives(jobs(Job(world, ""), couples))
    planted = lives(jobs(Job(world, "", SIZE), couples))
    share = measure.ratio(measure.quiet_share(measure.engine, quiet)).value
    rows = [
        row("ours", measure.engine, quiet, planted),
        row("ours, main talking point alone", measure.main_only, quiet, planted),
        row("sums of evidence (engine before)", measure.evidence_sums, quiet, planted),
    ]
    content = {life.seed for life in quiet if SimulatedCouple(world, life.seed).contented}
    contented = row(
        f"ours, contented couples ({len(content) / len(quiet):.0%})",
        measure.engine,
        [life for life in quiet if life.seed in content],
        [life for life in planted if life.seed in content],
    )
    rows += [
        row(f"{name} as it is shipped", measure.rival(rule), quiet, planted) for name, rule in SHIPPED.items()
    ]
    advantages = {}
    for name in SHIPPED:
        rule, kept, _ = measure.held_to(share, name, quiet, planted)
        held = measure.rival(rule, kept)
        how = f"{name}: gap ≥ {rule.gap}, low {'<' if name == 'P1' else '≤'} {rule.low}, {kept:.0%} kept"
        rows.append(row(how, held, quiet, planted))
        advantages[name] = measure.advantage(measure.engine, held, planted)
    rows.append(row("chance, as often as we speak", measure.chance(share), quiet, planted))
    return Seen(world, quiet, planted, rows, contented, advantages)


def row(name: str, shows: Shows, quiet: Sequence[Life], planted: Sequence[Life]) -> Row:
    """Return the row `name` of the report, with the figures of the rule `shows` (a way to choose topics).

    `quiet` couples have no simulated problem, and `planted` couples have a simulated problem.
    """
    return Row(
        name,
        shows,
        measure.ratio(measure.quiet_share(shows, quiet)),
        {weeks: measure.recall(shows, planted, weeks) for weeks in report.WITHIN},
        measure.weeks_to_first(shows, planted),
        measure.ratio(measure.topics(shows, planted)),
    )


def frontier(seen: Seen, couples: int) -> dict[str, list[tuple[float, Estimate]]]:
    """Return how often each rule finds the simulated problem, at several rates of false alarms.

    A rule is a way to choose topics: our engine with several thresholds, the best setting of each comparable app's
    rule, or chance. The rate of false alarms is the share of check-ins with a topic among couples without a
    simulated problem. The result maps each rule to a list of (rate of false alarms, share of couples whose simulated
    problem is found).

    `seen` has the figures of our engine at its usual threshold, and the couples to which the other rules are applied.
    For each other threshold of our engine, this function simulates `couples` couples with a problem, and as many
    without.
    """
    ours = [(seen.rows[0].quiet.value, seen.rows[0].recall[12])]
    for enough in THRESHOLDS:
        quiet = lives(jobs(Job(seen.world, "", enough=enough), couples))
        planted = lives(jobs(Job(seen.world, "", SIZE, enough=enough), couples))
        share = measure.ratio(measure.quiet_share(measure.engine, quiet)).value
        ours.append((share, measure.recall(measure.engine, planted)))
    shares = (0.02, 0.05, 0.10, 0.15, 0.20, 0.30)
    lines = {"ours": sorted((x, e) for x, e in ours if x <= shares[-1])}
    for name in SHIPPED:
        lines[name] = [(x, measure.held_to(x, name, seen.quiet, seen.planted)[2]) for x in shares]
    lines["chance"] = [(x, measure.recall(measure.chance(x), seen.planted)) for x in shares]
    return lines


def sizes(seen: Seen, couples: int) -> list[tuple[float, Estimate]]:
    """Return (size, share of couples whose simulated problem the engine finds) for several sizes of the problem.

    The size is the number of points by which the problem makes answers worse. `seen` has couples without a problem
    (size 0) and couples with a problem of the size `SIZE`. For each other size, this function simulates `couples`
    couples.
    """
    found = []
    for size in (0.0, 0.5, 1.0, SIZE, 2.5):
        if size == SIZE:
            planted: Sequence[Life] = seen.planted
        else:
            planted = seen.quiet if size == 0 else lives(jobs(Job(seen.world, "", size), couples))
        found.append((size, measure.recall(measure.engine, planted)))
    return found


def ceilings(seen: Seen, couples: int) -> str:
    """Return a table that compares how often our engine and the oracles find the simulated problem.

    An oracle is a detector that knows more than any real program. The oracles' rates of false alarms are at most our
    engine's rate. This rate is the share of check-ins with a topic among couples without a simulated problem. Two
    groups in `seen` are used: the first `couples` couples with a problem, and as many without.
    """
    quiet_jobs = jobs(Job(seen.world, ""), couples)
    planted_jobs = [replace(job, size=SIZE) for job in quiet_jobs]
    quiet, planted = seen.quiet[:couples], seen.planted[:couples]
    share = measure.ratio(measure.quiet_share(measure.engine, quiet)).value
    ours = {weeks: measure.recall(measure.engine, planted, weeks) for weeks in report.WITHIN}
    found: dict[str, tuple[dict[int, Estimate], float | None]] = {"ours": (ours, None)}
    for name, how in (("oracle, same questions", "same"), ("oracle, own questions", "own")):
        on_quiet = oracle.reads(how, quiet_jobs, quiet)
        on_planted = oracle.reads(how, planted_jobs, planted)
        recall = {weeks: oracle.recall_at(share, on_quiet, on_planted, weeks) for weeks in report.WITHIN}
        found[name] = (recall, ours[12].value / recall[12].value)
    return report.ceilings_text(seen.world.name, share, couples, found)


def levels(seen: Seen, couples: int) -> str:
    """Return a sentence on how often contented couples get a topic, with two ways to set expected answers.

    Contented couples mostly give good answers. The engine compares each answer with the prompt's expected answer.
    The first figure uses the expected answers of the library. The second uses one expected answer for all prompts.
    `seen` has the couples of one world, of which the first `couples` without a simulated problem are used.
    """
    content = {life.seed for life in seen.quiet[:couples] if SimulatedCouple(seen.world, life.seed).contented}

    def contented(lived: Sequence[Life]) -> float:
        chosen = [life for life in lived if life.seed in content]
        return measure.ratio(measure.quiet_share(measure.engine, chosen)).value

    as_written = contented(seen.quiet[:couples])
    at_one = contented(lives(jobs(Job(seen.world, "", expected=ONE_LEVEL), couples)))
    return (
        f"contented couples' check-ins with a topic, world: {seen.world.name}: {as_written:.1%} as the library "
        f"expects, {at_one:.1%} with {ONE_LEVEL:.2f} expected of every prompt"
    )


def translated(seen: Seen, couples: int) -> str:
    """Return a text about the additional false alarms if the partners use two different languages.

    A false alarm is a check-in with a topic although the couple has no simulated problem. Each rate of false alarms is
    measured on `couples` couples, in the world (model of how couples answer) that `seen` also uses.
    """

    def share(lived: Sequence[Life]) -> float:
        return measure.ratio(measure.quiet_share(measure.engine, lived)).value

    in_one = share(seen.quiet[:couples])
    in_two = [
        share(lives(jobs(Job(seen.world, "", translation=Translation(HALF_A_POINT, A_FIFTH, seed)), couples)))
        for seed in TRANSLATIONS
    ]
    each = ", ".join(f"{found - in_one:+.1%}" for found in in_two)
    return (
        f"quiet check-ins with a topic where the partners read two languages, a fifth of the prompts half a point "
        f"apart, world: {seen.world.name}: {sum(in_two) / len(in_two) - in_one:+.1%} on {in_one:.1%} in one language "
        f"({len(in_two)} translations: {each})"
    )


def on_difficulty(seen: Seen, couples: int) -> str:
    """Return a text with the share of topics that the engine shows only because a prompt is difficult.

    A difficult prompt gets lower answers from all couples. Of the couples in `seen`, the first `couples` without a
    simulated problem are used.
    """
    found = difficulty.share(jobs(Job(seen.world, ""), couples), seen.quiet[:couples])
    return (
        f"quiet couples' topics that rest on nothing but a prompt's difficulty, world: {seen.world.name}: "
        f"{found.percent().strip()}"
    )


def offers(world: World, couples: int) -> str:
    """Return a table of how often each kind of conversation is offered, with and without a simulated problem.

    In `world` (model of how couples answer), `couples` couples are simulated with a problem, and as many without.
    """
    return offers_text(
        world.name,
        {
            "quiet couples": offered_lives(jobs(Job(world, ""), couples)),
            "with a planted reason": offered_lives(jobs(Job(world, "", SIZE), couples)),
        },
    )


def by_week(seen: Seen) -> list[tuple[str, list[Estimate]]]:
    """Return, for each rule, the share of couples whose simulated problem is found within 1, 2, … 12 weeks.

    A rule is a way to choose topics: our engine, the rules of comparable apps, or chance. The other rules are set to
    our engine's rate of false alarms, or a lower rate. `seen` has the couples of one world.
    """
    chosen = [seen.rows[0], *seen.rows[5:]]
    names = ("ours", *SHIPPED, "chance")
    return [
        (name, [measure.recall(each.shows, seen.planted, week) for week in range(1, 13)])
        for name, each in zip(names, chosen, strict=True)
    ]


def limits(seen: Seen) -> str:
    """Return a table of how often the engine finds a simulated problem, by the number of check-ins that asked about it.

    The rows are for couples with 1, 2, 3, 4, and 5 or more check-ins that asked about the problem's reason (see
    `measure.askings`). Only check-ins in the first twelve weeks of the problem count. `seen` has the couples of one
    world.
    """
    lines = ["asked about the planted reason in 12 weeks    couples    of these shown"]
    for times in range(1, 6):
        group = [
            life
            for life in seen.planted
            if measure.askings(life) == times or (times == 5 and measure.askings(life) > 5)
        ]
        shown = sum(sum(measure.first_shown(measure.engine, life)) > 0 for life in group)
        share = f"{shown / len(group):.0%}" if group else "-"
        lines.append(
            f"  {times}{' or more' if times == 5 else '':44}{len(group) / len(seen.planted):8.0%}{share:>18}"
        )
    return "\n".join(lines)
