"""The library of reasons, prompts, conversation starters and small things to try. It is stored in files and loaded
once.
"""
