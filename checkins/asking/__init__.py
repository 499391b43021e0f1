"""The schedule of check-ins, the choice of their prompts, and the form in which asked prompts are stored."""
