"""Parse the time zones in requests."""

from __future__ import annotations

import zoneinfo
from functools import cache

from timezone_field.rest_framework import TimeZoneSerializerField

#: Names that `zoneinfo` lists but that are no IANA zones: this machine's own zone, and the marker for an unset zone.
_NOT_ZONES = frozenset({"localtime", "Factory"})


@cache
def known() -> frozenset[str]:
    """Return the IANA names of all time zones, which are the same on every machine."""
    return frozenset(zoneinfo.available_timezones() - _NOT_ZONES)


class TimeZoneField(TimeZoneSerializerField):
    """A time zone by its IANA name.

    The name is checked against the list first. `zoneinfo` treats names as paths: it raises errors of the operating
    system and finds files that another machine may not have.
    """

    def to_internal_value(self, data: object) -> zoneinfo.ZoneInfo:
        """Return the time zone with this name. Raises ValidationError (`invalid`)."""
        if not isinstance(data, str) or data not in known():
            self.fail("invalid")
        zone: zoneinfo.ZoneInfo = super().to_internal_value(data)
        return zone
