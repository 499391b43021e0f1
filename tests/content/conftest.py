from tests.content.decks import deck, library

__all__ = ["deck", "library"]
