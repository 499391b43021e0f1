"""Create people who should get one reminder each: `python -m tests.faults.seeding`.

The options are a JSON object on standard input:

- `people`: the number of people. Each answers without a partner, so each reminder belongs to a different check-in.
- `from`, `spread`: the due times are spread over `spread` seconds from the Unix time `from`.
- `hurried`, `hurry`: every `hurried`-th reminder (0: none) has a short deadline, between a tenth of `hurry` seconds
  and `hurry` seconds after its due time.
- `endpoint`: the start of each person's push URL. The person's number follows.
- `p256dh`, `auth`: the keys with which pushes are encrypted.
- `began`: the Unix time at which this process was started.

The output is the number of seconds that the process needed to start.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
import time
from typing import Any

import django

BATCH = 2_000


def main() -> None:
    """Read the options from standard input, print the seconds of the start, and create the people in batches."""
    wanted: dict[str, Any] = json.load(sys.stdin)
    django.setup()
    sys.stdout.write(f"{time.time() - wanted['began']}\n")
    for start in range(0, wanted["people"], BATCH):
        numbers = range(start, min(start + BATCH, wanted["people"]))
        fill(numbers, wanted, now=dt.datetime.now(tz=dt.UTC))


def fill(numbers: range, wanted: dict[str, Any], *, now: dt.datetime) -> None:
    """For each number in `numbers`, create a person who has one reminder.

    `wanted` holds the options from standard input, which the top of this module lists.
    """
    from checkins.models import CheckIn
    from couples.models import Couple, Membership, User
    from notifications.models import Preference, PushSubscription, Reminder

    opened = now - dt.timedelta(hours=1)
    users = User.objects.bulk_create(
        User(email=f"person{number}@example.org", password="!", time_zone="UTC") for number in numbers
    )
    # No quiet hours, because the test may run at any time of day.
    Preference.objects.bulk_create(
        Preference(user=user, email=False, quiet_from=dt.time(0), quiet_to=dt.time(0)) for user in users
    )
    couples = Couple.objects.bulk_create(Couple(kind="solo", created_at=opened) for _ in users)
    Membership.objects.bulk_create(
        Membership(couple=couple, user=user, seat=1, joined_at=opened)
        for user, couple in zip(users, couples, strict=True)
    )
    check_ins = CheckIn.objects.bulk_create(
        CheckIn(
            couple=couple,
            number=1,
            opens_at=opened,
            closes_at=opened + dt.timedelta(hours=96),
            prompts=[],
            asked=0,
        )
        for couple in couples
    )
    endpoints = [f"{wanted['endpoint']}{number}" for number in numbers]
    PushSubscription.objects.bulk_create(
        PushSubscription(
            user=user,
            endpoint=endpoint,
            endpoint_hash=hashlib.sha256(endpoint.encode()).digest(),
            p256dh=wanted["p256dh"],
            auth=wanted["auth"],
            created_at=now,
        )
        for user, endpoint in zip(users, endpoints, strict=True)
    )
    first = dt.datetime.fromtimestamp(wanted["from"], tz=dt.UTC)
    rows = []
    for number, user, check_in in zip(numbers, users, check_ins, strict=True):
        due_at = first + dt.timedelta(seconds=wanted["spread"] * (number * 0.6180339887 % 1))
        hurried = wanted["hurried"] and number % wanted["hurried"] == 0
        rows.append(
            Reminder(
                user=user,
                check_in=check_in,
                kind="opening",
                channel="push",
                due_at=due_at,
                not_after=due_at + dt.timedelta(seconds=wanted["hurry"] * (0.1 + 0.9 * (number * 0.37 % 1)))
                if hurried
                else check_in.closes_at - dt.timedelta(hours=1),
            )
        )
    Reminder.objects.bulk_create(rows)


if __name__ == "__main__":
    main()
