"""Measure the engine. Each function simulates couples and returns figures, or a text about them.

Some couples have a planted problem. Its reason is what the engine should find and show as a topic: recall is the share
of these couples to whom it is shown. Quiet couples have no planted problem, so they should rarely get a topic.
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
    """The simulated couples of one world, with and without a planted problem, and the figures of each rule."""

    world: World
    quiet: Sequence[Life]
    planted: Sequence[Life]
    rows: Sequence[Row]
    contented: Row
    advantages: dict[str, Estimate]


def jobs(like: Job, couples: int) -> list[Job]:
    """Return jobs for this number of couples, each with its own seed."""
    return [replace(like, seed=f"{SEED}.{number}") for number in range(couples)]


def look(world: World, couples: int) -> Seen:
    """Simulate couples in this world, and measure every rule on the same couples."""
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
    """Return one rule's figures on these couples."""
    return Row(
        name,
        shows,
        measure.ratio(measure.quiet_share(shows, quiet)),
        {weeks: measure.recall(shows, planted, weeks) for weeks in report.WITHIN},
        measure.weeks_to_first(shows, planted),
        measure.ratio(measure.topics(shows, planted)),
    )


def frontier(seen: Seen, couples: int) -> dict[str, list[tuple[float, Estimate]]]:
    """Return the recall of each rule, for several shares of quiet couples' check-ins with a topic.

    Our engine varies its threshold. The rule of each comparable app uses its best setting. The last rule is chance.
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
    """Return (size, recall) for several sizes of planted problem, in points."""
    found = []
    for size in (0.0, 0.5, 1.0, SIZE, 2.5):
        if size == SIZE:
            planted: Sequence[Life] = seen.planted
        else:
            planted = seen.quiet if size == 0 else lives(jobs(Job(seen.world, "", size), couples))
        found.append((size, measure.recall(measure.engine, planted)))
    return found


def ceilings(seen: Seen, couples: int) -> str:
    """Return a table that compares our recall with the recall of the oracles.

    All of them give quiet couples a topic in the same share of check-ins.
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
    """Return how often contented couples get a topic, with the library's expected levels and with one level."""
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
    """Return how much more often quiet couples get a topic if the partners use two languages instead of one."""

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
    """Return the share of quiet couples' topics that are caused only by the difficulty of a prompt."""
    found = difficulty.share(jobs(Job(seen.world, ""), couples), seen.quiet[:couples])
    return (
        f"quiet couples' topics that rest on nothing but a prompt's difficulty, world: {seen.world.name}: "
        f"{found.percent().strip()}"
    )


def offers(world: World, couples: int) -> str:
    """Return a table of the conversations that couples with and without a planted reason are offered."""
    return offers_text(
        world.name,
        {
            "quiet couples": offered_lives(jobs(Job(world, ""), couples)),
            "with a planted reason": offered_lives(jobs(Job(world, "", SIZE), couples)),
        },
    )


def by_week(seen: Seen) -> list[tuple[str, list[Estimate]]]:
    """Return the recall by week of our engine, of the rules of comparable apps, and of chance."""
    chosen = [seen.rows[0], *seen.rows[5:]]
    names = ("ours", *SHIPPED, "chance")
    return [
        (name, [measure.recall(each.shows, seen.planted, week) for week in range(1, 13)])
        for name, each in zip(names, chosen, strict=True)
    ]


def limits(seen: Seen) -> str:
    """Return a table of how often the planted reason is shown, by the number of check-ins that asked about it."""
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
