"""Tests that all queries of routes and jobs find their rows with an index instead of reading a whole large table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from pytest_django import Settings

from checkins.models import CheckIn, Response
from tests.journeys import routes
from tests.journeys.access_scenario import START, AccessScenario
from tests.plans.copied_rows import ROWS, fill
from tests.plans.query_plans import (
    STAYS_SMALL,
    Statement,
    StatementRecorder,
    growing_tables,
    whole_table_reads,
)
from tests.plans.workload import (
    EXEMPT_COMMANDS,
    EXEMPT_READS,
    JOBS,
    commands,
    registered_tasks,
    walk_jobs,
    walk_routes,
    write_what_is_missing,
)

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the plans are those of the database that serves many"
)


@pytest.fixture
def scenario_and_clock(
    settings: Settings, tmp_path: Path
) -> Iterator[tuple[AccessScenario, time_machine.Traveller]]:
    settings.FRONTEND_DIST = tmp_path
    (tmp_path / "en").mkdir()
    (tmp_path / "en/index.html").write_text("<!doctype html><title>Side by Side</title>")
    with time_machine.travel(START, tick=False) as clock:
        yield AccessScenario(clock), clock


def test_every_route_task_and_command_is_walked_or_exempt_by_name() -> None:
    assert set(routes.routes()) == set(routes.ROWS)
    assert registered_tasks() == {name for name in JOBS if ".tasks." in name}
    assert commands() == EXEMPT_COMMANDS.keys() | {"poll"}
    assert growing_tables().isdisjoint(STAYS_SMALL)
    assert len(growing_tables()) > 15


def _wrong(recorder: StatementRecorder, *, few_rows: bool = True) -> set[str]:
    """Return a message for each recorded statement that reads a whole table which would be large in production.

    The message names the table, the request or task that sent the statement, and the statement. Reads in
    `EXEMPT_READS` are left out.

    With `few_rows`, reads in hashed SubPlans (subqueries that are run once, for all rows) are left out too, because
    PostgreSQL prefers such SubPlans for tables with few rows.
    """
    return {
        f"{found} <- {statement.sent_by}: {statement.sql}"
        for statement in recorder.statements.values()
        for found in whole_table_reads(statement, few_rows=few_rows)
        if (statement.sent_by, found.split()[-1]) not in EXEMPT_READS
    }


def _by_index_where_there_is_one() -> None:
    """Let PostgreSQL read a whole table only if no index can be used, until the transaction ends.

    Hash joins and merge joins are disabled as well. With few rows, such a join costs as much as looking up each row,
    and the plan would depend on when the tables were last analysed.
    """
    with connection.cursor() as cursor:
        for setting in ("enable_seqscan", "enable_hashjoin", "enable_mergejoin"):
            cursor.execute(f"SET LOCAL {setting} = off")


@on_postgresql
def test_no_query_has_to_read_a_whole_table_that_grows(
    scenario_and_clock: tuple[AccessScenario, time_machine.Traveller],
) -> None:
    scenario, clock = scenario_and_clock
    recorder = StatementRecorder()
    walk_routes(scenario, recorder)
    walk_jobs(clock, recorder)
    assert len(recorder.statements) > 150
    _by_index_where_there_is_one()
    assert _wrong(recorder) == set()


@on_postgresql
def test_a_query_that_asks_for_one_couple_or_what_one_wrote_in_one_condition_is_noticed(
    scenario_and_clock: tuple[AccessScenario, time_machine.Traveller],
) -> None:
    scenario, _clock = scenario_and_clock
    ana = scenario.people[0].user
    couple = ana.memberships.get().couple_id
    wrote = Q(Exists(Response.objects.filter(check_in=OuterRef("pk"), author=ana, envelope__isnull=False)))
    recorder = StatementRecorder()
    with recorder.recording():
        list(CheckIn.objects.filter(Q(couple=couple) | wrote).order_by("opens_at"))
        list(CheckIn.objects.filter(Q(couple=couple) | wrote).values_list("pk"))
        list(CheckIn.objects.filter(couple=couple))
    _by_index_where_there_is_one()
    *bad, good = [whole_table_reads(statement) for statement in recorder.statements.values()]
    assert all("checkins_checkin" in " ".join(found) for found in bad)
    assert good == []
    assert whole_table_reads(Statement("SELECT * FROM couples_user", None, "")) == [
        "Seq Scan on couples_user"
    ]


@on_postgresql
@pytest.mark.long
def test_with_many_rows_no_query_reads_a_whole_table_that_grows(
    scenario_and_clock: tuple[AccessScenario, time_machine.Traveller],
    record_property: Callable[[str, object], None],
) -> None:
    scenario, clock = scenario_and_clock
    recorder = StatementRecorder()
    walk_routes(scenario, recorder)
    write_what_is_missing(scenario)
    walk_jobs(clock, recorder)
    rows = fill()
    assert {table: count for table, count in rows.items() if count < ROWS} == {}
    assert _wrong(recorder, few_rows=False) == set()
    record_property(
        "counted", f"{len(recorder.statements)} statements, {sum(rows.values()):,} rows: no table read whole"
    )
