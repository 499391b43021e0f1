"""Clean up what people type: addresses, codes and words. Pure."""
