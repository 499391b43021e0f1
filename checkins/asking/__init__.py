"""What a check-in asks, and when: schedule, the choice of prompts, and prompts as they were asked."""
