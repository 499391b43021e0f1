"""Record the SQL statements of every route and task, and read their query plans in a large database."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from unittest.mock import patch

import time_machine
from django.test import Client
from django.test.client import ClientHandler
from django.test.utils import override_settings, setup_test_environment, teardown_test_environment

from tests.journeys.access_scenario import AccessScenario
from tests.page_owner import naming_its_person
from tests.plans.query_plans import Statement, StatementRecorder, whole_table_reads
from tests.plans.workload import EXEMPT_READS, walk_jobs, walk_routes, write_what_is_missing
from tests.shared_middleware import load_shared


def statements(folder: Path, *, now: dt.datetime) -> list[Statement]:
    """Return the distinct SQL statements that the app's routes and tasks send to the current database.

    Every route except the admin's is requested, and every task runs. This changes the database. The clock starts at the
    last Sunday evening before `now`. Some routes serve a page of the front end, so an empty page is written to
    `folder`.
    """
    (folder / "en").mkdir(parents=True)
    (folder / "en/index.html").write_text("<!doctype html><title>Side by Side</title>")
    recorder = StatementRecorder()
    setup_test_environment()
    try:
        with (
            override_settings(FRONTEND_DIST=folder),
            patch.object(Client, "request", naming_its_person),
            patch.object(ClientHandler, "load_middleware", load_shared),
            time_machine.travel(_last_sunday(now), tick=False) as clock,
        ):
            scenario = AccessScenario(clock)
            walk_routes(scenario, recorder)
            write_what_is_missing(scenario)
            walk_jobs(clock, recorder)
    finally:
        teardown_test_environment()
    return list(recorder.statements.values())


def _last_sunday(now: dt.datetime) -> dt.datetime:
    """Return 19:00 on the Sunday before `now`, because the check-ins of the test data open at that time."""
    evening = now.replace(hour=19, minute=0, second=0, microsecond=0)
    return evening - dt.timedelta(days=now.weekday() + 1)


def whole_reads(sent: list[Statement]) -> list[str]:
    """Return a description of each plan that reads all rows of a table that grows with the number of people.

    `sent`: the statements whose plans are read in the current database. The description names the table, the request
    or task, and the start of the statement. The reads in `EXEMPT_READS` are left out.
    """
    return sorted(
        f"{found} <- {statement.sent_by}: {statement.sql[:300]}"
        for statement in sent
        for found in whole_table_reads(statement, few_rows=False)
        if (statement.sent_by, found.split()[-1]) not in EXEMPT_READS
    )
