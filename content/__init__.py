"""The library of reasons, prompts, conversation starters and experiments. It is stored in files and loaded once."""
