"""The benchmark of the offered conversations notices a check-in that offers nothing although its answers are good."""

from __future__ import annotations

import pytest

from benchmarks.engine.conversations import FIRST_REVEALS, OfferedLife, offered, offers_text
from benchmarks.engine.life import Job
from benchmarks.engine.worlds import NORMAL
from checkins import light

TARGET = "check-ins with a conversation or the neutral card: 100 %"


def verdict(life: OfferedLife) -> str:
    """Return PASS or FAIL: whether this couple was always offered a conversation or the neutral card."""
    text = offers_text("normal", {"one couple": [life]})
    return next(line.split()[0] for line in text.splitlines() if TARGET in line)


def test_every_check_in_offers_something() -> None:
    life = offered(Job(NORMAL, "1"))
    assert "nothing" not in life.kinds
    assert verdict(life) == "PASS"


def test_a_rule_that_offers_nothing_after_good_answers_misses_the_target(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(light, "choose", lambda *_, **__: None)
    life = offered(Job(NORMAL, "1"))
    assert "nothing" in life.kinds
    assert verdict(life) == "FAIL"


def test_the_row_of_the_first_check_ins_counts_revealed_check_ins() -> None:
    life = OfferedLife(("good",) * FIRST_REVEALS + ("deck",) * FIRST_REVEALS, 0, 0)
    rows = offers_text("normal", {"one couple": [life]}).splitlines()
    [row] = [row for row in rows if row.strip().startswith("one couple, first")]
    assert row.split()[2:5] == ["first", str(FIRST_REVEALS), "reveals"]
    assert "100.0%" in row
