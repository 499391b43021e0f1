"""The wording rules of the library, the words that they look for, and the sentences that they check."""
