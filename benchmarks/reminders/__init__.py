"""Measure what delivering reminders costs, relative to the minimum for the same database and encryption."""
