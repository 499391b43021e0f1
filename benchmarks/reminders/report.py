"""Format the figures of a run for the terminal and RESULTS.md, next to their targets."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.results import keep, met, taken

#: Targets. CLAIM: at least this share of the bare statement's rows per second. SELECTS: at most this number of SELECT
#: statements per task with nothing to do. ENQUEUE: at most this share of the CPU time of encrypting. CPU: at most this
#: multiple of a push's lower limit. SPEED: at least this share of the pushes in flight divided by the latency.
CLAIM, SELECTS, ENQUEUE, CPU, SPEED = 0.60, 2, 0.02, 2.0, 0.6


@dataclass(frozen=True, slots=True)
class Shares:
    """Speed as a share of an upper limit: the median, lowest and highest share of several rounds.

    `limit` is the median of the upper limit, in rows per second.
    """

    median: float
    lowest: float
    highest: float
    limit: float


@dataclass(frozen=True, slots=True)
class Tick:
    """Cost of a periodic task that has nothing to do.

    `selects` is the number of SELECT statements. `others` is the number of other SQL statements, without those that
    only begin or end a transaction or savepoint. `scans` is the number of sequential scans in the query plans of the
    SELECT statements. `milliseconds` is the median duration.
    """

    selects: int
    others: int
    scans: int
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Costs:
    """CPU time of one push in microseconds, and of the parts that form its lower limit.

    - `own`, `library`: only encrypting, with our encoder or with pywebpush.
    - `bare`: only sending, with a bare aiohttp session.
    - `together`: encrypting each message with our encoder just before the bare session sends it.
    - `ours`: the app's sender, which composes, encrypts, sends, and reads the response.
    - `to_library`: the ratio of `ours` to the sum of `library` and `bare`.
    - `to_own`: the ratio of `ours` to the sum of `own` and `bare`.

    All figures are medians of several measurements, also the ratios.
    """

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
    """Pushes per second, if each response takes `latency` seconds and `in_flight` requests run in parallel.

    `a_second` and `shares` have these keys:

    - "bare": a bare aiohttp session, without the app.
    - "sender": the app's sender.
    - "books": the app's sender, which also claims (reserves) reminders, loads their data and records their outcomes.

    `shares` are the speeds divided by the upper limit, `in_flight / latency`. `with_books` is the CPU time per push
    in the measurement "books", in microseconds.
    """

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
        most = 1e6 / self.with_books
        end = (
            f"With claiming, looking at the facts and settling, a push takes {self.with_books:.0f} µs of the CPU. "
            f"So one core can send at most {most:,.0f} a second, a share of "
            f"{most * self.latency / self.in_flight:.2f} of in flight ÷ latency."
        )
        return "\n".join([head, "|---|---|---|---|", *rows, "", end])

    def _asked(self, key: str) -> str:
        return "" if key == "bare" else f"≥ {SPEED} {met(self.shares[key] >= SPEED)}"


@dataclass(frozen=True, slots=True)
class ReminderReport:
    """The figures of one run of the reminders' benchmark.

    - `size`: number of schedules in the database, which also has as many open check-ins, memberships and reminders.
    - `claims`: the speed at which senders claim (reserve) due reminders, by the number of reminders in a batch.
    - `few`, `many`: cost of idle periodic tasks, with 1,000 schedules and with `size` schedules.
    - `costs`, `speeds`: CPU time and speed of sending.
    - `enqueueing`: CPU microseconds for enqueueing one Celery task.
    - `tasks`: number of tasks that are enqueued if `reminders` reminders are due at once.
    """

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
        """Return a sentence about the software and the amount of data with which the figures were measured."""
        return (
            f"{taken()}: PostgreSQL 18, Valkey 9; {self.size:,} rows each of schedules, open check-ins, "
            "memberships and reminders."
        )


def write(report: ReminderReport) -> None:
    """Replace the part of RESULTS.md about reminders with this report."""
    keep("reminders", f"{report.conditions()}\n\n{report.text()}")
