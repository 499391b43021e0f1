"""The parsing of time zones in requests."""

from __future__ import annotations

import zoneinfo
from functools import cache

from timezone_field.rest_framework import TimeZoneSerializerField

#: Names that `zoneinfo` lists but that are no IANA zones: this machine's own zone, and the marker for an unset zone.
_NOT_ZONES = frozenset({"localtime", "Factory"})


@cache
def known() -> frozenset[str]:
    """Return the IANA names of all time zones, without names that only this machine has, such as "localtime"."""
    return frozenset(zoneinfo.available_timezones() - _NOT_ZONES)


class TimeZoneField(TimeZoneSerializerField):
    """A time zone, given by its IANA name such as "Europe/Berlin".

    The name is first looked up in a list, because `zoneinfo` treats names as file paths. For odd names, `zoneinfo`
    raises errors of the operating system, or finds files that another machine may not have.
    """

    def to_internal_value(self, data: object) -> zoneinfo.ZoneInfo:
        """Return the time zone with this name. Raises ValidationError (`invalid`) for an unknown name."""
        if not isinstance(data, str) or data not in known():
            self.fail("invalid")
        zone: zoneinfo.ZoneInfo = super().to_internal_value(data)
        return zone
