"""Planning of reminders: the rules of who gets which reminder and when, the rows, and the repair of missing rows."""
