"""The library: reasons, prompts, starters and experiments, written as files and read once."""
