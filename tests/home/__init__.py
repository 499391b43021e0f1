"""Tests of the home edition, the app as a couple runs it on its own server."""
