"""The figures of a run, as text for the terminal and for RESULTS.md, each next to its target."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.results import keep, met, taken

CLAIM, SELECTS, ENQUEUE, CPU, SPEED = 0.60, 2, 0.02, 2.0, 0.6


@dataclass(frozen=True, slots=True)
class Shares:
    """A share of a limit over several rounds, and the limit itself."""

    median: float
    lowest: float
    highest: float
    limit: float


@dataclass(frozen=True, slots=True)
class Tick:
    """One empty run of a task: statements, reads of whole tables among their plans, and milliseconds (median)."""

    selects: int
    others: int
    scans: int
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Costs:
    """Microseconds of CPU a push: encrypting alone, by our `own` encoder and by the `library` (pywebpush), a bare
    session of aiohttp alone, both `together` (each message encrypted by ours right before it is sent), and `ours`
    (composing, encrypting, sending, reading the answer). The ratios are ours to one of the encoders and the bare
    session."""

    own: float
    library: float
    bare: float
    together: float
    ours: float
    to_library: float
    to_own: float

    def text(self) -> str:
        """Return the costs as a paragraph."""
        return (
            f"CPU a push: {self.ours:.0f} µs, **{self.to_library:.2f}** of raw encryption as pywebpush does it "
            f"({self.library:.0f} µs) and a bare aiohttp send ({self.bare:.0f} µs), asked for ≤ {CPU} "
            f"{met(self.to_library <= CPU)}. Compared with our own encoder ({self.own:.0f} µs) and that send it is "
            f"{self.to_own:.2f}; these two, each message encrypted right before it is sent, are "
            f"{self.together / (self.own + self.bare):.2f} ({self.together:.0f} µs)."
        )


@dataclass(frozen=True, slots=True)
class Speeds:
    """Pushes a second at `latency` seconds with so many `in_flight`: by aiohttp alone, by the sender, and with
    claiming, looking and settling (the `books`). `shares` are those of in flight / latency; `with_books` are
    microseconds of CPU a push."""

    in_flight: int
    latency: float
    a_second: dict[str, float]
    shares: dict[str, float]
    with_books: float

    def text(self) -> str:
        """Return the speeds as a table."""
        head = (
            f"| {self.in_flight} in flight, answered after {self.latency * 1000:.0f} ms | share of in flight ÷ latency "
            "| asked for | a second |"
        )
        who = {"bare": "aiohttp alone", "sender": "sending", "books": "sending, with claiming and settling"}
        rows = [
            f"| {name} | **{self.shares[key]:.2f}** | {self._asked(key)} | {self.a_second[key]:,.0f} |"
            for key, name in who.items()
        ]
        end = f"With claiming, looking at the facts and settling, a push takes {self.with_books:.0f} µs of the CPU."
        return "\n".join([head, "|---|---|---|---|", *rows, "", end])

    def _asked(self, key: str) -> str:
        return "" if key == "bare" else f"≥ {SPEED} {met(self.shares[key] >= SPEED)}"


@dataclass(frozen=True, slots=True)
class ReminderReport:
    """`claims` by batch size; `few` and `many` are empty ticks with 1,000 schedules and with `size`; microseconds of
    CPU for enqueueing one task, of which `tasks` are made for `reminders`. `costs` and `speeds` are sending's."""

    size: int
    claims: dict[int, Shares]
    few: dict[str, Tick]
    many: dict[str, Tick]
    costs: Costs
    speeds: Speeds
    enqueueing: float
    tasks: int
    reminders: int

    def text(self) -> str:
        """Return the report as Markdown tables."""
        encryption = self.costs.own
        share = self.enqueueing * self.tasks / self.reminders / encryption
        enqueueing = (
            f"Enqueueing: {self.tasks} tasks of {self.enqueueing:.0f} µs for {self.reminders:,} reminders due at "
            f"once, **{share:.4f}** of encrypting them ({encryption:.0f} µs each), asked for ≤ {ENQUEUE} "
            f"{met(share <= ENQUEUE)}."
        )
        return "\n".join(
            [
                "| rows a claim | share of a bare single-CTE claim's rows a second | asked for | the bare one |",
                "|---|---|---|---|",
                *(
                    f"| {batch} | **{got.median:.2f}** ({got.lowest:.2f}–{got.highest:.2f}) | ≥ {CLAIM:.2f} "
                    f"{met(got.median >= CLAIM)} | {got.limit:,.0f} rows/s |"
                    for batch, got in self.claims.items()
                ),
                "",
                f"| empty tick | selects | asked for | other statements | with 1,000 schedules | with {self.size:,} |",
                "|---|---|---|---|---|---|",
                *(self._tick(name) for name in self.many),
                "",
                self.costs.text(),
                "",
                self.speeds.text(),
                "",
                enqueueing,
            ]
        )

    def _tick(self, name: str) -> str:
        few, many = self.few[name], self.many[name]
        scans = f", {many.scans} over whole tables" if many.scans else ", all by index"
        return (
            f"| {name} | **{many.selects}**{scans} | ≤ {SELECTS} {met(many.selects <= SELECTS and not many.scans)} "
            f"| {many.others} | {few.milliseconds:.2f} ms | {many.milliseconds:.2f} ms |"
        )

    def conditions(self) -> str:
        """Return the software and sizes with which the figures were taken."""
        return (
            f"{taken()}: PostgreSQL 18, Valkey 9; {self.size:,} rows each of schedules, open check-ins, "
            "memberships and reminders."
        )


def write(report: ReminderReport) -> None:
    """Replace the reminders' part of RESULTS.md."""
    keep("reminders", f"{report.conditions()}\n\n{report.text()}")
