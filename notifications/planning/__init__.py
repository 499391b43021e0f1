"""Planning of reminders: rules for who gets which reminder and when, and a search for reminders that are missing."""
