"""Run every check of `manage.py doctor` and print the results."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured

from project.doctor.results import Check, CheckResult, fault


def _checks() -> tuple[Check, ...]:
    # Imported late: these modules read the settings, and the settings may be wrong.
    from project.doctor import inside, outside, provider

    return (
        inside.configuration,
        inside.folders,
        inside.keys,
        inside.database,
        inside.shared_cache,
        inside.overdue_work,
        outside.address,
        outside.pushes_and_clock,
        outside.mail,
        provider.sign_in_provider,
    )


def findings() -> Iterator[CheckResult]:
    """Yield the results of all checks. If the settings are invalid, yield only one result, which says why."""
    import django

    try:
        django.setup()
        checks = _checks()
    except ImproperlyConfigured as error:
        yield fault(
            "settings",
            str(error),
            "Nothing starts until this is mended. .env.example explains each variable.",
        )
        return
    for check in checks:
        yield from check()


def main() -> int:
    """Run all checks and print their results. Return the exit code: 1 if a check found a fault, otherwise 0."""
    faults = 0
    for each in findings():
        print(each, flush=True)
        faults += each.state == "fault"
    print("Nothing is wrong." if not faults else f"Faults: {faults}.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
