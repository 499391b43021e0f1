"""Measure the cost of delivering reminders, compared with the lowest possible cost on the same database."""
