"""Looking up a batch of reminders takes few queries, and none of them reads a whole table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications.models import Reminder
from notifications.sending.cases import load_cases
from tests.notifications.conftest import NOW, Endpoint


def test_a_batch_takes_no_more_queries_to_look_at_and_compose_than_one_reminder(
    people: Callable[[int], Endpoint],
) -> None:
    people(5)
    rows = list(Reminder.objects.values_list("pk", flat=True))
    asked = []
    for ids in (rows[:1], rows):
        with CaptureQueriesContext(connection) as queries:
            cases = load_cases(ids)
            made = [(case.compose(NOW), case.address) for case in cases]
            targets = [
                (each.endpoint, each.p256dh, each.auth) for case in cases for each in case.subscriptions
            ]
        assert len(made) == len(targets) == len(ids)
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a table of a few rows as a whole")
def test_no_query_about_a_batch_reads_a_whole_table(people: Callable[[int], Endpoint]) -> None:
    people(8)
    ids = list(Reminder.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as asked:
        load_cases(ids)
    questions = [query["sql"] for query in asked]
    assert len(questions) == 3
    with connection.cursor() as cursor:
        for question in questions:
            cursor.execute(f"EXPLAIN QUERY PLAN {question}")
            plan = [str(step[-1]) for step in cursor.fetchall()]
            assert any(step.startswith("SEARCH") for step in plan)
            assert not [step for step in plan if step.startswith("SCAN") and "json_each" not in step]
