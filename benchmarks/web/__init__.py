"""Measure requests relative to the cheapest request that the same server can answer."""
