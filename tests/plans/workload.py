"""Call all routes except the admin's, and all background jobs, and record the SQL statements that they execute."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from checkins.models import CheckIn
from couples.models import WayInLink
from notifications import tasks as reminders
from project.celery import app
from project.http.throttles import Ceiling, RequestCounter
from project.running import figures, poller
from tests.journeys.access_scenario import STARTER, AccessScenario
from tests.journeys.request_examples import body_for, paths_of
from tests.journeys.routes import ROWS
from tests.notifications.reconciling import reconcile_all
from tests.plans.query_plans import StatementRecorder
from tests.services.push import Browser

ROOT = Path(__file__).resolve().parents[2]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
COLUMNS = ("out", "self", "after", "ex", "invitee")

#: Routes whose query plans are not checked: prefix of the route, and the reason.
EXEMPT_ROUTES: Mapping[str, str] = {
    "admin": "support opens its lists by hand, a few times a day; they count what they list, which reads the table",
}
#: Tables that a request may read completely: (request, table), and the reason.
EXEMPT_READS: Mapping[tuple[str, str], str] = {
    (
        "GET /health/ready",
        "couples_datakey",
    ): "once in the life of a process: whether its key fits the database",
    ("GET /health/ready", "couples_personkey"): "the same for people's own keys",
    (
        "POST /api/v1/me/erase",
        "django_session",
    ): "once in the life of a person: a sign-in that was begun has an address "
    "inside its session, where no index finds it",
    (
        "POST /api/v1/me/erase",
        "couples_device",
    ): "by the same query: it leaves out the sessions that belong to a device",
}
#: Management commands whose query plans are not checked, and the reason.
EXEMPT_COMMANDS: Mapping[str, str] = {
    "addresses": "by hand, after an upgrade: it goes through all accounts",
    "backup": "reads every table whole: that is its work",
    "end_sessions": "by hand, after a restore: it ends all there are",
    "demo": "fills an empty folder on a newcomer's own machine",
    "library": "reads files, no table",
    "mail_returned": "by hand, for a few addresses at a time",
    "reapply_erasures": "by hand, after a restore",
    "restore": "by hand: it fills an empty database",
    "reminders": "by hand: it counts the whole outbox, which is what it is for",
    "rotate_keys": "by hand: it goes through all keys, in steps",
    "set_up_link": "while there is no account",
    "sign_in_link": "by hand, for one person: it looks for a name",
    "staff": "by hand, for one person",
    "tombstones": "by hand, after a restore: it prints all there are",
}


def _every_repair() -> None:
    reconcile_all(now=timezone.now())


def _task(name: str) -> Callable[[], Any]:
    return lambda: app.tasks[name]()


#: The project's Celery tasks. A test fails if a registered task is missing here.
TASKS = (
    "checkins.tasks.lapse_and_open_check_ins",
    "checkins.tasks.tick",
    "couples.tasks.forget_expired",
    "couples.tasks.purge_expired_sessions",
    "notifications.tasks.deliver_due_reminders",
    "notifications.tasks.help_deliver",
    "notifications.tasks.plan_reminders",
    "notifications.tasks.purge_old_reminders",
    *(f"notifications.tasks.{name}" for name in reminders.FORMER_NAMES),
)
JOBS: Mapping[str, Callable[[], Any]] = {
    **{name: _task(name) for name in TASKS},
    "every repair": _every_repair,
    "a poller's look": lambda: poller.do_overdue_work(now=timezone.now()),
    "figures for Prometheus": lambda: list(figures.ReminderCollector().collect()),
    "manage.py poll": lambda: call_command("poll", "--once"),
}


def registered_tasks() -> set[str]:
    """Return the names of the project's registered tasks."""
    app.loader.import_default_modules()
    return {name for name in app.tasks if not name.startswith("celery.")}


def commands() -> set[str]:
    """Return the names of the project's management commands."""
    return {file.stem for file in ROOT.glob("*/management/commands/*.py")} - {"__init__"}


def walk_routes(scenario: AccessScenario, recorder: StatementRecorder) -> None:
    """Request every route with every method as each kind of visitor in `COLUMNS`, and record the statements.

    The routes in `EXEMPT_ROUTES` are left out. The cache is empty at each request, and a rollback undoes the
    request's changes.
    """
    browser = Browser("http://127.0.0.1:9/new")
    for column in COLUMNS:
        viewer = scenario.viewers[column]
        for route in ROWS:
            if route.startswith(tuple(EXEMPT_ROUTES)):
                continue
            for method in METHODS:
                for path in paths_of(route, viewer.targets):
                    body = body_for(route, method, viewer.targets, browser)
                    recorder.doing = f"{method} /{route}"
                    cache.clear()
                    Ceiling.counter = RequestCounter()
                    with transaction.atomic(), recorder.recording():
                        response = viewer.client().generic(
                            method,
                            path,
                            "" if body is None else json.dumps(body),
                            content_type="application/json",
                        )
                        response.getvalue()
                        transaction.set_rollback(True)


def walk_jobs(clock: Any, recorder: StatementRecorder) -> None:
    """Run every background job in `JOBS` at three moments, and record the jobs' statements.

    The moments are now, after the check-ins have closed, and when the next check-ins open.
    """
    closes_at = CheckIn.objects.filter(state=CheckIn.State.OPEN).latest("closes_at").closes_at
    for later in (timezone.now(), closes_at + dt.timedelta(minutes=1), closes_at + dt.timedelta(days=5)):
        clock.move_to(later)
        for name, job in JOBS.items():
            recorder.doing = name
            with recorder.recording():
                job()


def write_what_is_missing(scenario: AccessScenario) -> None:
    """Add a row to each table that the test scenario leaves empty."""
    ana, ben = scenario.people[:2]
    revealed, opened = scenario.viewers["after"].targets, scenario.viewers["partner"].targets
    ben.post(f"/talking-points/{revealed.points[0]}/voice", {"choice": "later"})
    ben.put(f"/starters/{STARTER}/saved")
    ben.put("/schedule/rest")
    ben.post("/notifications/calendar")
    ana.post(f"/notifications/nudges/{opened.check_ins[0]}", status=201)
    now = timezone.now()
    ana.user.way_in_links.create(
        purpose=WayInLink.Purpose.DEVICE,
        token_hash=bytes(32),
        valid_from=now,
        expires_at=now + dt.timedelta(minutes=10),
    )
    SocialAccount.objects.create(user=ana.user, provider="openid_connect", uid="hash", extra_data={})
