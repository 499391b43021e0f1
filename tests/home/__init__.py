"""Tests of the home edition."""
