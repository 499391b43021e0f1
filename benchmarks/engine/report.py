"""Format the engine's figures for the terminal and RESULTS.md, and draw the charts for the documentation.

Quiet couples have no simulated problem, and quiet check-ins are the check-ins of quiet couples. Recall is the share
of couples with a simulated problem to whom the problem's reason is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import results
from benchmarks.engine.measure import Estimate, Shows
from benchmarks.engine.plots import Chart, Dot, Series
from benchmarks.engine.published import FIGURES, worst

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images" / "engine"
#: Targets: at most this share of quiet check-ins with a topic, at least this share of couples to whom the planted
#: reason is shown, and at least this many times as often as the rules of comparable apps.
QUIET, RECALL, TIMES = 0.12, 0.90, 1.5
#: Targets: the share of contented couples' check-ins with a topic, and the share of reasons shown within eight weeks.
CONTENTED_QUIET, SOON = 0.08, 0.75
#: Targets: our recall divided by the recall of each oracle.
SAME_QUESTIONS, OWN_QUESTIONS = 0.93, 0.90
WITHIN = (4, 8, 12)
#: A note that is printed under the main table.
RIVALS = (
    "P1 and P2 at our share: the best of all settings. “low < 2” and “low ≤ 0” switch a part off, and two rules with\n"
    "the same gap alone are one rule: their rows are equal. Where a share is below ours, the next setting is above,\n"
    "and shows fewer when thinned. “Sums of evidence” are weighed on our questions, and have our topics on anchors."
)


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one rule (way to choose topics), as a line of the report.

    - `shows`: the rule, as a function that returns the reasons shown in a week.
    - `quiet`: the rate of false alarms, which is the share of check-ins with a topic among couples without a
      simulated problem.
    - `recall`: the share of couples whose simulated problem is found within 4, 8 or 12 weeks.
    - `weeks`: the quartiles of the number of weeks until a simulated problem is found.
    - `right`: of all topics in the first 12 weeks of a simulated problem, the share that is about this problem.
    """

    name: str
    shows: Shows
    quiet: Estimate
    recall: Mapping[int, Estimate]
    weeks: tuple[int, int, int]
    right: Estimate


def match_text(name: str, before: Sequence[float], after: Sequence[float]) -> str:
    """Return a table that compares the simulated couples of the world `name` with published figures of real couples.

    A world is a model of how couples answer. `before` has the simulated figures for unrounded answers, and `after` has
    the figures for answers rounded to 1 to 5 points.
    """
    lines = [f"{'quiet couples, world: ' + name:40}{'before':>9}{'on five':>9}   {'published':13}"]
    lines.append(f"{'':40}{'rounding':>9}{'points':>9}")
    for figure, fine, coarse in zip(FIGURES, before, after, strict=True):
        # The figures are published with two decimals.
        met = "met" if figure.low <= round(coarse, 2) <= figure.high else "NOT MET"
        published = f"{figure.low:.2f}–{figure.high:.2f}"
        lines.append(f"  {figure.name:38}{fine:9.3f}{coarse:9.3f}   {published:13}{met} on five points")
    lines.append(
        f"  worst, in half ranges (1 is the end of one): {worst(before):.2f} before, {worst(after):.2f} after"
    )
    return "\n".join(lines)


def rows_text(name: str, rows: Sequence[Row]) -> str:
    """Return the main table of one world (model of how couples answer), with one line per rule.

    A rule is a way to choose topics, for example our engine.
    """
    lines = [f"world: {name}; 95 % confidence intervals in brackets"]
    lines.append(
        f"{'':34}{'quiet check-ins':>22}{'shown within':>22}{'within 8':>10}{'within 4':>10}{'weeks to it':>13}"
        f"{'topics that are':>22}"
    )
    lines.append(
        f"{'':34}{'with a topic':>22}{'12 weeks':>22}{'':20}{'(quartiles)':>13}{'the planted one':>22}"
    )
    for row in rows:
        quartiles = "–".join(str(week) for week in row.weeks)
        lines.append(
            f"{row.name:34}{row.quiet.percent():>22}{row.recall[12].percent():>22}{row.recall[8].value:>10.1%}"
            f"{row.recall[4].value:>10.1%}{quartiles:>13}{row.right.percent():>22}"
        )
    return "\n".join(lines)


def verdict(name: str, ours: Row, contented: Row, advantages: Mapping[str, Estimate]) -> str:
    """Return a list of the engine's targets with PASS or FAIL for the world `name` (model of how couples answer).

    The measured value decides, not its confidence interval. `ours` and `contented` are our engine's figures for all
    couples, and for contented couples, who mostly give good answers. `advantages` has, for each comparable app, the
    number of simulated problems that our engine finds, divided by the number that the app finds.
    """

    def line(met: bool, what: str, figure: str) -> str:
        return f"  {'PASS' if met else 'FAIL'}  {what:62} {figure}"

    lines = [f"asked for, world: {name}"]
    lines.append(
        line(ours.quiet.value <= QUIET, "quiet check-ins with a topic: at most 12 %", ours.quiet.percent())
    )
    lines.append(
        line(
            contented.quiet.value <= CONTENTED_QUIET,
            "of contented couples: at most 8 %",
            contented.quiet.percent(),
        )
    )
    found = ours.recall[12]
    lines.append(
        line(found.value >= RECALL, "planted reason shown within 12 weeks: at least 90 %", found.percent())
    )
    soon = ours.recall[8]
    lines.append(line(soon.value >= SOON, "within 8 weeks: at least 75 %", soon.percent()))
    for rival, times in advantages.items():
        what = f"at least 1.5 times as often as {rival} at the same quiet share"
        lines.append(line(times.value >= TIMES, what, f"{times.times()} times"))
    return "\n".join(lines)


