"""Time zones as they come in over the wire."""

from __future__ import annotations

import zoneinfo
from functools import cache

from timezone_field.rest_framework import TimeZoneSerializerField

#: Files beside the zones: the zone of this machine, and the sign that a machine has none.
_NO_ZONES = frozenset({"localtime", "Factory"})


@cache
def known() -> frozenset[str]:
    """The IANA names, the same on every machine."""
    return frozenset(zoneinfo.available_timezones() - _NO_ZONES)


class TimeZoneField(TimeZoneSerializerField):
    """A zone by its IANA name.

    Looked up in the list before any file is: names are paths to `zoneinfo`, which raises what the operating system
    says of them, and finds files that another machine may not have.
    """

    def to_internal_value(self, data: object) -> zoneinfo.ZoneInfo:
        """The zone. Raises ValidationError (`invalid`)."""
        if not isinstance(data, str) or data not in known():
            self.fail("invalid")
        zone: zoneinfo.ZoneInfo = super().to_internal_value(data)
        return zone
