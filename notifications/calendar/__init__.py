"""The check-ins in one's own calendar: a secret address that calendar programs ask now and then, without signing in."""
