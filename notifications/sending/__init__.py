"""From a due row to a push or an e-mail: `sender` reads from top to bottom, the others are what it calls."""
