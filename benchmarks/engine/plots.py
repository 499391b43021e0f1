"""Draw line charts as SVG that are legible on light and dark backgrounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 56, 60
STYLE = """
text{font:14px system-ui,sans-serif;fill:#2f2722}.h{font-weight:600;font-size:16px}.s{font-size:12.5px;fill:#5d5047}
.bg{fill:#fffdf9}.grid{stroke:#e4d9cb}.axis{stroke:#6d5f52}.ci{stroke-width:1.4;opacity:.75}.line{fill:none;stroke-width:2.2}
.c0{stroke:#a5532f;fill:#a5532f}
.c1{stroke:#3d6b8c;fill:#3d6b8c}.c2{stroke:#4f6b4a;fill:#4f6b4a}.c3{stroke:#85786b;fill:#85786b}

.line.c1{stroke-dasharray:7 4}.line.c2{stroke-dasharray:2 4}.line.c3{stroke-dasharray:10 4 2 4}
.goal{fill:none;stroke:#85786b;stroke-dasharray:3 5}
@media(prefers-color-scheme:dark){text{fill:#f1e9df}.s{fill:#c5b8a9}.bg{fill:#231d18}
.grid{stroke:#40362d}.axis{stroke:#a99b8c}
.c0{stroke:#e69a76;fill:#e69a76}
.c1{stroke:#8bbbdd;fill:#8bbbdd}.c2{stroke:#a3c79c;fill:#a3c79c}.c3{stroke:#b9ad9f;fill:#b9ad9f}
.goal{stroke:#b9ad9f}}
text.c0,text.c1,text.c2,text.c3{stroke:none}.line{fill:none}
""".strip()


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line in a chart. `low` and `high` are the ends of the point's confidence interval, or None."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart.

    `kind` (0 to 3) selects colour and dashes. By default, `kind` is the line's index in the chart.
    """

    name: str
    dots: Sequence[Dot]
    kind: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A line chart whose y-values are shares from 0 to 1, labelled as 0 to 100 %. Both axes begin at 0.

    `about` is a description for screen readers. `x_ticks` are (position, label) pairs on the x-axis, which ends at the
    largest position. `goal` is a point (x, y) that is marked as the target.
    """

    title: str
    about: str
    x_label: str
    y_label: str
    x_ticks: Sequence[tuple[float, str]]
    series: Sequence[Series]
    goal: tuple[float, float] | None = None

    def svg(self) -> str:
        """Return the chart as the text of an SVG file."""
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">',
            f'<title id="t">{escape(self.title)}</title><desc id="d">{escape(self.about)}</desc>',
            f"<style>{STYLE}</style>",
            f'<rect class="bg" width="{WIDTH}" height="{HEIGHT}" rx="14"/>',
            f'<text class="h" x="{LEFT}" y="30">{escape(self.title)}</text>',
            *self._axes(),
        ]
        if self.goal:
            x, y = self._x(self.goal[0]), self._y(self.goal[1])
            parts.append(f'<path class="goal" d="M{LEFT} {y:.1f}H{x:.1f}V{self._y(0):.1f}"/>')
            parts.append(f'<text class="s" x="{x + 6:.1f}" y="{y + 16:.1f}">asked for</text>')
        for place, series in enumerate(self.series):
            parts += self._draw(series, place)
        return "\n".join([*parts, "</svg>", ""])

    def _x(self, x: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * x / max(tick for tick, _ in self.x_ticks)

    def _y(self, y: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * y

    def _axes(self) -> list[str]:
        parts = []
        for percent in range(0, 101, 20):
            y = self._y(percent / 100)
            parts.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
            parts.append(
                f'<text class="s" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{percent} %</text>'
            )
        for tick, label in self.x_ticks:
            x = self._x(tick)
            parts.append(f'<path class="axis" d="M{x:.1f} {self._y(0):.1f}v5"/>')
            parts.append(
                f'<text class="s" x="{x:.1f}" y="{self._y(0) + 20:.1f}" text-anchor="middle">{escape(label)}</text>'
            )
        parts.append(f'<path class="axis" d="M{LEFT} {self._y(0):.1f}H{WIDTH - RIGHT}"/>')
        middle = (LEFT + WIDTH - RIGHT) / 2
        parts.append(
            f'<text class="s" x="{middle}" y="{HEIGHT - 14}" text-anchor="middle">{escape(self.x_label)}</text>'
        )
        parts.append(f'<text class="s" x="{LEFT}" y="48">{escape(self.y_label)}</text>')
        return parts

    def _draw(self, series: Series, place: int) -> list[str]:
        colour = f"c{place if series.kind is None else series.kind}"
        points = [(self._x(dot.x), self._y(dot.y)) for dot in series.dots]
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        parts = [f'<path class="line {colour}" d="{path}"/>']
        for dot, (x, y) in zip(series.dots, points, strict=True):
            if dot.low is not None and dot.high is not None:
                low, high = self._y(dot.low), self._y(dot.high)
                parts.append(f'<path class="ci {colour}" d="M{x:.1f} {low:.1f}V{high:.1f}"/>')
            parts.append(f'<circle class="{colour}" cx="{x:.1f}" cy="{y:.1f}" r="3.2"/>')
        column, row = place % 4, place // 4
        x, y = WIDTH - RIGHT - 560 + 145 * column, 48 + 16 * row
        parts.append(f'<path class="line {colour}" d="M{x} {y - 5}h22"/>')
        parts.append(f'<text class="s" x="{x + 27}" y="{y}">{escape(series.name)}</text>')
        return parts
