"""Checks of `manage.py doctor` on this machine: settings, folders, keys, database, cache and overdue reminders."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core import checks as django_checks
from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from couples.encryption import checks
from notifications import queries
from project.doctor.results import CheckResult, fault, ok, warning

#: Free bytes on the disk below which the doctor warns, and below which SQLite and PostgreSQL soon stop.
LITTLE, TOO_LITTLE = 1 << 30, 100 << 20
#: A message that has been due for longer than this shows that nothing is sending messages.
LATE = dt.timedelta(minutes=5)


def configuration() -> Iterator[CheckResult]:
    """Run the system checks of Django and the app, with deployment checks unless MODE is "local" or "test"."""
    every = django_checks.run_checks(include_deployment_checks=not settings.LOCAL)
    found = [each for each in every if not each.is_silenced()]
    for each in found:
        make = fault if each.is_serious() else warning
        yield make("settings", str(each.msg), str(each.hint or "See .env.example."))
    if not found:
        yield ok("settings", "every variable has a value that can work")


def folders() -> Iterator[CheckResult]:
    """Check that the folders for the SQLite database and for the tombstones file are writable and not full.

    Warn if no tombstones file is set. The tombstones then are only in the database, so an old backup brings erased
    people back.
    """
    places = {"tombstones": Path(settings.TOMBSTONES_FILE).parent} if settings.TOMBSTONES_FILE else {}
    if connection.vendor == "sqlite":
        places["data"] = Path(settings.DATABASES["default"]["NAME"]).parent
    for subject, folder in sorted(places.items()):
        if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
            owner = f"{os.getuid()}:{os.getgid()}"
            yield fault(
                subject,
                f"{folder} can't be written to",
                f"Make it, and then: chown -R {owner} {folder}",
            )
            continue
        free = shutil.disk_usage(folder).free
        if free < LITTLE:
            make = fault if free < TOO_LITTLE else warning
            yield make(
                "disk",
                f"{free >> 20} MiB are free for {folder}",
                "Delete something, or use a larger disk.",
            )
        else:
            yield ok(subject, f"{folder} can be written to, and {free >> 30} GiB are free")
    if not settings.TOMBSTONES_FILE:
        yield warning(
            "tombstones",
            "erased people are recorded in the database alone",
            "Set TOMBSTONES_FILE to a file outside the database, so that a restored backup does not bring them back.",
        )


def keys() -> Iterator[CheckResult]:
    """Check that other users of this machine can't read the key file."""
    file = settings.KEYS_FILE
    if file is None:
        yield ok("keys", "they come from the environment")
    elif stat.S_IMODE(file.stat().st_mode) & 0o077:
        yield fault("keys", f"others on this machine can read {file}", f"chmod 600 {file}")
    else:
        yield ok("keys", f"{file} is for its owner alone. Keep a copy of it somewhere else")


def database() -> Iterator[CheckResult]:
    """Check that the database answers, has all migrations, and can be decrypted with this server's keys.

    For SQLite, also check that the file is undamaged. The first fault ends this check.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        where = "DATABASE_URL" if settings.VOLUME is None else "DATA_DIR"
        yield fault(
            "database",
            f"it can't be reached ({type(error).__name__})",
            f"Start it, and check host, name, user and password in {where}.",
        )
        return
    executor = MigrationExecutor(connection)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield fault(
            "database", f"it lacks {len(plan)} changes of this version", "Run: python manage.py migrate"
        )
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            [said] = cursor.execute("PRAGMA quick_check(1)").fetchone()
        if said != "ok":
            yield fault(
                "database",
                "its file is damaged",
                "Stop the app, and restore your last backup.",
            )
            return
    if missing := checks.missing_keys():
        yield fault(
            "keys",
            f"this server lacks the wrapping key that the data need ({', '.join(missing)})",
            "Put back the key that was used before. Without it, no one can read what was written.",
        )
        return
    if missing := checks.missing_keys_of_codes():
        yield warning(
            "keys",
            f"this server lacks the wrapping key that some recovery codes need ({', '.join(missing)})",
            "Put back the key that was used before, and run `manage.py rotate_keys`. If it is lost, people with "
            "recovery codes have to make new ones in their settings.",
        )
    yield ok("database", "it answers, is up to date, and fits the keys")


def shared_cache() -> Iterator[CheckResult]:
    """Check that Redis answers, if this server uses Redis."""
    if not settings.REDIS_URL:
        yield ok("cache", "it is in the web process, of which there is one")
        return
    try:
        cache.set("doctor", "here", 10)
        answers = cache.get("doctor") == "here"
    except Exception as error:  # the driver raises errors of several kinds
        answers, why = False, type(error).__name__
    else:
        why = "it forgets"
    if answers:
        yield ok("redis", "it answers")
    else:
        yield fault(
            "redis",
            f"it can't be used ({why})",
            "Start it, and check host, port and password in REDIS_URL.",
        )


def overdue_work() -> Iterator[CheckResult]:
    """Check that no reminder or account alert has been due for longer than `LATE`.

    If the database can't be read, yield nothing.
    """
    now = timezone.now()
    try:
        late = queries.waits_too_long(now, LATE)
    except Error:
        return  # the check `database` reports this
    if late:
        programs = "the poller" if settings.VOLUME else "the worker, beat or the poller"
        yield fault(
            "reminders",
            f"some have been due for more than {LATE.seconds // 60} minutes",
            f"Is {programs} running? Its log says why it can't send.",
        )
    else:
        yield ok("reminders", "none is late")
