"""Tests of the running app while its processes are killed and its services fail."""
