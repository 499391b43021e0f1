"""When check-ins open (the schedule), how their prompts are chosen, and how the asked prompts are stored."""
