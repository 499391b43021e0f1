"""`couples.compiled.insert` inserts rows that are given as dictionaries, for speed without model instances.

Each value reaches its column in whatever order a dictionary names the columns.
"""

from __future__ import annotations

import pytest

from couples.compiled import insert
from notifications.models import ReconcileCursor

pytestmark = pytest.mark.django_db


def test_columns_may_come_in_any_order() -> None:
    assert insert(ReconcileCursor, [{"name": "a", "after": "1"}, {"after": "2", "name": "b"}]) == 2
    assert dict(ReconcileCursor.objects.values_list("name", "after")) == {"a": "1", "b": "2"}


def test_a_row_that_leaves_out_what_the_first_has_is_refused_with_all_others() -> None:
    with pytest.raises(KeyError):
        insert(ReconcileCursor, [{"name": "a", "after": "1"}, {"name": "b"}])
    assert not ReconcileCursor.objects.exists()


def test_what_a_constraint_has_already_is_left_out_and_not_counted() -> None:
    insert(ReconcileCursor, [{"name": "a", "after": "1"}])
    rows = [{"name": "a", "after": "2"}, {"name": "b", "after": "3"}]
    assert insert(ReconcileCursor, rows, ignore_conflicts=True) == 1
    assert dict(ReconcileCursor.objects.values_list("name", "after")) == {"a": "1", "b": "3"}


def test_nothing_is_stored_for_no_rows() -> None:
    assert insert(ReconcileCursor, []) == 0
