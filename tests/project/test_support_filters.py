"""The admin's lists for support staff accept only the filters that each list offers, and refuse others in the URL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from couples import actions
from couples.models import User
from couples.support import ReadOnly
from tests.couples import staff
from tests.journeys.people import Person, pair

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
#: Two contradicting values for each kind of lookup. A filter that works returns different results for the two.
VALUES: dict[str, tuple[str, str]] = {
    "": ("1", "0"),
    "__exact": ("1", "0"),
    "__isnull": ("1", "0"),
    "__startswith": ("", "https://nobody.example"),
    "__gte": ("1990-01-01", "2990-01-01"),
}
#: Filters, by model, that worked once and must not work again.
ONCE = (
    ("checkins.CheckIn", "responses__isnull"),
    ("checkins.CheckIn", "private_cards__isnull"),
    ("checkins.CheckIn", "couple__memberships__tender_topics__exact"),
    ("couples.Membership", "tender_topics__exact"),
    ("couples.Membership", "tell_when_finished__exact"),
    ("notifications.PushSubscription", "endpoint__startswith"),
    ("notifications.Reminder", "rest__isnull"),
)


@pytest.fixture
def support(db: None) -> Client:
    """The browser of a support person. In the database, two people share a space, and one person has submitted."""
    ada, ben = Person("Ada"), Person("Ben")
    pair(ada, ben)
    ada.submit(
        ada.open_check_in(),
        lambda _prompt: {"status": "skipped", "value": None, "note": "", "sharing": "share"},
    )
    actions.set_privacy(ada.user, tender_topics=True, session_key=None, now=NOW)
    return staff.support()


def _list_of(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def _words(answer: Any) -> tuple[int, str]:
    """Return a response's status and content, without random tokens and the query of the requested URL."""
    page = answer.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)
    return answer.status_code, re.sub(r"[?&][^\"' <]*", "", page)


def _probes(page: Any) -> Iterator[str]:
    """Yield the names of filters: each field or relation of the page's model with each suffix, such as `__isnull`.

    The filters that the admin page itself offers are left out.
    """
    offered = {
        f"{name}{suffix}" for name in map(str, page.list_filter) for suffix in ("", "__exact", "__isnull")
    }
    for field in page.model._meta.get_fields(include_hidden=True):
        for suffix in VALUES:
            if f"{field.name}{suffix}" not in offered:
                yield f"{field.name}{suffix}"


def _value(probe: str, which: int) -> str:
    return VALUES[next((suffix for suffix in VALUES if suffix and probe.endswith(suffix)), "")][which]


@pytest.mark.slow
def test_no_list_can_be_filtered_by_what_it_does_not_offer(support: Client) -> None:
    asked = 0
    for model, page in admin.site._registry.items():
        url = _list_of(model)
        probes = [*_probes(page), *(probe for label, probe in ONCE if label == model._meta.label)]
        for probe in probes:
            answers = {_words(support.get(url, {probe: _value(probe, which)})) for which in (0, 1)}
            assert len(answers) == 1, (url, probe)
            assert next(iter(answers))[0] == 400, (url, probe)
            asked += 1
    assert asked > 300


def test_nor_by_anything_of_a_related_row(support: Client) -> None:
    """Refuse filters by fields of a related model.

    The combinations are too many for HTTP requests, so this test calls `lookup_allowed`.
    """
    asked = 0
    for page in admin.site._registry.values():
        for field in page.model._meta.get_fields(include_hidden=True):
            if field.related_model is None or isinstance(field.related_model, str):
                continue
            for further in field.related_model._meta.get_fields(include_hidden=True):
                for suffix in VALUES:
                    assert not page.lookup_allowed(f"{field.name}__{further.name}{suffix}", "1", None)  # type: ignore[arg-type]
                    asked += 1
    assert asked > 1_000


def test_the_filters_that_a_list_offers_still_work(support: Client) -> None:
    users = _list_of(User)
    everybody, staff_alone = (
        support.get(users, {"is_staff__exact": value}).content.decode() for value in "01"
    )
    assert "@example.org" in everybody.replace(staff.SUPPORT, "")
    assert "@example.org" not in staff_alone.replace(staff.SUPPORT, "")
    assert staff.SUPPORT in staff_alone


def test_every_page_of_support_has_the_same_base() -> None:
    assert [page for page in admin.site._registry.values() if not isinstance(page, ReadOnly)] == []


def test_no_row_is_opened_by_another_column_than_its_key(support: Client) -> None:
    for model, page in admin.site._registry.items():
        row = model._default_manager.first()
        for field in model._meta.concrete_fields:
            if row is None or field.primary_key:
                continue
            url = reverse(
                f"admin:{model._meta.app_label}_{model._meta.model_name}_change",
                args=[quote(field.value_to_string(row)) or "-"],
            )
            assert support.get(url, {"_to_field": field.attname}).status_code == 400, (url, field.name, page)


@pytest.mark.parametrize(
    ("app", "model", "field"),
    [("notifications", "pushsubscription", "user"), ("checkins", "response", "check_in")],
)
def test_nothing_is_completed(support: Client, app: str, model: str, field: str) -> None:
    asked = {"app_label": app, "model_name": model, "field_name": field, "term": ""}
    assert support.get("/admin/autocomplete/", asked).status_code == 404
