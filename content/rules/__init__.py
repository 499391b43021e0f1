"""The wording rules of the library, the words they look for, and the sentences they read."""
