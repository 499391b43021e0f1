"""Format the figures of a run for the terminal and RESULTS.md, with the targets for the most important figures."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.results import keep, met, taken

if TYPE_CHECKING:
    from benchmarks.scale.shares import Taken

#: Target: with twenty times as many couples, at least this part of the speed is left (as a share of the no-op's).
LEFT = 0.8
#: Number of tables with a separate row in the report. All other tables are summed up.
SHOWN = 7


@dataclass(frozen=True, slots=True)
class ScaleReport:
    """The figures of one run of the scale benchmark.

    - `couples`, `sample`: number of couples in the large and in the small database.
    - `seeded`: seconds that filling the large database took.
    - `statements`: number of SQL statements of all routes and tasks.
    - `whole`: descriptions of the statements that read all rows of a large table.
    - `sizes`: rows and bytes of each table of the large database.
    - `taken`: the measurements with the small database ("few") and with the large database ("many").
    - `threads`, `connections`: threads of the server, and connections of the load generator.
    """

    couples: int
    sample: int
    seeded: float
    statements: int
    whole: list[str]
    sizes: Mapping[str, tuple[int, int]]
    taken: Mapping[str, Taken]
    threads: int
    connections: int

    def text(self) -> str:
        """Return the report as Markdown tables."""
        few, many = self.taken["few"], self.taken["many"]
        names = [name for name in few.per_second if name != "no-op"]
        return "\n".join(
            [
                self._plans(),
                *(f"- `{found}`" for found in self.whole),
                "",
                self._head(),
                "|---|---|---|---|---|",
                *(_left(name, few.share(name), many.share(name)) for name in names),
                "",
                "The no-op: "
                + " and ".join(f"{statistics.median(one.per_second['no-op']):.0f}" for one in (few, many))
                + " answers a second.",
                "",
                f"| CPU with {self.couples:,} couples | app | PostgreSQL |",
                "|---|---|---|",
                *(_cpu(name, many) for name in ["no-op", *names]),
                "",
                *self._disk(),
            ]
        )

    def _head(self) -> str:
        return (
            f"| | share of the no-op, {self.sample:,} couples | {self.couples:,} couples | of it is left "
            "(median, lowest–highest round) | asked for |"
        )

    def _plans(self) -> str:
        return (
            f"{self.statements} statements of all routes and tasks: **{len(self.whole)}** read a table that grows "
            f"whole, asked for 0 {met(not self.whole)}."
        )

    def _disk(self) -> list[str]:
        """Return the lines of a Markdown table: the rows and bytes of the largest database tables, the largest first.

        All other tables share one line. The last line is the total.
        """
        total = sum(size for _, size in self.sizes.values())
        shown = list(self.sizes.items())[:SHOWN]
        others = list(self.sizes.items())[SHOWN:]
        every = sum(rows for rows, _ in self.sizes.values())
        lines = [*shown, ("all others", (sum(r for _, (r, _) in others), sum(s for _, (_, s) in others)))]
        return [
            "| table | rows | on the disk | a couple |",
            "|---|---|---|---|",
            *(
                f"| {name} | {rows:,} | {size / 1e6:,.0f} MB | {size / self.couples / 1000:.1f} kB |"
                for name, (rows, size) in lines
            ),
            f"| **together** | {every:,} | **{total / 1e9:.1f} GB** | **{total / self.couples / 1000:.0f} kB** |",
        ]

    def conditions(self) -> str:
        """Return two sentences about the software, the load, and how the large database was filled."""
        return (
            f"{taken()}: PostgreSQL 18 with its default 128 MB of shared buffers, one Granian process with "
            f"{self.threads} blocking threads for each database, {self.connections} kept-alive connections, rounds of "
            f"both in turns; the large database was filled by COPY in {self.seeded / 60:.0f} minutes. Servers, "
            "database and generator share the cores."
        )


def _left(name: str, few: list[float], many: list[float]) -> str:
    left = [after / before for before, after in zip(few, many, strict=True)]
    median = statistics.median(left)
    return (
        f"| {name} | {statistics.median(few):.4f} | {statistics.median(many):.4f} | **{median:.2f}** "
        f"({min(left):.2f}–{max(left):.2f}) | ≥ {LEFT} {met(median >= LEFT)} |"
    )


def _cpu(name: str, of: Taken) -> str:
    app, database = of.cpu(name)
    return f"| {name} | {app:.2f} ms | {database:.2f} ms |"


def write(report: ScaleReport) -> None:
    """Replace the part of RESULTS.md about many couples with this report."""
    keep("scale", f"{report.conditions()}\n\n{report.text()}")
