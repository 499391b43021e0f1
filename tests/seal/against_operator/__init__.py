"""A small model of a seal that even the server's operator can't break (decision 0086).

The app does not use this model.
"""
