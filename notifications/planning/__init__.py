"""Decide who gets which reminder and when, store these reminders, and find reminders that should have been stored."""
