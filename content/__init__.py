"""The library: reasons, prompts, starters and experiments, kept as files and read once."""