def ceilings_text(
    name: str, share: float, couples: int, found: Mapping[str, tuple[Mapping[int, Estimate], float | None]]
) -> str:
    """Return a table that compares how often our engine and the oracles find simulated problems.

    Oracles know more than any real program. `name` is the world's name. The table is about `couples` couples with a
    simulated problem, and as many without. `share` is our engine's rate of false alarms: the share of check-ins with a
    topic among couples without a simulated problem. `found` has two values for our engine and for each oracle. The
    first is the share of problems found, by number of weeks. The second is our engine's share after twelve weeks,
    divided by the oracle's share (None for our engine).
    """
    lines = [
        f"ceilings, world: {name}; {couples} couples, {share:.1%} of quiet check-ins with a topic",
        f"{'':26}{'within 12 weeks':>24}{'within 8':>10}{'within 4':>10}{'ours is':>9}{'asked for':>11}",
    ]
    goals = {"oracle, same questions": SAME_QUESTIONS, "oracle, own questions": OWN_QUESTIONS}
    for reader, (recall, part) in found.items():
        goal = f"{part:9.2f}{f'≥ {goals[reader]:.2f}':>11}" if part is not None else ""
        lines.append(
            f"  {reader:24}{recall[12].percent():>24}{recall[8].value:>10.1%}{recall[4].value:>10.1%}{goal}"
        )
    return "\n".join(lines)


def estimates_text(title: str, named: Mapping[str, Estimate]) -> str:
    """Return a table with the heading `title`, and with one line per name.

    `named` has the share of couples whose simulated problem is found in 12 weeks, by the name of each simulation.
    """
    lines = [f"{title:58}{'shown within 12 weeks':>24}"]
    lines += [f"  {name:56}{found.percent():>24}" for name, found in named.items()]
    return "\n".join(lines)


def frontier(world: str, lines: Mapping[str, Sequence[tuple[float, Estimate]]]) -> Chart:
    """Return a chart of the share of simulated problems that each rule finds, by the rule's rate of false alarms.

    A rule is a way to choose topics. The rate of false alarms is the share of check-ins with a topic among couples
    without a simulated problem.
    """
    series = [
        Series(name, [Dot(x, found.value, found.low, found.high) for x, found in line], kind)
        for kind, (name, line) in enumerate(lines.items())
    ]
    ticks = [(share / 100, f"{share} %") for share in (0, 5, 10, 15, 20, 25, 30)]
    return Chart(
        title=f"Shown the planted reason within 12 weeks ({world})",
        about="Our engine lies far above both peers' rules and chance at every share of quiet check-ins with a topic.",
        x_label="share of quiet couples' check-ins with a topic",
        y_label="",
        x_ticks=ticks,
        series=series,
        goal=(QUIET, RECALL),
    )


def over_time(world: str, rows: Sequence[tuple[str, Sequence[Estimate]]]) -> Chart:
    """Return a chart of the share of couples whose simulated problem is found, by weeks since the problem began.

    Each line is a rule (way to choose topics), for example our engine.
    """
    series = [
        Series(name, [Dot(week, e.value, e.low, e.high) for week, e in enumerate(line, start=1)], kind)
        for kind, (name, line) in enumerate(rows)
    ]
    return Chart(
        title=f"Shown the planted reason by week since it began ({world})",
        about="Cumulative share of couples; the rivals are held to our share of quiet check-ins with a topic.",
        x_label="weeks since the reason began, missed ones counted",
        y_label="",
        x_ticks=[(week, str(week)) for week in range(0, 13, 2)],
        series=series,
    )


def by_size(lines: Sequence[tuple[str, Sequence[tuple[float, Estimate]]]]) -> Chart:
    """Return a chart of the share of couples whose simulated problem the engine finds, by the problem's size.

    Each line is a world (model of how couples answer).
    """
    series = [Series(name, [Dot(x, e.value, e.low, e.high) for x, e in line]) for name, line in lines]
    return Chart(
        title="Shown within 12 weeks, by the size of what is planted",
        about="Next to nothing at no effect, most couples from 1.75 points on, in both worlds.",
        x_label="points by which one partner's answers on its prompts are lower",
        y_label="",
        x_ticks=[(size / 2, f"{size / 2:g}") for size in range(6)],
        series=series,
    )


def keep(text: str, charts: Mapping[str, Chart]) -> None:
    """Replace the engine's part of RESULTS.md with this text, and write the charts as SVG files."""
    results.keep("engine", f"```\n{text}\n```")
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, chart in charts.items():
        (IMAGES / f"{name}.svg").write_text(chart.svg())
