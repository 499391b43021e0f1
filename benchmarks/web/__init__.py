"""Measure the speed of requests, compared with a request that does nothing on the same server."""
