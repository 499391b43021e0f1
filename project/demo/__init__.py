"""The demo couple: two invented people with a history.

`make run` creates the couple once. On a server with MODE=demo, every visitor gets their own copy of the couple.
"""
