"""What moving reminders costs, as a share of the least that the same database and the same encryption cost."""
