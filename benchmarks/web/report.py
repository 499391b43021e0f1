"""Format the figures of a run for the terminal and RESULTS.md, with the targets for the most important figures."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.results import keep, met, taken

TARGET = {"home": 0.12, "submit": 0.10}
JAVASCRIPT_TARGET = 40 * 1024
#: Target: after ten years of check-ins, a request needs at most this multiple of its CPU time after 40 check-ins.
GROWTH_TARGET = 1.2


@dataclass(frozen=True, slots=True)
class WebReport:
    """The figures of one run of the web benchmark.

    - `floor`: requests per second of the no-op (a request that does nothing), as the median of the rounds.
    - `shares`: each request's rate divided by the no-op's rate, as median, lowest and highest of the rounds.
    - `p99`: the 99th percentile of each request's latency in a round, as the median of the rounds, in seconds.
    - `queries`: number of database queries of each request.
    - `growth`: CPU milliseconds of each request, by the number of earlier check-ins.
    - `javascript`: gzipped bytes of JavaScript of a first visit, by language.
    """

    floor: float
    shares: dict[str, tuple[float, float, float]]
    p99: dict[str, float]
    queries: dict[str, int]
    growth: dict[str, dict[int, float]]
    javascript: dict[str, int]
    couples: int
    threads: int
    connections: int
    rounds: int

    def text(self) -> str:
        """Return the report as Markdown tables."""
        rows = [
            f"| {name} | **{median:.3f}** ({low:.3f}–{high:.3f}) | ≥ {TARGET[name]:.2f} "
            f"{met(median >= TARGET[name])} | {self.p99[name] * 1000:.0f} ms |"
            for name, (median, low, high) in self.shares.items()
        ]
        largest = max(self.javascript.values())
        javascript = (
            "First-load JavaScript, gzip: "
            + ", ".join(f"{language} **{size / 1024:.1f} kB**" for language, size in self.javascript.items())
            + f"; asked for ≤ {JAVASCRIPT_TARGET // 1024} kB each {met(largest <= JAVASCRIPT_TARGET)}."
        )
        lines = [
            "| request | share of a DRF no-op (median, lowest–highest round) | asked for | p99 |",
            "|---|---|---|---|",
            *rows,
            "",
            f"The no-op: {self.floor:.0f} answers a second.",
            "",
            "| request | queries, session and user included |",
            "|---|---|",
            *(f"| {name} | {count} |" for name, count in self.queries.items()),
            "",
            *self._growth(),
            "",
            javascript,
        ]
        return "\n".join(lines)

    def _growth(self) -> list[str]:
        """Return the lines of a Markdown table: the CPU time of each request, by the number of earlier check-ins."""
        after = sorted(next(iter(self.growth.values())))
        heads = "".join(f" {count} |" for count in after)
        rows = []
        for name, spent in self.growth.items():
            ratio = spent[520] / spent[40]
            figures = "".join(f" {spent[count]:.1f} ms |" for count in after)
            rows.append(
                f"| {name} |{figures} **{ratio:.2f}** | ≤ {GROWTH_TARGET} {met(ratio <= GROWTH_TARGET)} | "
                f"{spent[40] / spent[10]:.2f} |"
            )
        return [
            f"| CPU of the app after so many check-ins |{heads} 520 : 40 | asked for | 40 : 10 |",
            f"|---|{'---|' * len(after)}---|---|---|",
            *rows,
        ]

    def conditions(self) -> str:
        """Return a sentence about the software, the load and the number of couples of this run."""
        return (
            f"{taken()}: one Granian process with {self.threads} blocking threads, PostgreSQL 18, "
            f"Valkey 9, {self.connections} kept-alive connections, {self.couples} couples, {self.rounds} interleaved "
            "rounds; server, database and generator share the cores."
        )


def write(report: WebReport) -> None:
    """Replace the part of RESULTS.md about requests with this report."""
    keep("web", f"{report.conditions()}\n\n{report.text()}")
