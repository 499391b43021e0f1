"""What a message says and where it leads, before a channel sends it."""
