"""Clean up what people type: e-mail addresses, codes and other text. Pure functions."""
