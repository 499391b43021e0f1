"""Which reminders are owed to whom, and when: the rules, their rows, and the repair of missing rows."""
