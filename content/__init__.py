"""The library of reasons, prompts, conversation starters, light conversations and small things to try.

The library is stored in files, and loaded once when the app starts.
"""
